import { PartlyDone } from "../core/errors";
import type { Props } from "../core/props";

/** An error of create or update after which the resource exists: the engine then keeps it in state. */
export class InitError extends Error {
  override readonly name = "InitError";
  readonly reasons: readonly string[];

  constructor(
    readonly id: string,
    readonly properties: Props,
    reason: string,
  ) {
    super(reason);
    // The engine shows the reasons, not the message.
    this.reasons = [reason];
    this.stack = reason;
  }
}

/** An error as the engine should print it: one message, without our stack trace. */
export function plainError(message: string): Error {
  const error = new Error(message);
  error.stack = message;
  return error;
}

/** The error that a method threw, in the engine's form; `put` makes state's properties of what was done. */
export function engineError(error: unknown, message: string, put: (outs: Props) => Props): Error {
  return error instanceof PartlyDone
    ? new InitError(error.id, put(error.outs), message)
    : plainError(message);
}
