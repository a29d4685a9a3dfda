import type { TrafficNotes } from "./traffic";

/** What a goal counts. */
export interface Counted {
  /** Hits that match the goal; of a Duration or PagesViewedPerVisit goal the visits. */
  readonly reached: number;
  /** Those of them that count as a conversion: a goal with countType Unique counts a person once in its window. */
  readonly conversions: number;
  /** By currency, in its units; "" where the currency is not known. */
  readonly revenue: Readonly<Record<string, number>>;
}

/** Pages or events that began or ceased to match. */
export interface ChangedHits {
  /** A page without query and fragment, or an event's category, action and label; what looks personal is masked. */
  readonly what: string;
  readonly hits: number;
  /** Where the first few stand, as "access.log:12". */
  readonly at: readonly string[];
}

/** What is wrong with a goal on the newer side, or keeps it from being counted. */
export interface GoalProblem {
  readonly kind:
    | "nothing reaches it"
    | "matches everything"
    | "expression unreadable"
    | "expression too slow"
    | "cannot be counted"
    | "paused";
  /** A sentence. */
  readonly words: string;
}

/** One goal of both sides, paired by id, else by name. */
export interface GoalAnswer {
  readonly name: string;
  /** Where it differs. */
  readonly nameBefore?: string;
  readonly id?: string;
  readonly type: string;
  /** Undefined: the side has no such goal, or cannot count it (a problem says why). */
  readonly before?: Counted;
  readonly after?: Counted;
  /** What the newer side matches and the older does not; most frequent first, at most 100. */
  readonly began: readonly ChangedHits[];
  readonly ceased: readonly ChangedHits[];
  /** Hits of `began` and `ceased` beyond those listed. */
  readonly beganMore: number;
  readonly ceasedMore: number;
  readonly problems: readonly GoalProblem[];
}

/** A rule of the emulator that the answer hangs on. */
export interface ReliedOn {
  readonly rule: string;
  readonly mark: string;
  readonly says: string;
  readonly source: string;
}

/** What recorded traffic would count. With one set of goals only `after` is filled, and nothing began or ceased. */
export interface ReplayAnswer {
  /** Titles of the sides; `before` only where two are compared. */
  readonly before?: string;
  readonly after: string;
  readonly traffic: TrafficNotes;
  /** Those whose conversions change most first, then by name. */
  readonly goals: readonly GoalAnswer[];
  /** Goals of the newer side that the very same hits reach: names, and how many hits. */
  readonly sameHits: readonly { readonly goals: readonly string[]; readonly hits: number }[];
  readonly reliedOn: readonly ReliedOn[];
  /** What the traffic cannot tell, a sentence each: no visitors, so Duration goals are not counted; visits forgotten for want of room. */
  readonly notCounted: readonly string[];
}
