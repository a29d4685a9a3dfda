import type { Kind } from "../config/ignoredPaths";
import type { Problem } from "../goals/problem";
import { isNew, type Props } from "./props";

const CALLED: Readonly<Record<Kind, string>> = {
  goal: "a goal",
  tag: "a UET tag",
  library: "a library",
  settings: "the settings of an account",
  campaign: "the goals of a campaign",
};

/**
 * A resource whose state is another kind's, as an alias that names one makes it: its id would be taken for one of this kind. What it names would
 * be said to be gone, paused, or left behind with nobody to manage it.
 */
export function otherKindProblems(kind: Kind, olds: Props): readonly Problem[] {
  const before = isNew(olds) ? undefined : kindOfState(olds);
  if (before === undefined || before === kind) return [];
  const reason = `Pulumi's state holds ${CALLED[before]} for this resource, and the program declares ${CALLED[kind]}. Probably one of its aliases names another resource: remove that alias`;
  return [{ property: "", reason }];
}

/** By the inputs that check has written. An import leaves defaults and ids out: undefined where too little is left to tell. */
function kindOfState(olds: Props): Kind | undefined {
  if (olds.campaignId !== undefined) return "campaign";
  if (olds.goals !== undefined) return "library";
  const { type, scope, goalCategory, tagId, customerId, name } = olds;
  if ([type, scope, goalCategory, tagId].some((value) => value !== undefined)) return "goal";
  if (customerId === undefined) return undefined;
  return name === undefined ? "settings" : "tag";
}
