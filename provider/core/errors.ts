import type { Props } from "./props";

/** An error of create or update whose thing exists all the same: the engine then keeps it in state. */
export class PartlyDone extends Error {
  override readonly name = "PartlyDone";
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

/** An error as the engine should print it: one message, no stack of ours. */
export function plainError(message: string): Error {
  const error = new Error(message);
  error.stack = message;
  return error;
}

/** What an error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
