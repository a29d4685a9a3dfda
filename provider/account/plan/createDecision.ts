import { type Comparison, changesIn, compareGoal } from "../../goals/compare";
import { isFixedType } from "../../goals/definitions";
import { type Difference, inWords, shownLive, shownWanted } from "../../goals/difference";
import type { LiveGoal } from "../../goals/goal";
import { holdsUnknown, show } from "../../goals/text";
import type { WantedGoal } from "../../goals/wanted";
import type { Claims } from "../claims";
import { type GoalSnapshot, type Named, nearName } from "../snapshot";
import type { Adopt } from "./requests";
import { idNotOurs, nameNotFree } from "./unsupported";

/** What a create of a goal comes to, as far as the account shows. The same answer serves the preview and the write. */
export type CreateDecision =
  | { readonly kind: "creates"; readonly near?: Named }
  /** Takes what is there; `differs` is what will be changed about it. */
  | { readonly kind: "takes"; readonly live: LiveGoal; readonly differs: readonly Difference[] }
  /** A paused goal that otherwise matches becomes active again. */
  | { readonly kind: "bringsBack"; readonly live: LiveGoal; readonly differs: readonly Difference[] }
  | { readonly kind: "refused"; readonly reason: string };

export interface Asked {
  readonly resource: string;
  readonly wanted: WantedGoal;
  readonly adopt: Adopt;
  readonly adoptEqual: boolean;
}

/** Decides what becomes of a new goal. An existing goal is taken only with consent, unless it is paused and otherwise matches. */
export function decideCreate(asked: Asked, snapshot: GoalSnapshot, claims: Claims): CreateDecision {
  const name = String(asked.wanted.fields.name);
  const byId = typeof asked.adopt === "string" ? asked.adopt : undefined;
  const notOurs = nameNotFree(snapshot, name) ?? (byId === undefined ? undefined : idNotOurs(snapshot, byId));
  if (notOurs !== undefined) return refused(notOurs);
  const live = byId === undefined ? snapshot.byName.get(name) : snapshot.byId.get(byId);
  if (live === undefined) return notFound(name, byId, snapshot);
  const taken = byId === undefined ? undefined : snapshot.byName.get(name);
  if (taken !== undefined && taken.id !== live.id)
    return refused(`goal ${live.id} cannot take the name ${show(name)}: goal ${taken.id} has it`);
  const holder = claims.holderOf(live.id);
  if (holder === asked.resource) return refused(wouldReplaceItself(`goal ${live.id}, ${show(live.name)},`));
  if (holder !== undefined)
    return refused(
      `goal ${live.id}, ${show(live.name)}, belongs to resource "${holder}" of this program. Two resources cannot manage one goal, and a goal cannot take a name that another goal has had: names cannot be reused`,
    );
  const compared = compareTaken(asked, live);
  const fixed = fixedIn(compared);
  if (fixed.length > 0)
    return refused(`${describe(live)}, and ${fixedWords(fixed)} cannot be changed. Choose another name`);
  return consent(asked, compared);
}

/** Beside what is there already. What is taken over with consent is somebody else's work, not the program's own as the service has rounded it. */
export function compareTaken({ wanted, adopt }: Pick<Asked, "wanted" | "adopt">, live: LiveGoal): Comparison {
  return compareGoal({ ...wanted, isExact: hasConsent(adopt) }, live);
}

function hasConsent(adopt: Adopt): boolean {
  return adopt === true || typeof adopt === "string";
}

/** A replacement that nothing of ours asked for, of something that keeps its name. */
export function wouldReplaceItself(thing: string): string {
  return `${thing} is what this resource manages, and Pulumi wants a new one in its place: a name cannot be used again. Leave out the option that asks for that (replaceOnChanges, for example), or give the resource a new name as well`;
}

function consent(asked: Asked, compared: Comparison): CreateDecision {
  const { live } = compared;
  const differs = changesIn(compared);
  if (hasConsent(asked.adopt)) return { kind: "takes", live, differs };
  if (asked.adopt === false)
    return refused(
      `${describe(live)}, and adopt is false. Choose another name, or allow it with adopt: true`,
    );
  const beyondStatus = differs.filter((difference) => difference.name !== "status");
  if (live.fields.status === "Paused" && beyondStatus.length === 0)
    return differs.length === 0 ? { kind: "takes", live, differs } : { kind: "bringsBack", live, differs };
  if (differs.length === 0 && asked.adoptEqual) return { kind: "takes", live, differs };
  const how = differs.length === 0 ? "It already matches" : `It differs: ${differs.map(inWords).join("; ")}`;
  return refused(
    `${describe(live)}. ${how}. If this program should manage it, add  adopt: "${live.id}"  to the goal's arguments. ` +
      'If the resource was renamed, give it  aliases: [{ name: "<old name>" }]  instead. For a new goal choose another name. ' +
      "If the resource is tainted or named by --replace, this may be its own goal: run  pulumi state untaint <its URN>  or omit --replace",
  );
}

function notFound(name: string, byId: string | undefined, snapshot: GoalSnapshot): CreateDecision {
  if (byId !== undefined)
    return refused(
      `the account has no goal with the id ${byId} (adopt). Check the id in the web UI, or remove adopt to create a goal`,
    );
  const near = holdsUnknown(name) ? undefined : nearName(snapshot, name);
  return near === undefined ? { kind: "creates" } : { kind: "creates", near };
}

/** What the service refuses to change on a goal that exists: its scope, and a type from or to Offline and InStore. */
export function fixedIn(compared: Comparison): readonly Difference[] {
  const { wanted, live } = compared;
  return changesIn(compared).filter(
    ({ name }) =>
      (name === "scope" && typeof live.fields.scope === "string") ||
      (name === "type" && (isFixedType(wanted.type) || isFixedType(live.type))),
  );
}

/** "its scope (Customer, wanted Account) and its type (…)". */
export function fixedWords(fixed: readonly Difference[]): string {
  return fixed
    .map((each) => `its ${each.path} (${shownLive(each)}, wanted ${shownWanted(each)})`)
    .join(" and ");
}

function describe(live: LiveGoal): string {
  const status = typeof live.fields.status === "string" ? `, ${live.fields.status}` : "";
  return `a goal named ${show(live.name)} exists already (id ${live.id}, ${live.type}${status})`;
}

function refused(reason: string): CreateDecision {
  return { kind: "refused", reason };
}
