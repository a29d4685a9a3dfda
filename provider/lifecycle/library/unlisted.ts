import type { Account } from "../../account/account";
import type { GoalSnapshot } from "../../account/snapshot";
import type { LiveGoal } from "../../goals/goal";
import { show } from "../../goals/text";
import type { Problem } from "../../goals/validate";
import { type Props, resourceName } from "../shape";
import { type Entry, idsOf } from "./entries";

/** How many unlisted goals a run pauses unless told otherwise. */
const PAUSE_AT_MOST = 10;

/** The active goals of the account that the library does not list; with `unlisted: "pause"` they are paused. */
export function unlistedGoals(
  library: Props,
  entries: readonly Entry[],
  outputs: Props,
  snapshot: GoalSnapshot,
): readonly LiveGoal[] {
  if (library.unlisted !== "pause") return [];
  const names = new Set(entries.map(({ props }) => props.name));
  const ids = new Set([...Object.values(idsOf(outputs)), ...entries.map(({ props }) => props.adopt)]);
  return [...snapshot.byId.values()].filter(
    (live) => live.fields.status === "Active" && !names.has(live.name) && !ids.has(live.id),
  );
}

/** Pausing goals that nobody listed is what a mistake looks like: more than a few are refused, with the list and the number to set. */
export function unlistedProblems(
  library: Props,
  account: Account,
  unlisted: readonly LiveGoal[],
): readonly Problem[] {
  const problems: Problem[] = [];
  for (const live of unlisted) {
    const holder = account.claims.goals.holderOf(live.id) ?? account.claims.goals.wantedBy(live.name);
    if (holder !== undefined && holder !== resourceName(library))
      problems.push({
        property: "unlisted",
        reason: `goal ${live.id}, ${show(live.name)}, would be paused, but resource "${holder}" of this program stands for it. List it here and remove it there, or use unlisted: "ignore"`,
      });
  }
  const most = typeof library.pauseAtMost === "number" ? library.pauseAtMost : PAUSE_AT_MOST;
  if (unlisted.length > most) {
    const list = unlisted.map((live) => `${show(live.name)} (${live.id})`).join(", ");
    problems.push({
      property: "pauseAtMost",
      reason: `${unlisted.length} goals that are not listed would be paused, and ${most} are allowed: ${list}. If that is meant, set pauseAtMost: ${unlisted.length}`,
    });
  }
  return problems;
}
