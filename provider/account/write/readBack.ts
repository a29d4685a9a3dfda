import type { Difference } from "../../goals/difference";
import { MOST_IN_CALL } from "../../goals/limits";
import { MsadsError } from "../../service/errors";
import { type Clock, sleep } from "../clock";
import type { EntityApi, Payload } from "../plan/writePlan";
import { type Named, parted } from "../snapshot";

/** How long the service may lag behind a write. */
export const LAG = 10_000;

/** What a read after a write showed of one thing. */
export interface SeenAfter<L> {
  readonly live?: L | undefined;
  /** What the service does not have as it was sent. */
  readonly notTaken: readonly Difference[];
  /** Why nothing could be read. */
  readonly error?: MsadsError;
}

/**
 * Reads what was written, in one call; again, for as long as the service may lag, what does not look as written. `isRefused`: it was not written, and
 * one look shows whether it was so before.
 */
export async function readBack<L extends Named>(
  api: EntityApi<L>,
  written: readonly { readonly id: string; readonly payload: Payload; readonly isRefused?: boolean }[],
  clock: Clock,
): Promise<ReadonlyMap<string, SeenAfter<L>>> {
  const seen = new Map<string, SeenAfter<L>>();
  const start = clock.now();
  let open = written;
  for (let pause = 500; open.length > 0; pause *= 2) {
    await look(api, open, seen);
    open = open.filter(({ id, isRefused }) => isRefused !== true && !isSettled(seen.get(id)));
    const left = start + LAG - clock.now();
    if (open.length === 0 || left <= 0) break;
    await sleep(clock, Math.min(pause, left));
  }
  return seen;
}

/** What the account lists: the ids of all names. */
export async function idsByName<L extends Named>(api: EntityApi<L>): Promise<ReadonlyMap<string, string>> {
  // A goal that the API cannot write is not one that we have written.
  return new Map(parted(await api.list()).present.map(({ name, id }) => [name, id]));
}

async function look<L extends Named>(
  api: EntityApi<L>,
  open: readonly { readonly id: string; readonly payload: Payload }[],
  seen: Map<string, SeenAfter<L>>,
): Promise<void> {
  try {
    for (let start = 0; start < open.length; start += MOST_IN_CALL) {
      const part = open.slice(start, start + MOST_IN_CALL);
      const found = await api.read(part.map(({ id }) => id));
      part.forEach(({ id, payload }, index) => {
        const live = found[index] ?? undefined;
        seen.set(id, live === undefined ? { notTaken: [] } : { live, notTaken: api.notTaken(payload, live) });
      });
    }
  } catch (error) {
    const cause = error instanceof MsadsError ? error : new MsadsError(String(error), { outcome: "unknown" });
    for (const { id } of open) if (!seen.has(id)) seen.set(id, { notTaken: [], error: cause });
  }
}

function isSettled<L>(seen: SeenAfter<L> | undefined): boolean {
  return seen?.error !== undefined || (seen?.live !== undefined && seen.notTaken.length === 0);
}
