import { fieldsOf, GOAL_TYPES, type GoalType } from "./definition";
import { definitionOf } from "./definitions";
import type { Field, Fields } from "./field";
import type { GoalFields } from "./goal";
import { show } from "./text";

/**
 * Names of the service that came after this version, or that it hides behind "NotSupportedForGivenRevision": they are read as they
 * are, shown to people, and never written. Microsoft: API versioning.
 */

/** Names that the service has of old and that no program may give. Microsoft: ConversionGoalCategory, ConversionGoalStatus. */
const SERVICES_OWN: Readonly<Record<string, readonly string[]>> = {
  goalCategory: ["None", "Unknown"],
  status: ["Deleted"],
};

/** What any goal type may have in a field, by the field's path: "revenue.type". */
const known = new Map<string, Set<string>>();
for (const type of GOAL_TYPES) collect(fieldsOf(definitionOf(type)), "");
for (const [path, names] of Object.entries(SERVICES_OWN))
  for (const name of names) known.get(path)?.add(name);

function collect(fields: Fields, above: string): void {
  for (const [name, field] of Object.entries(fields)) {
    const path = `${above}${name}`;
    if (field.inside !== undefined) collect(field.inside, `${path}.`);
    if (field.values === undefined) continue;
    const names = known.get(path) ?? new Set<string>();
    for (const value of field.values) names.add(value);
    known.set(path, names);
  }
}

/** Whether a live value is a name that this version does not know. `path`: as in "revenue.type". */
export function isUnknownMember(path: string, value: unknown): boolean {
  if (path === "revenue.currencyCode") return typeof value === "string" && !/^[A-Z]{3}$/i.test(value);
  return typeof value === "string" && value !== "" && known.get(path)?.has(value) === false;
}

/** The paths of a goal's fields that hold names which this version does not know. */
export function unknownMembers(type: GoalType, fields: GoalFields): readonly string[] {
  return unknownIn(fieldsOf(definitionOf(type)), fields, "");
}

function unknownIn(fields: Fields, values: GoalFields, above: string): readonly string[] {
  return Object.entries(values).flatMap(([name, value]): readonly string[] => {
    const path = `${above}${name}`;
    const inside: Field["inside"] = fields[name]?.inside;
    if (inside === undefined) return isUnknownMember(path, value) ? [path] : [];
    return typeof value === "object" && value !== null
      ? unknownIn(inside, value as GoalFields, `${path}.`)
      : [];
  });
}

/**
 * Why a patch cannot be sent, or undefined when it can: the service takes some fields only together, and one of them has a name that
 * this version does not know. What a program may set is checked before, so such a name comes from the account.
 */
export function unsendableWords(type: GoalType, patch: GoalFields): string | undefined {
  const paths = unknownMembers(type, patch);
  if (paths.length === 0) return undefined;
  const values = paths.map((path) => `${path} is ${show(valueAt(patch, path))}`);
  return `the service accepts it only together with ${paths.join(" and ")}, but in the account ${values.join(" and ")}, which this version of pulumi-msads does not know and cannot send back`;
}

function valueAt(fields: GoalFields, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, name) => (value as Readonly<Record<string, unknown>>)[name], fields);
}
