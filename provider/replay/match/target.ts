import type { ReplayGoal } from "../replayGoal";

/** What a condition looks at. */
export const subjects = ["page", "category", "action", "label"] as const;
export type Subject = (typeof subjects)[number];

/** One text of a goal and how it is compared. */
export interface Pair {
  readonly subject: Subject;
  readonly operator: string | undefined;
  readonly expression: string;
}

/** The texts that a goal of type Url or Event goes by; none for other types. */
export function pairsOf(goal: ReplayGoal): readonly Pair[] {
  const pair = (subject: Subject, operator: string | undefined, expression: string | undefined) =>
    expression === undefined ? [] : [{ subject, operator, expression }];
  if (goal.type === "Url") return pair("page", goal.urlOperator, goal.urlExpression);
  if (goal.type !== "Event") return [];
  return [
    ...pair("category", goal.categoryOperator, goal.categoryExpression),
    ...pair("action", goal.actionOperator, goal.actionExpression),
    ...pair("label", goal.labelOperator, goal.labelExpression),
  ];
}

export const isOfVisits = ({ type }: ReplayGoal): boolean =>
  type === "Duration" || type === "PagesViewedPerVisit";
export const isOfTexts = ({ type }: ReplayGoal): boolean => type === "Url" || type === "Event";
