import type { Context } from "../operations/context";
import type { Hit } from "../store/hit";
import type { GoalMatch } from "../store/traffic";
import type { StoredGoal } from "../store/types";
import { addMoney, worthOf } from "./revenue";

const minuteMs = 60_000;
/** Of goals without a ConversionWindowInMinutes of their own. */
const usualWindowMinutes = 43_200;

/** How long after an ad click a goal's conversions count, milliseconds. */
export const windowMsOf = (minutes: number | undefined): number => (minutes ?? usualWindowMinutes) * minuteMs;

/** Counts what a goal was reached by, or says why not. */
export function count(context: Context, goal: StoredGoal, hit: Hit, now: number): GoalMatch {
  const notCounted = objection(context, goal, hit, now);
  if (notCounted !== undefined) return { goalId: goal.id, notCounted };
  const who = individual(context, hit);
  if (who !== undefined) context.store.traffic.counted.set(`${goal.id} ${who}`, now);
  const worth = worthOf(context, goal, hit);
  const revenue = worth === undefined ? {} : { revenue: addMoney(goal.revenue, worth) };
  context.store.putGoal({ ...goal, conversions: goal.conversions + 1, lastConversionAt: now, ...revenue });
  return worth === undefined ? { goalId: goal.id } : { goalId: goal.id, worth };
}

function objection(context: Context, goal: StoredGoal, hit: Hit, now: number): string | undefined {
  const { clicks, counted } = context.store.traffic;
  const windowMs = windowMsOf(goal.fields.ConversionWindowInMinutes);
  if (hit.click === undefined && context.holds("collect.click")) return "no ad click came before it";
  const clickedAt = hit.click === undefined ? now : (clicks.get(hit.click) ?? now);
  if (now - clickedAt > windowMs && context.holds("collect.window"))
    return "the ad click is older than the goal's conversion window";
  const who = individual(context, hit);
  const before = who === undefined ? undefined : counted.get(`${goal.id} ${who}`);
  const unique = goal.fields.CountType === "Unique" && context.holds("collect.unique");
  return unique && before !== undefined && now - before <= windowMs
    ? "the goal counts once (Unique), and has"
    : undefined;
}

/** Whom a goal that counts once counts: the ad click, else the visitor. Undefined when neither is known. */
function individual(context: Context, hit: Hit): string | undefined {
  return hit.click ?? (context.holds("collect.unique-visitor") ? (hit.visitor ?? hit.session) : undefined);
}
