import { accepts } from "../match/matchSets";
import type { Holds } from "../options";
import type { ReplayGoal } from "../replayGoal";

/** Goals of one type by what they ask of a visit, the least first. */
export interface Ladder {
  readonly goals: readonly number[];
  /** By goal: milliseconds of a Duration goal, page loads of a PagesViewedPerVisit goal. */
  readonly least: readonly number[];
}

/** What visits of one tag are for. */
export interface VisitGoals {
  readonly duration: Ladder;
  readonly pages: Ladder;
}

/** The Duration and PagesViewedPerVisit goals that look at hits of a tag. */
export class VisitGoalsByTag {
  readonly isEmpty: boolean;
  readonly #known: ReadonlySet<string | undefined>;
  readonly #byTag = new Map<string | undefined, VisitGoals>();
  readonly #steps: readonly Step[];

  /** @param goals undefined: one that nothing reaches */
  constructor(goals: readonly (ReplayGoal | undefined)[], holds: Holds) {
    const steps = goals.flatMap((goal, index) => (goal === undefined ? [] : stepOf(goal, index, holds)));
    this.#steps = steps.sort((one, other) => one.least - other.least);
    this.isEmpty = this.#steps.length === 0;
    this.#known = new Set([undefined, ...this.#steps.map(({ tag }) => tag)]);
  }

  of(tag: string | undefined): VisitGoals {
    const key = this.#known.has(tag) ? tag : "";
    const known = this.#byTag.get(key);
    if (known !== undefined) return known;
    const mine = this.#steps.filter((step) => accepts(step.tag, key));
    const goals = { duration: ladder(mine, "duration"), pages: ladder(mine, "pages") };
    this.#byTag.set(key, goals);
    return goals;
  }
}

interface Step {
  readonly of: "duration" | "pages";
  readonly index: number;
  readonly tag: string | undefined;
  readonly least: number;
}

function stepOf(goal: ReplayGoal, index: number, holds: Holds): readonly Step[] {
  const {
    type,
    tagId: tag,
    minimumDurationInSeconds = 0,
    minimumPagesViewed = Number.POSITIVE_INFINITY,
  } = goal;
  if (type === "Duration" && holds("collect.duration"))
    return [{ of: "duration", index, tag, least: minimumDurationInSeconds * 1000 }];
  if (type === "PagesViewedPerVisit" && holds("collect.pages"))
    return [{ of: "pages", index, tag, least: minimumPagesViewed }];
  return [];
}

function ladder(steps: readonly Step[], of: Step["of"]): Ladder {
  const mine = steps.filter((step) => step.of === of);
  return { goals: mine.map(({ index }) => index), least: mine.map(({ least }) => least) };
}
