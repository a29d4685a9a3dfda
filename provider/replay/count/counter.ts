import type { Hash } from "../match/hash";
import type { Reach } from "../match/matchSets";
import type { Holds } from "../options";
import type { ReplayGoal } from "../replayGoal";
import type { TrafficHit } from "../traffic";
import { Revenue } from "./revenue";
import { Tally } from "./tally";
import { VisitGoalsByTag } from "./visitGoals";
import { Visits } from "./visits";
import { Windows } from "./windows";

/** Counts what goals come to, hit by hit in the order in which they come. */
export class Counter {
  readonly windows: Windows;
  readonly visits: Visits;
  readonly revenue: Revenue;
  readonly tallies: readonly (Tally | undefined)[];
  /** Visits are told only where goals are about them. */
  readonly hasVisitGoals: boolean;
  readonly #visitGoals: VisitGoalsByTag;
  #ordinal = 0;

  /** @param goals undefined: one that nothing reaches @param currencies of their accounts */
  constructor(
    goals: readonly (ReplayGoal | undefined)[],
    currencies: readonly (string | undefined)[],
    holds: Holds,
    hash: Hash,
  ) {
    this.tallies = goals.map((goal, index) => goal && new Tally(index, goal, currencies[index]));
    this.windows = new Windows(this.tallies, holds, hash);
    this.visits = new Visits(holds, hash);
    this.revenue = new Revenue(this.tallies, holds);
    this.#visitGoals = new VisitGoalsByTag(goals, holds);
    this.hasVisitGoals = !this.#visitGoals.isEmpty;
  }

  /** Takes a hit that reaches these goals by its texts. Whether it begins a visit. */
  take(hit: TrafficHit, { goals }: Reach): boolean {
    this.#ordinal += 1;
    this.windows.meet(hit);
    for (const goal of goals) this.#count(goal, hit);
    const isNewVisit =
      this.hasVisitGoals &&
      this.visits.take(hit, this.#visitGoals.of(hit.tagId), (goal) => this.#count(goal, hit));
    this.revenue.takePageRevenue(hit);
    return isNewVisit;
  }

  #count(goal: number, hit: TrafficHit): void {
    const tally = this.tallies[goal];
    if (tally === undefined) return;
    tally.reach(this.#ordinal);
    if (!this.windows.counts(tally, hit)) return;
    tally.conversions += 1;
    this.revenue.earn(tally, hit);
  }
}
