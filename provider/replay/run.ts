import type { GoalProblem } from "./answer";
import { Changes } from "./compare/changes";
import { changesOf, type Sides, sidesOf } from "./compare/pairs";
import { Counter } from "./count/counter";
import { Seen } from "./count/seen";
import { obstacle } from "./judge";
import { Shown } from "./mask/shown";
import { Hash } from "./match/hash";
import { Matcher } from "./match/matcher";
import { MatchSets } from "./match/matchSets";
import { isOfVisits } from "./match/target";
import type { Holds } from "./options";
import type { TrafficFacts } from "./relied";
import type { GoalSet, ReplayGoal } from "./replayGoal";
import { TagFacts } from "./tagFacts";
import type { TrafficHit } from "./traffic";

/** The goals of both sides and what the traffic has come to with them so far. */
export class Run {
  readonly sides: Sides;
  readonly matcher: Matcher;
  readonly counter: Counter;
  readonly seen: Seen;
  readonly changes: Changes;
  readonly tags: TagFacts;
  hits = 0;
  #eventsWithPage = false;
  #withClick = 0;
  #withRevenue = false;

  constructor(
    readonly after: GoalSet,
    readonly before: GoalSet | undefined,
    readonly holds: Holds,
    seed: number,
  ) {
    this.sides = sidesOf(after, before);
    const { goals, currencies, pairs } = this.sides;
    const counted = goals.map((goal) => (obstacle(goal) === undefined ? goal : undefined));
    const active = counted.map((goal) => (goal !== undefined && this.isPaused(goal) ? undefined : goal));
    const hash = new Hash(seed);
    const sets = new MatchSets(
      goals.map(({ tagId }) => tagId),
      changesOf(this.sides),
    );
    this.matcher = new Matcher(active, holds, hash, sets);
    this.counter = new Counter(active, currencies, holds, hash);
    this.seen = new Seen((tag) => sets.tagKey(tag), !holds("collect.url-page-load"));
    this.tags = new TagFacts(goals);
    this.changes = new Changes(pairs.length, new Shown(hash));
  }

  isPaused({ status = "Active" }: ReplayGoal): boolean {
    return status !== "Active" && this.holds("collect.paused");
  }

  /** Why a goal that is about visits could not be counted. */
  visitObstacle(goal: ReplayGoal): GoalProblem | undefined {
    if (!isOfVisits(goal) || this.hits === 0 || this.facts.visits) return undefined;
    const words = "The traffic names no sessions and no visitors, so visits cannot be told apart.";
    return { kind: "cannot be counted", words };
  }

  take(batch: readonly TrafficHit[]): void {
    const rows = this.matcher.match(batch);
    for (const [index, hit] of batch.entries()) {
      const row = rows[index];
      if (row === undefined) continue;
      const reach = row.set.reach(hit.tagId);
      this.#note(hit);
      this.seen.take(hit, row);
      if (this.counter.take(hit, reach)) this.seen.takeVisit(hit);
      this.changes.take(hit, reach);
    }
  }

  get facts(): TrafficFacts {
    return {
      eventsWithPage: this.#eventsWithPage,
      clicks: this.#withClick > 0,
      withoutClick: this.#withClick < this.hits,
      revenue: this.#withRevenue,
      visits: this.counter.visits.ofNobody < this.hits,
    };
  }

  #note(hit: TrafficHit): void {
    this.hits += 1;
    this.tags.take(hit);
    if (hit.click !== undefined) this.#withClick += 1;
    if (hit.revenue !== undefined) this.#withRevenue = true;
    if (hit.event === "custom" && hit.page !== undefined) this.#eventsWithPage = true;
  }
}
