import { goalFields } from "../../goals/audited";
import { canonical } from "../../goals/canonical";
import { fieldsOf, GOAL_TYPES, type GoalDefinition, type GoalType } from "../../goals/definition";
import { definitionOf } from "../../goals/definitions";
import type { Field } from "../../goals/field";
import { unsetMeans } from "../../goals/fieldValues";
import type { LiveGoal } from "../../goals/goal";
import { joined } from "../../goals/propertyPath";
import { show } from "../../goals/text";
import { membersOf, type WantedGoal } from "../../goals/wanted";
import { outsideName } from "./fieldThen";
import { isAs } from "./sameValue";
import type { ThingThen } from "./thingThen";

/** A field that does not come back, and why. */
export interface Lost {
  readonly field: string;
  readonly why: string;
}

/** A live goal as it was: what to want of it, and what cannot be had. */
export interface GoalThen {
  readonly wanted: WantedGoal;
  readonly lost: readonly Lost[];
}

/** What to want of a live goal so that it is again as it was. Fields of which the log does not speak stay as they are. */
export function goalThen(thing: ThingThen, live: LiveGoal): GoalThen {
  const type = typeThen(thing, live);
  const then = goalAs(thing, live, type);
  const { was } = thing.fields.get("type") ?? {};
  if (was?.is === "unsaid") return withLost(then, [{ field: "type", why: was.why }]);
  const why = type === live.type ? undefined : typeStays(then, live, definitionOf(type));
  if (why === undefined) return then;
  const own = then.lost.filter(({ field }) => Object.hasOwn(definitionOf(type).own, field));
  const kept = goalAs(thing, live, live.type);
  return withLost(kept, [{ field: "type", why }, ...own, ...ofStayingType(thing, live, kept.lost)]);
}

/** Fields that only the live type has: a default of that type is no value of then. */
function ofStayingType({ fields }: ThingThen, live: LiveGoal, listed: readonly Lost[]): readonly Lost[] {
  const now = goalFields(live);
  return Object.keys(definitionOf(live.type).own).flatMap((name) => {
    const was = fields.get(name)?.was;
    const isNew = was?.is === "known" && was.value === null && (now[name] ?? null) !== null;
    if (!isNew || listed.some(({ field }) => field === name)) return [];
    return [{ field: name, why: `it was not set, and a ${live.type} goal has it` }];
  });
}

/** The same as a goal of this type. */
function goalAs(thing: ThingThen, live: LiveGoal, type: GoalType): GoalThen {
  const definition = definitionOf(type);
  const table = fieldsOf(definition);
  const now = goalFields(live);
  const lost: Lost[] = [];
  const fields: Record<string, unknown> = {};
  for (const { name, was, isChanged } of thing.fields.values()) {
    const field = table[name];
    if (field === undefined || name === "type" || (!isChanged && was.is !== "known")) continue;
    if (was.is === "hidden")
      lost.push({ field: name, why: "it is secret, so the log does not hold its value" });
    else if (was.is === "unsaid") lost.push({ field: name, why: was.why });
    else if ((type !== live.type && was.value !== null) || !isAs(field, was.value, now[name])) {
      // With another type the comparison decides: what the old one keeps may not fit.
      const value = valueToWant(definition, name, field, was.value);
      if (isUnfit(field, value)) lost.push({ field: name, why: `a ${type} goal cannot have ${show(value)}` });
      else if (value !== undefined) fields[name] = value;
      else if (!isPair(definition, name))
        lost.push({ field: name, why: "it was not set, and Microsoft's API cannot clear it" });
    }
  }
  const units = withUnits(thing, definition, { fields, lost }, now);
  const name = thing.fields.get("name")?.was;
  const wanted = {
    type,
    fields: { ...units.fields, name: units.fields.name ?? (name?.is === "known" ? name.value : live.name) },
    left: leftMembers(thing, fields, now),
    // What the log says was changed since is not what was there then, rounded by the service.
    isExact: [...thing.fields.values()].some(
      ({ name, isChanged }) => isChanged && fields[name] !== undefined,
    ),
    secret: thing.secret,
  };
  return { wanted, lost: units.lost };
}

function withLost({ wanted, lost }: GoalThen, more: readonly Lost[]): GoalThen {
  return { wanted, lost: [...lost, ...more] };
}

