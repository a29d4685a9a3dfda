import { Expressions } from "../tracking/expressions";
import { BoundedMap } from "./boundedMap";
import type { Hit } from "./hit";

/** What one visitor did without a long pause. */
export interface Visit {
  readonly startedAt: number;
  readonly lastAt: number;
  /** Page loads. */
  readonly pages: number;
  /** Ids of the Duration and PagesViewedPerVisit goals that it has reached. */
  readonly reached: ReadonlySet<string>;
}

export interface Money {
  /** In units of the currency. */
  readonly amount: number;
  readonly currency: string;
}

/** One page in one browser: what it reported later belongs to what it reported first. */
export interface PageView {
  /** Revenue that the page reported for its address. */
  readonly revenue?: Money;
  /** What the conversions of Url goals on it were worth when they were counted. */
  readonly conversions: readonly { readonly goalId: string; readonly worth: Money }[];
}

/** A goal that a hit matched. */
export interface GoalMatch {
  readonly goalId: string;
  /** Why it did not count as a conversion; absent when it did. */
  readonly notCounted?: string;
  readonly worth?: Money;
}

/** A hit as the log keeps it. */
export interface HitRecord extends Hit {
  /** By the emulator's clock, ISO 8601. */
  readonly time: string;
  readonly outcome: "taken" | "unknown tag";
  /** At most the first 100. */
  readonly goals: readonly GoalMatch[];
}

const mostHits = 1_000;
const mostGoals = 100;

/** What tags have sent lately. Short-lived: no file keeps it; all of it is bounded, the oldest goes first. */
export class Traffic {
  /** By tag and session. */
  readonly visits = new BoundedMap<Visit>(10_000);
  /** By tag and page. */
  readonly pageViews = new BoundedMap<PageView>(5_000);
  /** When an ad click was first seen, milliseconds since 1970. */
  readonly clicks = new BoundedMap<number>(10_000);
  /** When a goal that counts once was counted, by goal and click or visitor. */
  readonly counted = new BoundedMap<number>(20_000);
  #expressions = new Expressions();
  #hits: HitRecord[] = [];

  /** Runs the goals' regular expressions; knows which of them take too long. */
  get expressions(): Expressions {
    return this.#expressions;
  }

  /** The last 1,000 hits, oldest first. */
  hits(): readonly HitRecord[] {
    return [...this.#hits];
  }

  log(hit: HitRecord): void {
    this.#hits.push({ ...hit, goals: hit.goals.slice(0, mostGoals) });
    if (this.#hits.length > mostHits) this.#hits.shift();
  }

  clear(): void {
    for (const each of [this.visits, this.pageViews, this.clicks, this.counted]) each.clear();
    this.#expressions = new Expressions();
    this.#hits = [];
  }
}
