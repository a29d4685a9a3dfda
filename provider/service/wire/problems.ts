import { callError } from "../callError";
import { MsadsError } from "../errors";
import { AnswerProblem } from "./answerProblem";
import type { NetworkFailure } from "./network";
import { isWrite, type Operation } from "./operations";

/** Whatever a call fails with, as an MsadsError that holds nothing of the request. */
export function asMsadsError(
  error: unknown,
  operation: Operation,
  timeoutMs: number,
  networkFailure: (error: unknown, timeoutMs: number) => NetworkFailure,
  trackingId?: string,
): MsadsError {
  if (error instanceof MsadsError) return error;
  const { symbol, reason, outcome } =
    error instanceof AnswerProblem
      ? { symbol: error.symbol, reason: error.message, outcome: answerOutcome(error, operation) }
      : networkFailure(error, timeoutMs);
  return callError({ operation, reason, symbol, outcome, trackingId });
}

/** Readers throw plain objects, type errors and range errors at an answer that they cannot read. */
export function asAnswerProblem(error: unknown): unknown {
  if (error instanceof MsadsError || error instanceof AnswerProblem) return error;
  return new AnswerProblem(
    "MalformedAnswer",
    "the answer cannot be read; it was cut short or is not what the API answers",
  );
}

/** After a bad answer to a write anything may have happened; a bad answer to a read may still be better the next time. */
function answerOutcome({ symbol }: AnswerProblem, operation: Operation): "refused" | "unknown" {
  if (isWrite(operation)) return "unknown";
  return symbol === "NotTheApi" || symbol === "AnswerTooLarge" ? "refused" : "unknown";
}

/** Reads an answer; what is wrong with it becomes an MsadsError with the answer's TrackingId. */
export function answering<T>(
  rules: {
    readonly asAnswerProblem: (error: unknown) => unknown;
    readonly networkFailure: (error: unknown, timeoutMs: number) => NetworkFailure;
  },
  timeoutMs: number,
  operation: Operation,
  trackingId: string | undefined,
  read: () => T,
): T {
  try {
    return read();
  } catch (error) {
    throw asMsadsError(rules.asAnswerProblem(error), operation, timeoutMs, rules.networkFailure, trackingId);
  }
}
