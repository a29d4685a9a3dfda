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
  /** The names of the fields that the program sets; `fields` also has the defaults to which others go that left it. */
  readonly managed?: readonly string[];
  /** What the program said before. Undefined where that is what it says: what differs has changed in the account. */
  readonly before?: SaidBefore;
  /**
   * Fields that the program sets for the first time, or otherwise than before: a reply that is silent about one means that it is not set.
   * "all": right after a write, when the reply is to show what was sent.
   */
  readonly news?: readonly string[] | "all";
  /** No live decimal counts as the wanted one, rounded by the service: it never saw that. */
  readonly isExact?: boolean;
  /** Members of fields that the program still sets and that left it, by path: "revenue.currencyCode". They go to the service's default. */
  readonly left?: readonly string[];
  /** The paths of Pulumi's `ignoreChanges`: there the live value holds. */
  readonly ignored?: readonly string[];
  /** Paths that the program marks secret: what is said of them shows no value. */
  readonly secret?: readonly string[];
}

/** What a program said of a goal in its last run. */
export interface SaidBefore {
  readonly values: Inputs;
  /** The names of the fields that it set. */
  readonly managed: readonly string[];
}

/** Of a goal that is new nothing was said before. */
export const NOTHING_BEFORE: SaidBefore = { values: {}, managed: [] };

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
 */
export function wantedGoal(
  type: GoalType,
  inputs: Inputs,
  before?: SaidBefore,
  marks: Pick<WantedGoal, "ignored" | "secret"> = {},
): WantedGoal {
  const definitions = fieldsOf(definitionOf(type));
  const managed = managedFields(type, inputs);
  const fields: Record<string, unknown> = {};
  for (const name of before?.managed ?? [])
    if (definitions[name]?.default !== undefined)
      fields[name] = canonical(definitions[name], definitions[name].default);
  for (const name of managed) fields[name] = canonical(definitions[name], inputs[name]);
  const wanted = { type, fields, managed, ...marks };
  if (before === undefined) return wanted;
  const news = Object.keys(fields).filter((name) => isNews(name, type, fields[name], before));
  return { ...wanted, before, news, left: leftMembers(type, inputs, before) };
}

/** Whether the program sets a field for the first time, or otherwise than before. */
function isNews(name: string, type: GoalType, wanted: unknown, { managed, values }: SaidBefore): boolean {
  const field = fieldsOf(definitionOf(type))[name];
  // If the program does not set it, check may have filled it in.
  if (!managed.includes(name)) return !(isWrittenDefault(name) && wanted === field?.default);
  // A name that the last run did not know tells nothing of what the program wanted then.
  return !(isUnknownMember(name, values[name]) || equal(canonical(field, values[name]), wanted));
}

/** The members of fields which the program still sets that it set before and sets no longer. State holds no member that the program did not set. */
function leftMembers(type: GoalType, inputs: Inputs, { values, managed }: SaidBefore): readonly string[] {
  const fields = fieldsOf(definitionOf(type));
  return managedFields(type, inputs).flatMap((name) => {
    if (fields[name]?.inside === undefined || !managed.includes(name)) return [];
    const now = membersOf(inputs[name]);
    return membersOf(values[name])
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

/** Whether a field left the program and goes to its documented default. */
export function leftToDefault({ type, managed = [], before }: WantedGoal, name: string): boolean {
  const isLeft = before?.managed.includes(name) === true && !managed.includes(name);
  return isLeft && fieldsOf(definitionOf(type))[name]?.default !== undefined;
}

/** Fields that the program no longer sets and that have no documented default to go back to. */
export function abandonedFields({ type, managed = [], before }: WantedGoal): readonly string[] {
  const definition = definitionOf(type);
  const fields = fieldsOf(definition);
  const removable = (name: string) => definition.type === "Event" && definition.unit.includes(name);
  return (before?.managed ?? []).filter(
    (name) =>
      fields[name] !== undefined &&
      fields[name].default === undefined &&
      !managed.includes(name) &&
      !removable(name),
  );
}

/**
 * The wanted goal without what Pulumi's `ignoreChanges` names ("status", "revenue.value", "*"): there the live value holds.
 * Event pairs are written together, so of an ignored one the live value is wanted; what a goal of another type lacks stays as the program has it.
 */
export function withIgnored(wanted: WantedGoal, live: LiveGoal): WantedGoal {
  const { ignored = [] } = wanted;
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
