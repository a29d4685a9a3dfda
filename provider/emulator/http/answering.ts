import { authorize, type CallHeaders } from "../operations/authorize";
import type { Context } from "../operations/context";
import { ServiceFault } from "../operations/faults";
import { runOperation } from "../operations/runOperation";
import type { RuleId } from "../rules";
import type { Version } from "../schema/model";
import type { OperationName } from "../schema/operations";
import type { Fields } from "../schema/values";
import { type Call, describeRequest, shortened } from "./calls";
import type { EmulatorServer } from "./emulatorServer";
import { type Ending, orderedRefusals, plannedDelay, plannedEnding } from "./ending";
import type { PlannedFault } from "./plannedFaults";
import { withUnknownMembers } from "./unknownMembers";

/** How a call ended, and what the log gets of it. */
export interface Answered {
  readonly ending: Ending;
  readonly report: Pick<Call, "outcome"> & Partial<Call>;
}

/** The request does not fit the schema, says a rule. */
export class Undeserializable {
  constructor(
    readonly rule: RuleId,
    readonly message: string,
  ) {}
}

/** One call as its transport reads and answers it. */
export interface Conversation {
  readonly transport: Call["transport"];
  readonly version: Version;
  readonly headers: CallHeaders;
  /** Undefined when the request asks for nothing that there is. */
  readonly operation: OperationName | undefined;
  /** The content type of answers. */
  readonly contentType: string;
  /** Whether the token is looked at before the request is read. */
  readonly tokenFirst: boolean;
  /** The answer to a request that was sent to the wrong place, if it was. */
  readonly misdirected: () => Answered | undefined;
  /** Reads the request. Throws Undeserializable. */
  readonly read: (operation: OperationName) => Fields;
  /** `valid`: the answer as the schema knows it; `shown`: as it is sent, with names in it that came later. */
  readonly sayResponse: (operation: OperationName, valid: Fields, shown: Fields) => Ending;
  readonly sayRefusal: (error: ServiceFault | Undeserializable) => Ending;
  readonly sayPlanned: (fault: Extract<PlannedFault, { kind: "fault" }>) => Ending;
}

/** The course of a call: planned faults, credentials, the operation, planned faults again. */
export async function answering(server: EmulatorServer, talk: Conversation): Promise<Answered> {
  const { plan, context, closing } = server;
  const faults = plan.take(talk.operation, talk.transport);
  await plan.hold(plannedDelay(faults, "before") + context.store.settings.latencyMs, closing);
  const before = plannedEnding(faults, "before", talk);
  if (before !== undefined) return planned(before, faults, whatWasSent(talk));
  const misdirected = talk.misdirected();
  if (misdirected !== undefined) return misdirected;
  if (talk.operation === undefined)
    throw new Error("a call without an operation was sent to the right place");
  const answered = run(server, talk, talk.operation, faults);
  context.store.save();
  await plan.hold(plannedDelay(faults, "after"), closing);
  const after = plannedEnding(faults, "after", talk);
  return after === undefined ? answered : planned(after, faults, answered.report);
}

function run(
  { context }: EmulatorServer,
  talk: Conversation,
  operation: OperationName,
  faults: readonly PlannedFault[],
): Answered {
  const { headers, version } = talk;
  let request: Fields = {};
  try {
    if (talk.tokenFirst) authorize(context, headers, operation, version);
    request = talk.read(operation);
    const caller = authorize(context, headers, operation, version);
    const ordered = orderedRefusals(faults);
    const { answer, errors } = runOperation(operation, context, caller, request, ordered);
    const ending = talk.sayResponse(operation, answer, withUnknownMembers(answer, faults));
    const outcome = errors.length > 0 ? "partial" : "ok";
    return { ending, report: { ...describeRequest(request), outcome, ...reasons(errors) } };
  } catch (refusal) {
    if (!(refusal instanceof ServiceFault || refusal instanceof Undeserializable)) throw refusal;
    const error = asObserved(context, refusal);
    const why = error instanceof ServiceFault ? reasons(error.problems) : { refusedBy: [error.rule] };
    return {
      ending: talk.sayRefusal(error),
      report: { ...describeRequest(request), outcome: "fault", ...why },
    };
  }
}

/** A refusal with the codes that the service was seen to answer with. */
function asObserved(
  { observed }: Context,
  refusal: ServiceFault | Undeserializable,
): ServiceFault | Undeserializable {
  if (refusal instanceof ServiceFault)
    return new ServiceFault(
      refusal.kind,
      refusal.problems.map((problem) => observed.answered(problem)),
    );
  const { rule, message } = refusal;
  const other = observed.otherCode(rule);
  return other === undefined ? refusal : new ServiceFault("api", [{ rule, message, ...other }]);
}

/** For the log of a call that ends before its request is looked at. */
function whatWasSent(talk: Conversation): Partial<Call> {
  if (talk.operation === undefined) return {};
  try {
    return describeRequest(talk.read(talk.operation));
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

/** What of the headers the log keeps. */
export function callerIds({
  headers,
  operation,
}: Pick<Conversation, "headers" | "operation">): Partial<Call> {
  const customerId = headers.get("CustomerId");
  const accountId = headers.get("CustomerAccountId");
  return {
    ...(operation === undefined ? {} : { operation }),
    ...(customerId === undefined ? {} : { customerId: shortened(customerId) }),
    ...(accountId === undefined ? {} : { accountId: shortened(accountId) }),
  };
}
