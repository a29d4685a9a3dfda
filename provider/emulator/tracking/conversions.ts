import type { Context } from "../operations/context";
import type { StoredGoal } from "../store/types";
import { goalStatus } from "./status";

/** What a goal has counted so far. */
export interface GoalConversions {
  readonly goalId: string;
  readonly name: string | undefined;
  /** As answers name it, without Goal at its end. */
  readonly type: string;
  readonly tagId: string | undefined;
  readonly status: string | undefined;
  readonly trackingStatus: string | undefined;
  readonly countType: string | undefined;
  readonly conversions: number;
  /** By currency, in its units. */
  readonly revenue: Readonly<Record<string, number>>;
  /** ISO 8601, by the emulator's clock; null before the first. */
  readonly lastConversion: string | null;
  /** Why the goal can match nothing: its regular expression cannot be read, or takes too long. */
  readonly problem?: string;
}

/** The goals that are not deleted, oldest first, with what they have counted. */
export function conversionsOf(context: Context): readonly GoalConversions[] {
  const live = context.store.goals.filter((goal) => !goal.deleted);
  return live.map((goal) => {
    const { Name, TagId, Status, CountType } = goal.fields;
    const last = goal.lastConversionAt;
    const problem = problemOf(context, goal);
    return {
      goalId: goal.id,
      name: Name,
      type: goal.otherType ?? goal.kind,
      tagId: TagId,
      status: Status,
      trackingStatus: goalStatus(context, goal, true),
      countType: CountType,
      conversions: goal.conversions,
      revenue: goal.revenue ?? {},
      lastConversion: last === undefined ? null : new Date(last).toISOString(),
      ...(problem === undefined ? {} : { problem }),
    };
  });
}

function problemOf(context: Context, { fields }: StoredGoal): string | undefined {
  const pairs = [
    [fields.UrlOperator, fields.UrlExpression],
    [fields.CategoryOperator, fields.CategoryExpression],
    [fields.ActionOperator, fields.ActionExpression],
    [fields.LabelOperator, fields.LabelExpression],
  ] as const;
  for (const [operator, expression] of pairs) {
    if (operator !== "RegularExpression" || expression === undefined) continue;
    const verdict = context.store.traffic.expressions.judge(expression, context.holds("collect.case"));
    if (verdict !== undefined) return `regular expression ${verdict}: ${expression}`;
  }
  return undefined;
}
