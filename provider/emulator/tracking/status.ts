import type { World } from "../core/world";
import { factsOf } from "../goal/kinds";
import type { StoredGoal, StoredTag } from "../store/types";

const dayMs = 86_400_000;
const recentDays = 7;

/** Unverified, Active or Inactive, by the age of the last data. */
export function tagStatus(world: World, tag: StoredTag): string {
  if (tag.lastDataAt === undefined) return world.holds("status.tag-unverified") ? "Unverified" : "Inactive";
  const silent = world.store.now() - tag.lastDataAt > dayMs;
  return silent && world.holds("status.tag-inactive") ? "Inactive" : "Active";
}

/** A goal's tracking status; undefined when its type has none. `unmasked`: the caller asked for the fifth value. */
export function goalStatus(world: World, goal: StoredGoal, unmasked: boolean): string | undefined {
  if (goal.kind === "InStoreTransaction" && world.holds("status.in-store")) return undefined;
  if (!factsOf(goal.kind).onTag) {
    return world.holds("status.goal-without-tag") ? recency(world, goal) : undefined;
  }
  const tag = world.store.tag(goal.fields.TagId ?? "");
  if (tag === undefined || tag.deleted || tag.unavailable) {
    const masked = !unmasked && world.holds("status.unavailable-masked");
    return masked ? "TagInactive" : "InactiveDueToTagUnavailable";
  }
  const status = tagStatus(world, tag);
  const mirrors = status !== "Active" && world.holds("status.goal-mirrors");
  return mirrors ? `Tag${status}` : recency(world, goal);
}

function recency(world: World, goal: StoredGoal): string {
  const age = world.store.now() - (goal.lastConversionAt ?? Number.NEGATIVE_INFINITY);
  const recent = age <= recentDays * dayMs && world.holds("status.goal-recent");
  return recent ? "RecordingConversions" : "NoRecentConversions";
}
