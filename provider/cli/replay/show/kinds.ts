import type { Counted, GoalAnswer, ReplayAnswer } from "../../../replay/answer";

/** What becomes of a goal's conversions; worst first. Without an older side: none, unclear, paused, counted. */
export type GoalKind = "fewer" | "more" | "moved" | "none" | "unclear" | "paused" | "counted" | "same";

/** Where the conversions are the same, and not what makes them, it is "moved". */
export function kindOf(goal: GoalAnswer, isCompared: boolean): GoalKind {
  const { before, after } = goal;
  if (!isCompared) {
    if (after === undefined) return "unclear";
    if (has(goal, "paused")) return "paused";
    return after.reached === 0 ? "none" : "counted";
  }
  if (before === undefined && after === undefined) return "unclear";
  if (isUncountable(goal)) return "unclear";
  const difference = differenceOf(goal);
  if (difference !== 0) return difference < 0 ? "fewer" : "more";
  return isElsewhere(goal) ? "moved" : "same";
}

/** The newer side has the goal, and nobody can tell what it counts. */
function isUncountable(goal: GoalAnswer): boolean {
  const why = ["cannot be counted", "expression unreadable", "expression too slow"] as const;
  return goal.after === undefined && why.some((kind) => has(goal, kind));
}

function has({ problems }: GoalAnswer, kind: GoalAnswer["problems"][number]["kind"]): boolean {
  return problems.some((problem) => problem.kind === kind);
}

/** Conversions after less those before; a side that has no such goal counts none. */
export function differenceOf({ before, after }: GoalAnswer): number {
  return (after?.conversions ?? 0) - (before?.conversions ?? 0);
}

function isElsewhere({ before, after, began, ceased }: GoalAnswer): boolean {
  return began.length + ceased.length > 0 || !isSameRevenue(before, after);
}

function isSameRevenue(before: Counted | undefined, after: Counted | undefined): boolean {
  const [one, other] = [before?.revenue ?? {}, after?.revenue ?? {}];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every(
    (currency) => (one[currency] ?? 0) === (other[currency] ?? 0),
  );
}

export interface ShownGoal {
  readonly goal: GoalAnswer;
  readonly kind: GoalKind;
}

/** The goals with what became of each, in the answer's order. */
export function shownGoals({ goals, before }: ReplayAnswer): readonly ShownGoal[] {
  return goals.map((goal) => ({ goal, kind: kindOf(goal, before !== undefined) }));
}

/** Whether it counts differently than before. */
export function isChanged({ kind }: ShownGoal): boolean {
  return kind === "fewer" || kind === "more" || kind === "moved";
}
