import equal from "fast-deep-equal";
import { canonical } from "./canonical";
import { fieldsOf, type GoalType } from "./definition";
import { definitionOf } from "./definitions";
import type { GoalFields, LiveGoal } from "./goal";
import type { Inputs } from "./problem";
import { stepsOf } from "./propertyPath";
import { isUnknownMember } from "./unknownMember";
import { isWrittenDefault } from "./writtenDefaults";

/** What a program wants of a goal: the fields it manages, in canonical form. All else is left as it is. */
export interface WantedGoal {
  readonly type: GoalType;
  readonly fields: GoalFields;
  /** Fields that the program sets for the first time, or otherwise than before: a reply that is silent about one means that it is not set. */
  readonly news?: readonly string[];
  /** Members of fields that the program still sets and that left it, by path: "revenue.currencyCode". They go to the service's default. */
  readonly left?: readonly string[];
  /** Paths that the program marks secret: what is said of them shows no value. */
  readonly secret?: readonly string[];
}

/** The names of the fields that a program sets. */
export function managedFields(type: GoalType, inputs: Inputs): readonly string[] {
  const fields = fieldsOf(definitionOf(type));
  return Object.keys(fields).filter(
    (name) => fields[name]?.system === false && inputs[name] !== undefined && inputs[name] !== null,
  );
}

/**
 * What the program wants: the fields it sets, and the documented default of each field that it managed before and no longer sets.
 * A field without such a default stays as it is: the service cannot clear one.
 * `olds`: the values before, for telling what is new and which members left.
 */
export function wantedGoal(
  type: GoalType,
  inputs: Inputs,
  managedBefore: readonly string[] = [],
  olds?: Inputs,
): WantedGoal {
  const fields = fieldsOf(definitionOf(type));
  const wanted: Record<string, unknown> = {};
  for (const name of managedBefore)
    if (fields[name]?.default !== undefined) wanted[name] = canonical(fields[name], fields[name].default);
  for (const name of managedFields(type, inputs)) wanted[name] = canonical(fields[name], inputs[name]);
  if (olds === undefined) return { type, fields: wanted };
  const isNew = (name: string) => {
    // Check may have written it in, for want of the program's own word.
    if (!managedBefore.includes(name))
      return !(isWrittenDefault(name) && wanted[name] === fields[name]?.default);
    // A name that the last run did not know tells nothing of what the program wanted then.
    return !(isUnknownMember(name, olds[name]) || equal(canonical(fields[name], olds[name]), wanted[name]));
  };
  const left = leftMembers(type, inputs, managedBefore, olds);
  return { type, fields: wanted, news: Object.keys(wanted).filter(isNew), left };
}

/** The members of fields which the program still sets that it set before and sets no longer. State holds no member that the program did not set. */
function leftMembers(
  type: GoalType,
  inputs: Inputs,
  managedBefore: readonly string[],
  olds: Inputs,
): readonly string[] {
  const fields = fieldsOf(definitionOf(type));
  return managedFields(type, inputs).flatMap((name) => {
    if (fields[name]?.inside === undefined || !managedBefore.includes(name)) return [];
    const now = membersOf(inputs[name]);
    return membersOf(olds[name])
      .filter((member) => !now.includes(member))
      .map((member) => `${name}.${member}`);
  });
}

/** The members that are set in a value. */
export function membersOf(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    member === undefined || member === null ? [] : [name],
  );
}

/** Fields that the program no longer sets and that have no documented default to go back to. */
export function abandonedFields(
  type: GoalType,
  inputs: Inputs,
  managedBefore: readonly string[],
): readonly string[] {
  const definition = definitionOf(type);
  const fields = fieldsOf(definition);
  const now = managedFields(type, inputs);
  const removable = (name: string) => definition.type === "Event" && definition.unit.includes(name);
  return managedBefore.filter(
    (name) =>
      fields[name] !== undefined &&
      fields[name].default === undefined &&
      !now.includes(name) &&
      !removable(name),
  );
}

/**
 * The wanted goal without what Pulumi's `ignoreChanges` names ("status", "revenue.value", "*"): there the live value holds.
 * Event pairs are written together, so of an ignored one the live value is wanted; what a goal of another type lacks stays as the program has it.
 */
export function withIgnored(wanted: WantedGoal, live: LiveGoal, ignored: readonly string[]): WantedGoal {
  if (ignored.length === 0) return wanted;
  const type = ignored.includes("type") || ignored.includes("*") ? live.type : wanted.type;
  const definition = definitionOf(type);
  const isNewType = type !== live.type;
  const fields: Record<string, unknown> = { ...wanted.fields };
  for (const path of ignored.map(stepsOf)) {
    const names = path[0] === "*" ? Object.keys(fieldsOf(definition)) : path.slice(0, 1);
    for (const name of names) {
      if (isNewType && Object.hasOwn(definition.own, name)) continue;
      const isPair = definition.type === "Event" && definition.unit.includes(name);
      const value = ignoredValue(fields[name], live.fields[name], path[1], isPair);
      if (value === undefined || value === null) delete fields[name];
      else fields[name] = canonical(fieldsOf(definition)[name], value);
    }
  }
  return { ...wanted, type, fields };
}

function ignoredValue(wanted: unknown, live: unknown, inner: string | undefined, isPair: boolean): unknown {
  if (inner === undefined || inner === "*") return isPair ? live : undefined;
  if (typeof wanted !== "object" || wanted === null) return wanted;
  return { ...wanted, [inner]: (live as Inputs | null | undefined)?.[inner] ?? (wanted as Inputs)[inner] };
}
