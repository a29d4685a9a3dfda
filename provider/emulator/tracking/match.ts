import type { Context } from "../operations/context";
import type { Hit } from "../store/hit";
import type { Visit } from "../store/traffic";
import type { GoalFields, StoredGoal } from "../store/types";
import type { TryExpression } from "./expressions";
import { expressionToTry, numberMatches, withoutPrefix } from "./texts";

/** A hit and all that is known around it. */
export interface Sighting {
  readonly context: Context;
  readonly hit: Hit;
  /** The visit with this hit in it. */
  readonly visit: Visit;
  readonly tryExpression: TryExpression;
}

/** Whether a hit reaches a goal. Goals without a tag are never reached. */
export function reaches(sighting: Sighting, goal: StoredGoal): boolean {
  const { context, hit } = sighting;
  if (goal.deleted || goal.fields.TagId !== hit.tagId) return false;
  if (goal.fields.Status !== "Active" && context.holds("collect.paused")) return false;
  if (goal.kind === "Url") return urlMatches(sighting, goal.fields);
  if (goal.kind === "Event") return hit.event === "custom" && eventMatches(sighting, goal.fields);
  return visitMatches(sighting, goal);
}

function urlMatches(sighting: Sighting, { UrlExpression, UrlOperator = "Equals" }: GoalFields): boolean {
  const { context, hit } = sighting;
  if (hit.event !== "pageLoad" && (hit.event === "other" || context.holds("collect.url-page-load")))
    return false;
  if (hit.page === undefined || UrlExpression === undefined) return false;
  const whole = UrlOperator === "Equals" || UrlOperator === "BeginsWith";
  const bare = whole && context.holds("collect.url-prefix") ? withoutPrefix : (text: string) => text;
  return textMatches(sighting, bare(hit.page), bare(UrlExpression), UrlOperator);
}

/** Every pair that the goal has must match something that the event carries; off: one of them is enough. */
function eventMatches(sighting: Sighting, goal: GoalFields): boolean {
  const { hit, context } = sighting;
  const pairs = [
    [hit.category, goal.CategoryExpression, goal.CategoryOperator],
    [hit.action, goal.ActionExpression, goal.ActionOperator],
    [hit.label, goal.LabelExpression, goal.LabelOperator],
  ] as const;
  const verdicts = pairs.flatMap(([text, expression, operator]) =>
    expression === undefined ? [] : [text !== undefined && textMatches(sighting, text, expression, operator)],
  );
  if (goal.Value !== undefined)
    verdicts.push(numberMatches(hit.value, Number(goal.Value), goal.ValueOperator));
  const all = context.holds("collect.event-pairs");
  return verdicts.length > 0 && (all ? verdicts.every(Boolean) : verdicts.some(Boolean));
}

/** Duration and PagesViewedPerVisit goals: what the visit has come to. */
function visitMatches({ context, hit, visit }: Sighting, { id, kind, fields }: StoredGoal): boolean {
  if (hit.event === "other") return false;
  if (visit.reached.has(id) && context.holds("collect.once-per-visit")) return false;
  if (kind === "Duration" && context.holds("collect.duration"))
    return visit.lastAt - visit.startedAt >= (fields.MinimumDurationInSeconds ?? 0) * 1000;
  const enough = visit.pages >= (fields.MinimumPagesViewed ?? Number.POSITIVE_INFINITY);
  return kind === "PagesViewedPerVisit" && context.holds("collect.pages") && enough;
}

function textMatches(
  { context, tryExpression }: Sighting,
  text: string,
  expression: string,
  operator: string | undefined,
): boolean {
  const caseless = context.holds("collect.case");
  if (operator === "RegularExpression") {
    const asked = expressionToTry(expression, context.holds("collect.expression-anywhere"));
    return tryExpression(asked, text, caseless) === "match";
  }
  const [given, wanted] = caseless ? [text.toLowerCase(), expression.toLowerCase()] : [text, expression];
  if (operator === "BeginsWith") return given.startsWith(wanted);
  return operator === "Contains" ? given.includes(wanted) : given === wanted;
}
