/** Figures of the gathering; see `whenToSend`. All times in milliseconds. */
export const GATHERING = {
  /** Most items a call takes. Microsoft: UpdateConversionGoals. */
  most: 100,
  /** No write leaves before check and diff have been quiet for so long; on a busy machine, so many of the gaps between them, up to a bound. */
  settle: 25,
  settleGaps: 4,
  settleMost: 100,
  /** A longer silence between checks and diffs is no gap of the engine's: one of them waited for the service. */
  heardGapMost: 60,
  /** Bounds of the wait for a further arrival. */
  quietLeast: 50,
  quietMost: 1_000,
  /** That wait is so many smoothed gaps, and while announced ones are missing so many of the longest gap. */
  gaps: 4,
  longest: 2,
  /** What the longest gap is taken for until longer ones were seen: a busy engine's gaps have a long tail. */
  longestAtFirst: 250,
  /** Nothing waits longer than this for company: long enough for 200 arrivals at a busy engine's pace in three sets. */
  bound: 6_000,
};

/** What the gatherer has seen; enough to decide when the next batch leaves. */
export interface Gathered {
  readonly waiting: number;
  /** Some of the waiting came unannounced (deletes), so nobody knows whether more are coming. */
  readonly unannounced: boolean;
  /** How many announced ones have not come yet. */
  readonly missing: number;
  readonly firstArrival: number;
  readonly lastArrival: number;
  /** When check or diff was last heard of. */
  readonly lastHeard: number;
  /** Smoothed time between two calls of check or diff. */
  readonly heardGap: number;
  /** Smoothed time between arrivals of a wave. */
  readonly gap: number;
  /** Longest time between two arrivals of a wave. */
  readonly longestGap: number;
  /** How many the engine was seen to keep in flight while more were announced. */
  readonly inFlightLimit: number | undefined;
}

/** When the waiting batch should leave: a time, by the clock of the arrivals. Pure. */
export function whenToSend(seen: Gathered): number {
  const settle = Math.min(GATHERING.settleMost, GATHERING.settleGaps * seen.heardGap);
  const settled = seen.lastHeard + Math.max(GATHERING.settle, settle);
  const bound = seen.firstArrival + GATHERING.bound;
  const full = seen.waiting >= GATHERING.most;
  const complete = seen.missing === 0 && !seen.unannounced;
  const saturated = seen.inFlightLimit !== undefined && seen.waiting >= seen.inFlightLimit;
  if (full || complete || saturated) return Math.min(Math.max(seen.lastArrival, settled), bound);
  const tail = seen.missing > 0 ? GATHERING.longest * seen.longestGap : 0;
  const expected = Math.max(GATHERING.gaps * seen.gap, tail);
  const quiet = Math.min(GATHERING.quietMost, Math.max(GATHERING.quietLeast, expected));
  return Math.min(Math.max(seen.lastArrival + quiet, settled), bound);
}
