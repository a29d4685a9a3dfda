import { factsOf } from "../goal/kinds";
import type { Context } from "../operations/context";
import type { StoredGoal, StoredTag } from "../store/types";
import { tagVisible } from "../tag/visible";

const dayMs = 86_400_000;
const recentDays = 7;

/** Unverified, Active or Inactive, by the age of the last data. */
export function tagStatus(context: Context, tag: StoredTag): string {
  if (tag.lastDataAt === undefined) return context.holds("status.tag-unverified") ? "Unverified" : "Inactive";
  const silent = context.store.now() - tag.lastDataAt > dayMs;
  return silent && context.holds("status.tag-inactive") ? "Inactive" : "Active";
}

/** A goal's tracking status; undefined when its type has none. `unmasked`: the caller asked for the fifth value. */
export function goalStatus(context: Context, goal: StoredGoal, unmasked: boolean): string | undefined {
  if (goal.kind === "InStoreTransaction" && context.holds("status.in-store")) return undefined;
  if (!factsOf(goal.kind).onTag) {
    return context.holds("status.goal-without-tag") ? recency(context, goal) : undefined;
  }
  const tag = context.store.tag(goal.fields.TagId ?? "");
  if (tag === undefined || tag.deleted || tag.unavailable || isUnshared(context, goal, tag)) {
    const masked = !unmasked && context.holds("status.unavailable-masked");
    return masked ? "TagInactive" : "InactiveDueToTagUnavailable";
  }
  const status = tagStatus(context, tag);
  const mirrors = status !== "Active" && context.holds("status.goal-mirrors");
  return mirrors ? `Tag${status}` : recency(context, goal);
}

function isUnshared(context: Context, goal: StoredGoal, tag: StoredTag): boolean {
  return context.holds("tag.share-ended") && !tagVisible(context, goal.customerId, tag);
}

function recency(context: Context, goal: StoredGoal): string {
  const age = context.store.now() - (goal.lastConversionAt ?? Number.NEGATIVE_INFINITY);
  const recent = age <= recentDays * dayMs && context.holds("status.goal-recent");
  return recent ? "RecordingConversions" : "NoRecentConversions";
}