/** Why a goal cannot have the type of then: a field does not come back that belongs to it, or that stays as this type cannot have it. */
function typeStays(
  { wanted, lost }: GoalThen,
  live: LiveGoal,
  definition: GoalDefinition,
): string | undefined {
  const missed = lost.find(({ field }) => Object.hasOwn(definition.own, field));
  if (missed !== undefined) return `it belongs to ${missed.field}`;
  const now = goalFields(live);
  const unfit = Object.entries(definition.base).find(
    ([name, field]) =>
      !REPLACED.includes(name) && wanted.fields[name] === undefined && isUnfit(field, now[name]),
  );
  return unfit === undefined ? undefined : `it cannot have ${unfit[0]} as it is`;
}

/** With another type the service replaces it by one that fits. */
const REPLACED: readonly string[] = ["goalCategory"];

function typeThen({ fields }: ThingThen, live: LiveGoal): GoalType {
  const was = fields.get("type")?.was;
  const value = was?.is === "known" ? was.value : live.type;
  return GOAL_TYPES.find((type) => type === value) ?? live.type;
}

/** Undefined: the field was not set, and cannot be cleared. */
function valueToWant(definition: GoalDefinition, name: string, field: Field, value: unknown): unknown {
  if (value !== null) return canonical(field, value);
  return isPair(definition, name) ? undefined : unsetMeans(field);
}

/** Whether a value, or a member of it, is none that a type can have: a goal of another type has it. */
function isUnfit({ values, inside }: Field, value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (values !== undefined) return !values.some((each) => each === value);
  if (inside === undefined || typeof value !== "object") return false;
  return Object.entries(value).some(([member, each]) => {
    const field = inside[member];
    return field !== undefined && isUnfit(field, each);
  });
}

/** Event pairs that an update leaves out are deleted. */
function isPair({ type, unit }: GoalDefinition, name: string): boolean {
  return type === "Event" && unit.includes(name);
}

/**
 * What is written together comes back together or not at all. All pairs of an event goal are in each update, and with another type all its
 * own fields are.
 */
function withUnits(
  thing: ThingThen,
  definition: GoalDefinition,
  { fields, lost }: { readonly fields: Readonly<Record<string, unknown>>; readonly lost: readonly Lost[] },
  now: Readonly<Record<string, unknown>>,
): { readonly fields: Readonly<Record<string, unknown>>; readonly lost: readonly Lost[] } {
  const { own, unit, type } = definition;
  const differs = (name: string) => {
    const was = thing.fields.get(name)?.was;
    return was?.is === "known" && !isAs(own[name], was.value, now[name]);
  };
  const isOtherType = type !== now.type;
  const together = isOtherType ? Object.keys(own) : unit;
  const broken = lost.filter(({ field }) => together.includes(field));
  if (broken.length > 0) {
    const rest = Object.entries(fields).filter(
      ([name]) => !Object.hasOwn(own, name) && !together.includes(name),
    );
    const [first] = broken;
    const others = together.filter((name) => differs(name) && !lost.some(({ field }) => field === name));
    return {
      fields: Object.fromEntries(rest),
      lost: [...lost, ...others.map((field) => ({ field, why: `it belongs to ${first?.field}` }))],
    };
  }
  if (!isOtherType && (type !== "Event" || !unit.some(differs))) return { fields, lost };
  const whole = together.flatMap((name) => {
    const was = thing.fields.get(name)?.was;
    const value = was?.is === "known" ? was.value : now[name];
    return value === null || value === undefined ? [] : [[name, canonical(own[name], value)] as const];
  });
  return { fields: { ...fields, ...Object.fromEntries(whole) }, lost };
}

/** Members that a field has now and had not then: they go to the service's default. */
function leftMembers(
  { fields }: ThingThen,
  wanted: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
): readonly string[] {
  return Object.keys(wanted).flatMap((name) => {
    const was = fields.get(name)?.was;
    if (was?.is !== "known") return [];
    const had = membersOf(was.value);
    return membersOf(now[name])
      .filter((member) => !had.includes(member))
      .map((member) => joined(name, member));
  });
}

/** The fields that somebody else has changed: the live value is none that the log says last. */
export function changedOutside(thing: ThingThen, live: LiveGoal): readonly string[] {
  const now = goalFields(live);
  const definition = definitionOf(live.type);
  const table = fieldsOf(definition);
  return [...thing.fields.values()].flatMap((field) => {
    const { name } = field;
    const isOfOtherType = name !== "type" && table[name] === undefined;
    const isSilent = now[name] === undefined && !isPair(definition, name);
    if (isOfOtherType || isSilent) return [];
    return outsideName(field, (value) => isAs(table[name], value, now[name]));
  });
}
