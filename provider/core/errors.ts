import type { Props } from "./props";

/** A write that failed in part: what was done must still get into state. */
export class PartlyDone extends Error {
  override readonly name = "PartlyDone";

  constructor(
    readonly id: string,
    /** What state is to hold. */
    readonly outs: Props,
    reason: string,
  ) {
    super(reason);
  }
}

/** What an error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
