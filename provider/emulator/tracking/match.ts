import type { World } from "../core/world";
import type { GoalFields, StoredGoal } from "../store/types";

/** What a tag's script sent. */
export interface TagEvent {
  readonly tagId: string;
  /** `pageLoad` or `custom`. */
  readonly event: string;
  /** The page's address. */
  readonly page?: string;
  readonly category?: string;
  readonly action?: string;
  readonly label?: string;
  readonly value?: number;
}

/** Whether an event is a conversion of a goal. Url and Event goals only: the others need whole visits. */
export function matches(world: World, goal: StoredGoal, event: TagEvent): boolean {
  if (goal.deleted || goal.fields.TagId !== event.tagId) return false;
  if (goal.fields.Status !== "Active" && world.holds("collect.paused")) return false;
  if (goal.kind === "Url") {
    return (
      event.page !== undefined &&
      textMatches(world, event.page, goal.fields.UrlExpression, goal.fields.UrlOperator)
    );
  }
  return goal.kind === "Event" && event.event === "custom" && eventMatches(world, goal.fields, event);
}

/** Every pair that the goal has must match. */
function eventMatches(world: World, goal: GoalFields, event: TagEvent): boolean {
  const pairs = [
    [event.category, goal.CategoryExpression, goal.CategoryOperator],
    [event.action, goal.ActionExpression, goal.ActionOperator],
    [event.label, goal.LabelExpression, goal.LabelOperator],
  ] as const;
  const wanted = pairs.filter(([, expression]) => expression !== undefined);
  const texts = wanted.every(([text, expression, operator]) =>
    textMatches(world, text ?? "", expression, operator),
  );
  const valued =
    goal.Value === undefined || numberMatches(event.value, Number(goal.Value), goal.ValueOperator);
  return texts && valued && (wanted.length > 0 || goal.Value !== undefined);
}

function textMatches(
  world: World,
  text: string,
  expression: string | undefined,
  operator: string | undefined,
): boolean {
  if (expression === undefined) return false;
  const caseless = world.holds("collect.case");
  const [given, wanted] = caseless ? [text.toLowerCase(), expression.toLowerCase()] : [text, expression];
  if (operator === "BeginsWith") return given.startsWith(wanted);
  if (operator === "Contains") return given.includes(wanted);
  if (operator === "RegularExpression") return regularMatch(text, expression, caseless);
  return given === wanted;
}

/** A pattern that is none matches nothing; texts are cut, which bounds what a bad pattern can cost. */
function regularMatch(text: string, pattern: string, caseless: boolean): boolean {
  try {
    return new RegExp(pattern, caseless ? "i" : "").test(text.slice(0, 500));
  } catch {
    return false;
  }
}

function numberMatches(value: number | undefined, wanted: number, operator: string | undefined): boolean {
  if (value === undefined || Number.isNaN(value)) return false;
  if (operator === "LessThan") return value < wanted;
  return operator === "GreaterThan" ? value > wanted : value === wanted;
}
