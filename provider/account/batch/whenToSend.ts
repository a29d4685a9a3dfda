import { MOST_IN_CALL } from "../../goals/limits";

/** Figures of the gathering; see `whenToSend`. All times in milliseconds. */
export const GATHERING = {
  /** Most items a set holds: those of one call. */
  most: MOST_IN_CALL,
  /** Where the program counts: after so long without a sign of life nobody else is coming now (they depend on what waits, or are not targeted). */
  patience: 3_000,
  /** And whatever goes on, nothing waits longer than this. */
  patienceMost: 60_000,
  /** Where nobody counts: bounds of the wait for company. */
  quietLeast: 50,
  quietMost: 1_000,
  /** That wait is so many smoothed gaps, and while announced ones are missing so many of the longest gap. */
  gaps: 4,
  longest: 2,
  /** What the longest gap is taken for until longer ones were seen: a busy engine's gaps have a long tail. */
  longestAtFirst: 250,
  /** And nothing waits longer than this. */
  bound: 6_000,
};

/** What the gatherer has seen; enough to decide when the next batch leaves. */
export interface Gathered {
  readonly waiting: number;
  /** The program told how many it declares, and nothing waits that it could not count (what Pulumi deletes). */
  readonly isCounted: boolean;
  /** All declared ones are decided. */
  readonly isDecided: boolean;
  /** What waits pauses a goal that a resource may want of which the engine has not asked yet. */
  readonly mayBeWanted: boolean;
  /** How many announced ones have not come yet. */
  readonly missing: number;
  /** The engine has as many operations in flight as it can. */
  readonly isSaturated: boolean;
  readonly firstArrival: number;
  readonly lastArrival: number;
  /** When check, diff or a request was last heard of, anywhere in the process. */
  readonly lastSign: number;
  /** Smoothed time between arrivals of a wave. */
  readonly gap: number;
  /** Longest time between two arrivals of a wave. */
  readonly longestGap: number;
}

/** When the waiting batch should leave: a time, by the clock of the arrivals. Pure. */
export function whenToSend(seen: Gathered): number {
  const { waiting, missing, isCounted, isDecided, isSaturated, firstArrival, lastArrival, lastSign } = seen;
  if (waiting >= GATHERING.most || isSaturated) return lastArrival;
  if (!isCounted)
    return Math.min(Math.max(lastArrival, lastSign) + quiet(seen), firstArrival + GATHERING.bound);
  if (isDecided && missing === 0) return lastArrival;
  return Math.min(lastSign + GATHERING.patience, firstArrival + GATHERING.patienceMost);
}

/** How long a silence has to be before it is one. */
function quiet({ missing, gap, longestGap, mayBeWanted }: Gathered): number {
  if (mayBeWanted) return GATHERING.quietMost;
  const tail = missing > 0 ? GATHERING.longest * longestGap : 0;
  const expected = Math.max(GATHERING.gaps * gap, tail);
  return Math.min(GATHERING.quietMost, Math.max(GATHERING.quietLeast, expected));
}
