import { authorize } from "../core/authorize";
import { ServiceFault } from "../core/faults";
import { runOperation } from "../core/run";
import { type Call, describeRequest } from "../http/calls";
import type { Context } from "../http/context";
import { type Ending, orderedRefusals, plannedDelay, plannedEnding } from "../http/ending";
import type { PlannedFault } from "../http/plannedFaults";
import type { RuleId } from "../rules";
import type { Version } from "../schema/model";
import type { OperationName } from "../schema/operations";
import type { Fields } from "../schema/values";
import { readBody, Undeserializable } from "./body";
import { BadMessage, type Envelope, parseEnvelope } from "./parse";
import { type Speaking, sayPlanned, sayRefusal, sayResponse, sayWrongAction, xmlAnswer } from "./speaker";

export interface SoapRequest {
  readonly version: Version;
  readonly bytes: Buffer;
  /** The SOAPAction header as it came. */
  readonly action: string | undefined;
}

/** How a call ended, and what the log gets of it. */
export interface Answered {
  readonly ending: Ending;
  readonly report: Pick<Call, "outcome"> & Partial<Call>;
}

/** Answers one SOAP call. */
export async function answerSoap(
  context: Context,
  request: SoapRequest,
  trackingId: string,
): Promise<Answered> {
  let envelope: Envelope;
  try {
    envelope = parseEnvelope(context.tools.xml, request.bytes, request.version);
  } catch (error) {
    if (!(error instanceof BadMessage)) throw error;
    return { ending: xmlAnswer(400, ""), report: { outcome: "refused", refusedBy: [error.rule] } };
  }
  try {
    const call = { context, version: request.version, trackingId };
    const answered = await answerEnvelope(call, request, envelope);
    return { ...answered, report: { ...callerIds(envelope), ...answered.report } };
  } finally {
    envelope.document.dispose();
  }
}

async function answerEnvelope(call: Speaking, request: SoapRequest, envelope: Envelope): Promise<Answered> {
  const { plan, world, closing } = call.context;
  const faults = plan.take(envelope.operation);
  await plannedDelay(faults, "before", world.store.settings.latencyMs, closing);
  const before = plannedEnding(faults, "before", (fault) => sayPlanned(call, fault));
  if (before !== undefined) return planned(before, faults, whatWasSent(call, envelope));
  const action = (request.action ?? "").trim().replace(/^"(.*)"$/, "$1");
  const misnamed = action !== envelope.operation && world.holds("call.action");
  if (envelope.operation === undefined || misnamed) {
    return { ending: sayWrongAction(call, action), report: { outcome: "fault", refusedBy: ["call.action"] } };
  }
  const answered = run(call, envelope.operation, envelope, faults);
  world.store.save();
  await plannedDelay(faults, "after", 0, closing);
  const after = plannedEnding(faults, "after", (fault) => sayPlanned(call, fault));
  return after === undefined ? answered : planned(after, faults, answered.report);
}

function run(
  call: Speaking,
  operation: OperationName,
  envelope: Envelope,
  faults: readonly PlannedFault[],
): Answered {
  const { context, version } = call;
  let request: Fields = {};
  try {
    if (!context.world.holds("call.schema-first")) {
      authorize(context.world, envelope.headers, operation, version);
    }
    request = readBody(context, envelope.message, operation, version);
    const caller = authorize(context.world, envelope.headers, operation, version);
    const ordered = orderedRefusals(faults);
    const { answer, errors } = runOperation(operation, context.world, caller, request, ordered);
    const ending = sayResponse(call, operation, answer);
    const outcome = errors.length > 0 ? "partial" : "ok";
    return { ending, report: { ...describeRequest(request), outcome, ...reasons(errors) } };
  } catch (error) {
    if (!(error instanceof ServiceFault || error instanceof Undeserializable)) throw error;
    const why = error instanceof ServiceFault ? reasons(error.problems) : { refusedBy: [error.rule] };
    return {
      ending: sayRefusal(call, error),
      report: { ...describeRequest(request), outcome: "fault", ...why },
    };
  }
}

/** For the log of a call that ends before its request is looked at. */
function whatWasSent({ context, version }: Speaking, { message, operation }: Envelope): Partial<Call> {
  if (operation === undefined) return {};
  try {
    return describeRequest(readBody(context, message, operation, version));
  } catch (error) {
    if (error instanceof Undeserializable) return {};
    throw error;
  }
}

function reasons(
  problems: readonly { readonly code: number; readonly rule?: RuleId }[],
): Pick<Call, "codes" | "refusedBy"> {
  const refusedBy = problems.flatMap((each) => (each.rule === undefined ? [] : [each.rule]));
  return { codes: problems.map((each) => each.code), refusedBy };
}

function planned(ending: Ending, faults: readonly PlannedFault[], report: Partial<Call>): Answered {
  const codes = faults.flatMap((each) => (each.kind === "fault" ? [each.code] : []));
  const answered = ending.kind === "answer" && ending.body === "" ? "empty" : "fault";
  return { ending, report: { ...report, outcome: ending.kind === "drop" ? "dropped" : answered, codes } };
}

function callerIds({ headers, operation }: Envelope): Partial<Call> {
  const customerId = headers.get("CustomerId");
  const accountId = headers.get("CustomerAccountId");
  return {
    ...(operation === undefined ? {} : { operation }),
    ...(customerId === undefined ? {} : { customerId }),
    ...(accountId === undefined ? {} : { accountId }),
  };
}
