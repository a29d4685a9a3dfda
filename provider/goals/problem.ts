/** One thing wrong with the inputs: where, what was given, what is allowed. */
export interface Problem {
  readonly property: string;
  readonly reason: string;
}

/** A problem as people read it: "name is required", "revenue.value: got 1". */
export function inWords({ property, reason }: Problem): string {
  if (property === "") return reason;
  return /^(is|cannot|has|was|holds|contains|differs|needs) /.test(reason)
    ? `${property} ${reason}`
    : `${property}: ${reason}`;
}

/** A program's inputs for one goal or tag; `undefined` and `null` both mean "not set". */
export type Inputs = Readonly<Record<string, unknown>>;
