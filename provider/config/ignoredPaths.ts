import { accountSettingFields } from "../accountSettings/accountSettings";
import { campaignFields } from "../campaigns/campaign";
import { fieldsOf, GOAL_TYPES } from "../goals/definition";
import { definitionOf, isGoalType } from "../goals/definitions";
import type { Field, Fields } from "../goals/field";
import { isTable, LIBRARY_PROPERTIES } from "../goals/library";
import type { Inputs, Problem } from "../goals/problem";
import { joined, stepsOf } from "../goals/propertyPath";
import { show } from "../goals/text";
import { tagFields } from "../tags/tag";
import { nearest } from "./nearest";

/** The classes of resources, all goal types being one. */
export type Kind = "goal" | "tag" | "library" | "settings" | "campaign";

/** Why a path of `ignoreChanges` names nothing that the resource has, so that the field that was meant would be overwritten. */
export function strangePath(path: string, kind: Kind, known: Inputs): string | undefined {
  return strange(path, kind, known)?.why;
}

/**
 * The slips among paths that a policy of the stack may have given to all of its resources: what was meant would be overwritten. A path that is
 * near no field, or names one of another kind of resource, is none: it may be meant for other resources.
 */
export function misspeltPaths(paths: readonly string[], kind: Kind, known: Inputs): readonly Problem[] {
  return paths.flatMap((path) => {
    const found = strange(path, kind, known);
    return found?.isOurs === true && !isOfAnyKind(path, kind, known)
      ? [{ property: "ignoreChanges", reason: `${found.why} ${OF_OTHERS}` }]
      : [];
  });
}

/** Whether a path names a field of some kind of resource: a policy of the stack may mean those. */
export function isOfAnyKind(path: string, kind: Kind, known: Inputs): boolean {
  const listed = kind === "library" && isTable(known.goals) ? { goals: ofAnyType(known.goals) } : {};
  return KINDS.some((each) => strange(path, each, listed) === undefined);
}

function ofAnyType(goals: Inputs): Inputs {
  return Object.fromEntries(Object.keys(goals).map((key) => [key, {}]));
}

const OF_OTHERS =
  "If a policy for the whole stack means a field of another package, let it leave out the resources of msads";
const KINDS: readonly Kind[] = ["goal", "tag", "library", "settings", "campaign"];

/** A path that names nothing. */
interface Strange {
  readonly why: string;
  /** A field of ours was probably meant. */
  readonly isOurs: boolean;
}

function strange(path: string, kind: Kind, known: Inputs): Strange | undefined {
  const steps = stepsOf(path);
  let here = placesOf(kind, known, steps);
  for (const [index, step] of steps.entries()) {
    if (here === undefined) return undefined;
    if (step !== "*" && !here.has(step)) {
      const names = [...here.keys()].sort();
      const meant = nearest(step, names);
      const hint =
        meant === undefined
          ? allowedThere(pathOf(steps.slice(0, index)), names)
          : `Did you mean ${show(pathOf(steps.with(index, meant)))}?`;
      const why = `${show(path)} is not a field of this resource, so nothing would be ignored. ${hint}`;
      return { why, isOurs: meant !== undefined || (index > 0 && names.length > 0) };
    }
    here = step === "*" ? anyOf(here) : here.get(step);
  }
  return undefined;
}

function allowedThere(before: string, names: readonly string[]): string {
  const there = names.length > MOST ? `${names.slice(0, MOST).join(", ")}, ...` : names.join(", ");
  return names.length === 0 ? `${before} has no parts` : `Allowed there: ${there}`;
}

/** So many names of a library's goals tell enough. */
const MOST = 40;

function pathOf(steps: readonly string[]): string {
  return steps.reduce(joined, "");
}

/** What a path may name at one place, and what is in there; undefined where it may name anything. */
type Places = ReadonlyMap<string, Places> | undefined;

const LEAF: Places = new Map();
const MANAGEMENT = ["customerId", "accountId", "adopt", "onDelete"];
const MANAGEMENT_OF_LISTED = ["adopt", "onDelete", "renamedFrom"];

function placesOf(kind: Kind, known: Inputs, steps: readonly string[]): Places {
  switch (kind) {
    case "tag":
      return withLeaves(fieldPlaces(tagFields), MANAGEMENT);
    case "settings":
      return withLeaves(fieldPlaces(accountSettingFields), ["customerId", "accountId", "adopt"]);
    case "campaign":
      return withLeaves(fieldPlaces(campaignFields), MANAGEMENT);
    case "goal":
      return goalPlaces(known.type, MANAGEMENT);
    case "library":
      return withLeaves(new Map(), [...LIBRARY_PROPERTIES, ...MANAGEMENT]).set(
        "goals",
        listedPlaces(known.goals, steps.slice(1)),
      );
  }
}

/** Of a goal that is asked for and not listed, Pulumi puts back what state holds, unless another is meant: its type is not known here. */
function listedPlaces(goals: unknown, [asked, ...inside]: readonly string[]): Places {
  if (!isTable(goals)) return undefined;
  const places = Object.entries(goals).map(
    ([key, goal]) => [key, goalPlaces(isTable(goal) ? goal.type : undefined, MANAGEMENT_OF_LISTED)] as const,
  );
  const keys = Object.keys(goals);
  const isMeant = asked === "*" ? keys.length === 0 : inside.length === 0 || !nearest(asked ?? "", keys);
  const gone = goalPlaces(undefined, MANAGEMENT_OF_LISTED);
  return new Map([...(asked !== undefined && isMeant ? [[asked, gone] as const] : []), ...places]);
}

function goalPlaces(type: unknown, others: readonly string[]): Places {
  const types = isGoalType(type) ? [type] : GOAL_TYPES;
  const places = types.flatMap((each) => [...fieldPlaces(fieldsOf(definitionOf(each)))]);
  return withLeaves(new Map(places), ["type", ...others]);
}

function fieldPlaces(fields: Fields): Map<string, Places> {
  const inside = (field: Field): Places => (field.inside === undefined ? LEAF : fieldPlaces(field.inside));
  return new Map(Object.entries(fields).map(([name, field]) => [name, inside(field)]));
}

function withLeaves(places: Map<string, Places>, leaves: readonly string[]): Map<string, Places> {
  for (const name of leaves) places.set(name, LEAF);
  return places;
}

/** Whatever one of several names leads to. */
function anyOf(places: ReadonlyMap<string, Places>): Places {
  const all = [...places.values()];
  return all.includes(undefined) ? undefined : new Map(all.flatMap((each) => [...(each ?? [])]));
}
