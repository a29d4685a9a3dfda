import { type Comparison, changesIn, compareGoal } from "./compare";
import { fieldsOf, type GoalDefinition } from "./definition";
import { definitionOf } from "./definitions";
import type { Difference } from "./difference";
import { isBlank, managesUnit, valueToWrite } from "./fieldValues";
import type { GoalFields, LiveGoal } from "./goal";
import type { WantedGoal } from "./wanted";

/**
 * What to send so that a live goal matches the program: the fields that differ, units whole. Undefined when nothing differs.
 * An update of an event goal always carries every pair, since the service deletes the pairs that an update leaves out.
 */
export function patchOf(compared: Comparison): GoalFields | undefined {
  const { wanted, live } = compared;
  const found = changesIn(compared);
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
  return patchOf(compareGoal({ type: live.type, fields: { status: "Paused" } }, spoken));
}

/** The fields to send with AddConversionGoals: all that the program sets, and what else their unit needs. */
export function fieldsToAdd({ type, fields }: WantedGoal): GoalFields {
  const { own, unit } = definitionOf(type);
  const open = unit.filter((name) => isBlank(fields[name]) && own[name]?.default !== undefined);
  return { ...fields, ...Object.fromEntries(open.map((name) => [name, own[name]?.default])) };
}
