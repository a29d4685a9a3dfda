import equal from "fast-deep-equal";
import { canonical } from "./canonical";
import { fieldsOf, type GoalDefinition } from "./definition";
import { definitionOf } from "./definitions";
import { type Difference, leavesOf, withSecrets } from "./difference";
import type { Field } from "./field";
import type { GoalFields, LiveGoal } from "./goal";
import { comparableRevenue, filledRevenue } from "./revenue";
import { unrounded } from "./rounded";
import { holdsUnknown } from "./text";
import { isUnknownMember } from "./unknownMember";
import type { WantedGoal } from "./wanted";
import { isWrittenDefault } from "./writtenDefaults";

/**
 * The managed properties in which a live goal differs from what is wanted. What is unknown yet is no difference.
 * A field that the reply does not speak of is none either, unless the program sets it anew; one that it calls unset (null) is, unless its documented default is wanted.
 */
export function differences(wanted: WantedGoal, live: LiveGoal): readonly Difference[] {
  const definition = definitionOf(wanted.type);
  const pairs = comparedPairs(definition, wanted, live);
  const found: Difference[] =
    wanted.type === live.type
      ? []
      : [{ name: "type", path: "type", kind: "choice", wanted: wanted.type, live: live.type }];
  const fields = fieldsOf(definition);
  for (const name of Object.keys(fields)) {
    const field = fields[name];
    const want = valueToWrite(name, field, wanted, live.fields);
    if (holdsUnknown(want)) continue;
    const isDifferent = pairs.includes(name)
      ? !equal(want ?? null, isBlank(live.fields[name]) ? null : seenAs(field, want, live.fields[name]))
      : want !== undefined && differs(definition, name, want, live, wanted.news?.includes(name) === true);
    if (!isDifferent) continue;
    const have = name === "revenue" ? comparable(name, live) : live.fields[name];
    found.push(...leavesOf(name, field, want, unrounded(field, want, have)));
  }
  return withSecrets(found, wanted.secret);
}

/** The fields that are compared both ways: a live event pair that the program lacks is a difference too. */
function comparedPairs(definition: GoalDefinition, wanted: WantedGoal, live: LiveGoal): readonly string[] {
  if (definition.type !== "Event" || live.type !== "Event" || !managesUnit(definition, wanted)) return [];
  return definition.unit.some((name) => live.fields[name] !== undefined) ? definition.unit : [];
}

function differs(
  definition: GoalDefinition,
  name: string,
  want: unknown,
  live: LiveGoal,
  isNews: boolean,
): boolean {
  if (Object.hasOwn(definition.own, name) && definition.type !== live.type) return true;
  const field = fieldsOf(definition)[name];
  const value = live.fields[name];
  if (value === undefined && !isNews) return false;
  if (isUnknownMember(name, value) && staysUnknown(name, field, want, isNews)) return false;
  const have =
    name === "revenue"
      ? unrounded(field, want, comparable(name, live))
      : seenAs(field, want, value ?? unsetMeans(field));
  return !equal(want, have ?? null);
}

/** A live value in canonical form; where it is the wanted one, rounded by the service, the wanted one. */
function seenAs(field: Field | undefined, want: unknown, live: unknown): unknown {
  return unrounded(field, want, canonical(field, live));
}

/**
 * Whether a live name that this version does not know stays as it is: a default that check wrote in, not the program, and a scope,
 * which nothing can change.
 */
function staysUnknown(name: string, field: Field | undefined, want: unknown, isNews: boolean): boolean {
  return name === "scope" || (!isNews && isWrittenDefault(name) && want === field?.default);
}

/** By the live type's own rules: a currency that the new type does not take has to go. */
function comparable(name: string, live: LiveGoal): Readonly<Record<string, unknown>> | undefined {
  const field = fieldsOf(definitionOf(live.type))[name];
  return comparableRevenue(field, live.fields[name] ?? unsetMeans(field));
}

/** What a field that is not set amounts to: its documented default; a flag that is not set is off. */
export function unsetMeans(field: Field | undefined): unknown {
  return field?.default ?? (field?.kind === "flag" ? false : undefined);
}

/** Whether a field of an event pair is not set, which the service may show as an empty text. */
export function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

function valueToWrite(
  name: string,
  field: Field | undefined,
  { fields, left }: WantedGoal,
  live: GoalFields,
): unknown {
  return name === "revenue" && !holdsUnknown(fields.revenue)
    ? filledRevenue(field, fields, live, left)
    : fields[name];
}

function managesUnit(definition: GoalDefinition, wanted: WantedGoal): boolean {
  return definition.unit.some((name) => wanted.fields[name] !== undefined);
}

/**
 * What to send to make a live goal as wanted: the fields that differ, units whole. Undefined when nothing differs.
 * An update of an event goal always carries every pair, since the service deletes the pairs that an update leaves out.
 */
export function patchOf(wanted: WantedGoal, live: LiveGoal): GoalFields | undefined {
  const found = differences(wanted, live);
  if (found.length === 0) return undefined;
  const definition = definitionOf(wanted.type);
  const patch: Record<string, unknown> = {};
  for (const name of new Set(found.map((difference) => difference.name))) {
    const value = valueToWrite(name, fieldsOf(definition)[name], wanted, live.fields);
    if (name !== "type" && value !== undefined) patch[name] = value;
  }
  const pairsOfProgram = definition.type === "Event" && managesUnit(definition, wanted);
  for (const name of unitToSend(definition, found)) {
    const value = wanted.fields[name] ?? (pairsOfProgram ? undefined : live.fields[name]);
    const given = isBlank(value) ? definition.own[name]?.default : value;
    if (given !== undefined) patch[name] = given;
  }
  return patch;
}

function unitToSend(definition: GoalDefinition, found: readonly Difference[]): readonly string[] {
  if (definition.type === "Event") return definition.unit;
  return found.some((difference) => definition.unit.includes(difference.name)) ? definition.unit : [];
}

/** What to send to pause a live goal and change nothing else about it; undefined when it is paused or deleted already. */
export function pausePatch(live: LiveGoal): GoalFields | undefined {
  if (live.fields.status === "Deleted") return undefined;
  // A reply that is silent about the status must not pass for a paused goal.
  const spoken = { ...live, fields: { ...live.fields, status: live.fields.status ?? null } };
  return patchOf({ type: live.type, fields: { status: "Paused" } }, spoken);
}

/** The fields to send with AddConversionGoals: all that the program sets, and what else their unit needs. */
export function fieldsToAdd({ type, fields }: WantedGoal): GoalFields {
  const { own, unit } = definitionOf(type);
  const open = unit.filter((name) => isBlank(fields[name]) && own[name]?.default !== undefined);
  return { ...fields, ...Object.fromEntries(open.map((name) => [name, own[name]?.default])) };
}
