import { authorize } from "../core/authorize";
import { type Problem, ServiceFault } from "../core/faults";
import { runOperation } from "../core/run";
import { type Call, describeRequest } from "../http/calls";
import type { Context } from "../http/context";
import { type Ending, orderedRefusals, plannedDelay, plannedEnding } from "../http/ending";
import type { PlannedFault } from "../http/plannedFaults";
import { problemOf } from "../rules";
import type { Version } from "../schema/model";
import type { OperationName } from "../schema/operations";
import type { Fields } from "../schema/values";
import { checkResponse, readBody, Undeserializable } from "./body";
import { actionFault, adApiFault, apiFault, deserializationFault } from "./faults";
import { BadMessage, type Envelope, parseEnvelope } from "./parse";
import { envelope, writeResponse } from "./write";

export interface SoapRequest {
  readonly version: Version;
  readonly bytes: Buffer;
  /** The SOAPAction header as it came. */
  readonly action: string | undefined;
}

/** What of a call the log gets. */
type Report = Pick<Call, "outcome" | "codes"> & Partial<Call>;

export interface Answered {
  readonly ending: Ending;
  readonly report: Report;
}

/** Answers one SOAP call. */
export async function answerSoap(
  context: Context,
  request: SoapRequest,
  trackingId: string,
): Promise<Answered> {
  let message: Envelope;
  try {
    message = parseEnvelope(context.tools.xml, request.bytes, request.version);
  } catch (error) {
    if (!(error instanceof BadMessage)) throw error;
    return { ending: xmlAnswer(400, ""), report: { outcome: "refused", codes: [] } };
  }
  try {
    return await answerMessage(context, request, message, trackingId);
  } finally {
    message.document.dispose();
  }
}

async function answerMessage(
  context: Context,
  { version, action }: SoapRequest,
  message: Envelope,
  trackingId: string,
): Promise<Answered> {
  const say = speaker(context, version, trackingId);
  const faults = context.plan.take(message.operation);
  const who = callerIds(message);
  await plannedDelay(faults, "before", context.world.store.settings.latencyMs, context.closing);
  const before = plannedEnding(faults, "before", say.planned);
  if (before !== undefined) return planned(before, faults, { ...who, ...operationOf(message.operation) });
  const { operation } = message;
  const named = (action ?? "").trim().replace(/^"(.*)"$/, "$1");
  const misnamed = context.world.holds("call.action") && named !== operation;
  if (operation === undefined || misnamed) {
    return { ending: say.fault(actionFault(named)), report: { ...who, outcome: "fault", codes: [] } };
  }
  const answered = run(context, version, operation, message, faults, say);
  const report = { ...who, operation, ...answered.report };
  await plannedDelay(faults, "after", 0, context.closing);
  const after = plannedEnding(faults, "after", say.planned);
  return after === undefined ? { ...answered, report } : planned(after, faults, report);
}

function run(
  context: Context,
  version: Version,
  operation: OperationName,
  message: Envelope,
  faults: readonly PlannedFault[],
  say: Speaker,
): Answered {
  let request: Fields = {};
  try {
    if (!context.world.holds("call.schema-first"))
      authorize(context.world, message.headers, operation, version);
    request = readBody(context, message.message, operation, version);
    const caller = authorize(context.world, message.headers, operation, version);
    const response = runOperation(operation, context.world, caller, request, orderedRefusals(faults));
    const codes = errorCodes(response);
    const report = {
      ...describeRequest(request),
      outcome: codes.length > 0 ? "partial" : "ok",
      codes,
    } as const;
    return { ending: say.response(operation, response), report };
  } catch (error) {
    if (error instanceof Undeserializable) {
      return {
        ending: say.fault(deserializationFault(error.message)),
        report: { outcome: "fault", codes: [] },
      };
    }
    if (!(error instanceof ServiceFault)) throw error;
    const codes = error.problems.map((each) => each.code);
    return { ending: say.problems(error), report: { ...describeRequest(request), outcome: "fault", codes } };
  }
}

function errorCodes(response: Fields): readonly number[] {
  const errors = response.PartialErrors;
  return Array.isArray(errors) ? errors.map((each: { readonly Code: number }) => each.Code) : [];
}

function planned(ending: Ending, faults: readonly PlannedFault[], report: Partial<Call>): Answered {
  const codes = faults.flatMap((each) => (each.kind === "fault" ? [each.code] : []));
  const empty = ending.kind === "answer" && ending.body === "" ? "empty" : "fault";
  return { ending, report: { ...report, outcome: ending.kind === "drop" ? "dropped" : empty, codes } };
}

function callerIds(message: Envelope): Partial<Call> {
  const customerId = message.headers.get("CustomerId");
  const accountId = message.headers.get("CustomerAccountId");
  return {
    ...(customerId === undefined ? {} : { customerId }),
    ...(accountId === undefined ? {} : { accountId }),
  };
}

const operationOf = (operation: OperationName | undefined): Partial<Call> =>
  operation === undefined ? {} : { operation };

export function xmlAnswer(status: number, body: string): Ending {
  return { kind: "answer", status, body, contentType: "text/xml; charset=utf-8" };
}

/** Writes answers of one call. */
type Speaker = ReturnType<typeof speaker>;

function speaker(context: Context, version: Version, trackingId: string) {
  const faultStatus = context.world.holds("call.fault-200") ? 200 : 500;
  const fault = (body: string, status = faultStatus) =>
    xmlAnswer(status, envelope(version, trackingId, body));
  const faultOf = (kind: "adapi" | "api", problems: readonly Problem[]) =>
    kind === "adapi" ? adApiFault(trackingId, problems) : apiFault(version, trackingId, problems);
  return {
    fault,
    problems: (error: ServiceFault) => fault(faultOf(error.kind, error.problems)),
    planned: (plan: Extract<PlannedFault, { kind: "fault" }>) => {
      const symbol = plan.errorCode ?? knownSymbols[plan.code] ?? "InternalError";
      const problem = { code: plan.code, symbol, message: plan.message ?? `Refused on request: ${symbol}` };
      return fault(faultOf(plan.code < 1000 ? "adapi" : "api", [problem]), plan.http ?? faultStatus);
    },
    response: (operation: OperationName, response: Fields): Ending => {
      const body = writeResponse(operation, version, response);
      const complaint = checkResponse(context.tools, body, version);
      if (complaint === undefined) return xmlAnswer(200, envelope(version, trackingId, body));
      context.complain(`the emulator made an invalid ${operation} response: ${complaint}`);
      return {
        kind: "answer",
        status: 500,
        body: `emulator: invalid response: ${complaint}`,
        contentType: "text/plain",
      };
    },
  };
}

const knownSymbols: Readonly<Record<number, string>> = {
  0: "InternalError",
  105: problemOf("auth.token-invalid").symbol,
  106: problemOf("auth.customer-unknown").symbol,
  109: problemOf("auth.token-expired").symbol,
  116: problemOf("auth.token-missing").symbol,
  117: "CallRateExceeded",
  204: "OperationNotSupported",
  303: problemOf("call.retired").symbol,
  1010: "CampaignServiceSystemInReadOnlyMode",
  3601: "UnsupportedEndpoint",
};
