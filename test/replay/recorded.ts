import { newHit } from "../../provider/replay/read/record";
import type { ReplayGoal } from "../../provider/replay/replayGoal";
import type { Traffic, TrafficHit, TrafficNotes } from "../../provider/replay/traffic";

export const startedAt = Date.UTC(2026, 4, 1, 12);

let line = 0;

/** A page load of the tag "1" at the hour of `startedAt`, with what is given. */
export function hit(given: Partial<TrafficHit> = {}): TrafficHit {
  return { ...newHit("pageLoad", startedAt, undefined, 0, ++line), tagId: "1", ...given };
}

export const page = (address: string, given: Partial<TrafficHit> = {}): TrafficHit =>
  hit({ page: address, ...given });

/** A goal of the tag "1" that counts visits of a page. */
export function goal(given: Partial<ReplayGoal> = {}): ReplayGoal {
  return { name: "Order placed", type: "Url", tagId: "1", urlOperator: "Contains", ...given };
}

/** Traffic of one file, `access.log`. */
export function recorded(hits: readonly TrafficHit[], size = 1_000): Traffic {
  async function* batches() {
    for (let from = 0; from < hits.length; from += size) yield hits.slice(from, from + size);
  }
  return { hits: batches, notes: () => notes(hits.length) };
}

export function notes(hits: number): TrafficNotes {
  return {
    sources: [{ file: "access.log", format: "json", records: hits, hits, skipped: [] }],
    hits,
    pageLoads: hits,
    events: 0,
    from: undefined,
    to: undefined,
    outOfOrder: 0,
    names: { tags: true, visitors: true, sessions: true, clicks: true, revenue: true },
    assumed: [],
  };
}
