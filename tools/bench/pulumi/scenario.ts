import type { Service } from "../emulator";
import { seconds } from "../figures";
import type { Row } from "../row";
import type { Seen } from "./bench";

/** One thing that is claimed about batches under the real CLI. */
export interface Scenario {
  readonly what: string;
  readonly figure: string;
  run(service: Service): Promise<Row>;
}

/** Three of a hundred. */
export const EDIT = { goals: 100, edited: [5, 50, 95] };

/** Calls and their items, as `13 (8 8 8 …)`. */
export function inWords({ writes, wallMs }: Pick<Seen, "writes" | "wallMs">): string {
  const sizes = writes.length === 0 ? "" : ` (${writes.join(" ")})`;
  return `${writes.length}${sizes} in ${seconds(wallMs)}`;
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
