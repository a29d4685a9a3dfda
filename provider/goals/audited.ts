import { canonical } from "./canonical";
import { fieldsOf, type GoalType } from "./definition";
import { definitionOf } from "./definitions";
import { isBlank } from "./fieldValues";
import type { GoalFields, LiveGoal } from "./goal";

/** The type and the fields of a live goal, in canonical form, without what only the service sets. */
export function goalFields({ type, fields }: LiveGoal): GoalFields {
  return { type, ...canonicalFields(type, fields) };
}

/**
 * What a goal has once some fields are written: those fields, and null for what the write ends, which is the event pairs that are left
 * out, and with another type the fields that only the old one has. `before`: undefined of a new goal.
 */
export function goalFieldsSent(
  { type, fields }: { readonly type?: GoalType; readonly fields: GoalFields },
  before: GoalFields | undefined,
): GoalFields {
  if (type === undefined) return fields;
  const table = fieldsOf(definitionOf(type));
  const set = Object.entries(before ?? {}).flatMap(([name, value]) => (isBlank(value) ? [] : [name]));
  const ended = set.filter((name) => name !== "type" && !Object.hasOwn(table, name));
  const pairs = type === "Event" ? definitionOf(type).unit : [];
  const left = set.filter((name) => pairs.includes(name) && fields[name] === undefined);
  const nothing = Object.fromEntries([...ended, ...left].map((name) => [name, null]));
  return { ...nothing, type, ...canonicalFields(type, fields) };
}

function canonicalFields(type: GoalType, fields: GoalFields): GoalFields {
  const table = fieldsOf(definitionOf(type));
  const known = Object.entries(fields).filter(([name]) => table[name]?.system === false);
  return Object.fromEntries(known.map(([name, value]) => [name, canonical(table[name], value)]));
}
