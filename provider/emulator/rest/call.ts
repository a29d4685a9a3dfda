import type { CallHeaders } from "../core/authorize";
import type { Problem, ServiceFault } from "../core/faults";
import { type Answered, answering, callerIds, Undeserializable } from "../http/answering";
import type { Context } from "../http/context";
import { type Ending, plannedProblem } from "../http/ending";
import { problemOf } from "../rules";
import type { OperationName } from "../schema/operations";
import { faultJson, statusOf } from "./faults";
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
  context: Context,
  { operation, headers, bytes }: RestRequest,
  trackingId: string,
): Promise<Answered> {
  const { world } = context;
  const fault = (kind: "adapi" | "api", problems: readonly Problem[], status?: number): Ending => ({
    kind: "answer",
    status: status ?? statusOf(problems[0]?.code ?? 0),
    body: faultJson(kind, trackingId, problems),
    contentType: jsonContent,
  });
  const sayRefusal = (error: ServiceFault | Undeserializable): Ending =>
    error instanceof Undeserializable
      ? fault("api", [{ ...problemOf(error.rule), message: `Invalid JSON: ${error.message}` }])
      : fault(error.kind, error.problems);
  const answered = await answering(context, {
    transport: "rest",
    version: 13,
    headers,
    operation,
    contentType: jsonContent,
    tokenFirst: world.holds("rest.token-first"),
    misdirected: () => undefined,
    read: (known) => readRequest(world, bytes, known),
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
