import { changesIn, compareGoal } from "../../goals/compare";
import { fieldsOf, type GoalType } from "../../goals/definition";
import { definitionOf } from "../../goals/definitions";
import type { Field } from "../../goals/field";
import type { LiveGoal } from "../../goals/goal";
import { unknownMembers } from "../../goals/unknownMember";
import { managedFields, membersOf, wantedGoal } from "../../goals/wanted";
import { carried, type Props, withoutUnset } from "../props";

/** Outputs: every live field, in the program's own form where it says the same, and what later calls need. */
export function goalOutputs(inputs: Props, live: LiveGoal): Props {
  const managed = managedFields(live.type, inputs);
  return withoutUnset({
    ...inOwnForm(live, inputs),
    type: live.type,
    trackingStatus: live.trackingStatus,
    ...carried(inputs),
    managed,
  });
}

/** Outputs where nothing could be read back: they take what was sent for live. */
export function outputsAsSent(inputs: Props): Props {
  const type = inputs.type as GoalType;
  const managed = managedFields(type, inputs);
  return withoutUnset({
    ...Object.fromEntries(managed.map((name) => [name, inputs[name]])),
    type,
    ...carried(inputs),
    managed,
  });
}

/**
 * Inputs as a refresh returns them: the managed fields as they are live, without what no program may set in them. A field that the
 * service is silent about stays.
 * So does one that holds a name which this version does not know.
 */
export function goalInputs(olds: Props, live: LiveGoal, managed: readonly string[]): Props {
  const fields = inOwnForm(live, olds);
  const known = fieldsOf(definitionOf(live.type));
  const unread = unreadFields(live);
  const tells = (name: string) => live.fields[name] !== undefined && !unread.has(name);
  const kept = managed.map((name) => [name, tells(name) ? settable(known[name], fields[name]) : olds[name]]);
  return withoutUnset({ ...Object.fromEntries(kept), type: live.type, ...carried(olds) });
}

/** The fields that hold a name which this version does not know. */
export function unreadFields({
  type,
  fields,
}: Pick<LiveGoal, "type" | "fields">): ReadonlySet<string | undefined> {
  return new Set(unknownMembers(type, fields).map((path) => path.split(".")[0]));
}

/**
 * The live fields; "25" for 25.0000 where the program wrote "25", so that state shows no difference where there is none. Of an object that
 * the program sets only the members that it sets: so a later run knows which of them left the program. A name that this version does not
 * know says nothing of what the program wants: there its own value stays, or a second refresh would no longer have it.
 */
function inOwnForm(live: LiveGoal, own: Props): Record<string, unknown> {
  const fields = fieldsOf(definitionOf(live.type));
  const said = { ...wantedGoal(live.type, own), news: "all" } as const;
  const others = new Set(changesIn(compareGoal(said, live)).map(({ name }) => name));
  const unread = unreadFields(live);
  const form: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(live.fields), ...managedFields(live.type, own)])) {
    if (fields[name] === undefined) continue;
    const isOwn = !others.has(name) || unread.has(name);
    if (said.managed?.includes(name) && isOwn) form[name] = own[name];
    else if (live.fields[name] !== undefined) form[name] = membersIn(live.fields[name], own[name]);
  }
  return form;
}

/**
 * Inputs of a goal whose write failed, for its outputs: with the members that left the program, which may still have to go to their
 * defaults.
 */
export function withLeftMembers(inputs: Props, before: Props): Props {
  const kept = Object.entries(before).filter(([name, value]) => isObject(value) && isObject(inputs[name]));
  const merged = kept.map(([name, value]) => [name, { ...(value as Props), ...(inputs[name] as Props) }]);
  return { ...inputs, ...Object.fromEntries(merged) };
}

/** A value without the parts that the service sets, like the currency of types that take none. */
function settable(field: Field | undefined, value: unknown): unknown {
  const inside = field?.inside;
  if (inside === undefined || !isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => inside[name]?.system === false));
}

/** Of another type (of revenue) than the program's all are taken: a type without what it requires would be refused by the next check. */
function membersIn(live: unknown, own: unknown): unknown {
  if (!isObject(live)) return live;
  const isOwn = isObject(own) && own.type === live.type;
  const members = isOwn ? membersOf(own) : Object.keys(live);
  return withoutUnset(Object.fromEntries(members.map((name) => [name, live[name]])));
}

function isObject(value: unknown): value is Props {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
