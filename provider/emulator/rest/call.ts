import { type Answered, answering, callerIds, Undeserializable } from "../http/answering";
import type { EmulatorServer } from "../http/emulatorServer";
import { type Ending, plannedProblem } from "../http/ending";
import type { CallHeaders } from "../operations/authorize";
import type { ServiceFault } from "../operations/faults";
import { type Problem, problemOf } from "../rules";
import { type OperationName, rootOf } from "../schema/operations";
import { customerFaultJson, faultJson, statusOf } from "./faults";
import { readRequest } from "./read";
import { writeResponse } from "./write";

export const jsonContent = "application/json; charset=utf-8";

export interface RestRequest {
  readonly operation: OperationName;
  readonly headers: CallHeaders;
  readonly bytes: Uint8Array;
}

/** Answers one REST call. */
export async function answerRest(
  server: EmulatorServer,
  { operation, headers, bytes }: RestRequest,
  trackingId: string,
): Promise<Answered> {
  const { context } = server;
  const say = rootOf(operation) === "customer" ? customerFaultJson : faultJson;
  const fault = (kind: "adapi" | "api", problems: readonly Problem[], status?: number): Ending => ({
    kind: "answer",
    status: status ?? statusOf(problems[0]?.code ?? 0),
    body: say(kind, trackingId, problems),
    contentType: jsonContent,
  });
  const sayRefusal = (error: ServiceFault | Undeserializable): Ending =>
    error instanceof Undeserializable
      ? fault("api", [{ ...problemOf(error.rule), message: `Invalid JSON: ${error.message}` }])
      : fault(error.kind, error.problems);
  const answered = await answering(server, {
    transport: "rest",
    version: 13,
    headers,
    operation,
    contentType: jsonContent,
    tokenFirst: context.holds("rest.token-first"),
    misdirected: () => undefined,
    read: (known) => readRequest(context, bytes, known),
    sayResponse: (known, _valid, shown) => ({
      kind: "answer",
      status: 200,
      body: writeResponse(known, shown),
      contentType: jsonContent,
      headers: { TrackingId: trackingId },
    }),
    sayRefusal,
    sayPlanned: (planned) => {
      const problem = plannedProblem(planned);
      return fault(problem.code < 1000 ? "adapi" : "api", [problem], planned.http);
    },
  });
  return { ...answered, report: { ...callerIds({ headers, operation }), ...answered.report } };
}
