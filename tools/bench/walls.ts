import { goalWritesOf, type Service } from "./emulator";
import type { Way } from "./programs";
import { type Ran, Stack } from "./stack";

/** What an engine of a machine with two cores keeps in flight by default. */
export const DEFAULT_PARALLEL = 8;
/** Enough for a hundred under way and a hundred gathering. */
export const RAISED_PARALLEL = 200;

export interface Setting {
  readonly way: Way;
  readonly goals: number;
  readonly parallel: number;
  readonly latencyMs: number;
}

/** The runs of one stack, one after the other: made, run again, and then with so many goals edited each time. */
export interface Life {
  readonly first: Ran;
  readonly again: Ran;
  readonly edited: readonly { readonly changed: number; readonly ran: Ran }[];
}

export type Say = (line: string) => void;

/** A new account and a new stack, run through its life. */
export async function live(
  service: Service,
  setting: Setting,
  edits: readonly number[],
  say: Say,
): Promise<Life> {
  const { way, goals, parallel, latencyMs } = setting;
  await service.reset(latencyMs);
  const stack = new Stack(service, way, goals, parallel);
  try {
    const first = await stack.up();
    // A second run of it would read each goal by itself, one after the other: minutes, and nothing new.
    const again = way === "naive" ? first : await stack.up();
    const edited = [];
    for (const [index, changed] of edits.entries())
      edited.push({ changed, ran: await stack.up(changed, 90 + index) });
    const walls = [first, again, ...edited.map(({ ran }) => ran)].map(({ wallMs }) =>
      (wallMs / 1_000).toFixed(1),
    );
    const writes = goalWritesOf(first.calls).length;
    say(
      `${way}, ${goals} goals, ${parallel} in flight, ${latencyMs} ms: ${walls.join(", ")} s; ${writes} writes at first`,
    );
    return { first, again, edited };
  } finally {
    stack.remove();
  }
}
