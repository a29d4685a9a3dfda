import type { GoalType } from "../../goals/definition";
import { escapeXml } from "../../service/soap/text";
import { wireName, wireType } from "../../service/wire/operations";
import { goalTable } from "../../service/wire/tables";

/** A value of a request, for both transports; an object's members go out in the order in which they stand. */
export type Part = string | number | boolean | null | List | Flags | Decimal | TypedGoal | Inside | Parts;
export interface Parts {
  readonly [name: string]: Part;
}

/** Prefixes of the elements: the service's own, the arrays of ids, the entities of Customer Management. */
type Space = "t" | "a" | "n";

/** Items under one element; over REST an array. */
export class List {
  constructor(
    readonly item: string,
    readonly items: readonly Part[],
    readonly space: Space = "t",
  ) {}
}

/** Several values of one enumeration. */
export class Flags {
  constructor(readonly names: readonly string[]) {}
}

/** A decimal by its digits. */
export class Decimal {
  constructor(readonly digits: string) {}
}

/** An object of Customer Management's entities. */
export class Inside {
  constructor(readonly parts: Parts) {}
}

/** A goal with its type; without one where a probe leaves it out. */
export class TypedGoal {
  constructor(
    readonly type: GoalType | undefined,
    readonly fields: Parts,
  ) {}
}

export const ids = (...all: readonly string[]): List => new List("long", all, "a");
export const entities = (item: string, ...items: readonly Parts[]): List => new List(item, items, "n");

/** The fields of all goals, those included that a type does not take. */
const BASE = goalTable("Url")
  .map(([name]) => wireName(name))
  .filter((name) => !name.startsWith("Url"));

/** A goal with its fields in the order of the schema. */
export function goal(type: GoalType, fields: Parts): TypedGoal {
  const order = [...BASE, ...goalTable(type).map(([name]) => wireName(name))];
  const sorted = Object.entries(fields).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  return new TypedGoal(type, Object.fromEntries(sorted));
}

/** The content of a request's element. */
export function xmlOf(parts: Parts, space: Space = "t"): string {
  return Object.entries(parts)
    .map(([name, part]) => element(`${space}:${name}`, part, space))
    .join("");
}

function element(name: string, part: Part, space: Space): string {
  if (part === null) return `<${name} i:nil="true"/>`;
  if (part instanceof TypedGoal)
    return `<${name}${part.type === undefined ? "" : ` i:type="t:${wireType(part.type)}"`}>${xmlOf(part.fields)}</${name}>`;
  return `<${name}>${content(part, space)}</${name}>`;
}

function content(part: Exclude<Part, null | TypedGoal>, space: Space): string {
  if (part instanceof List)
    return part.items.map((each) => element(`${part.space}:${part.item}`, each, part.space)).join("");
  if (part instanceof Flags) return part.names.join(" ");
  if (part instanceof Decimal) return part.digits;
  if (part instanceof Inside) return xmlOf(part.parts, "n");
  return typeof part === "object" ? xmlOf(part, space) : escapeXml(String(part));
}

/** A request as JSON text. */
export function jsonOf(part: Part): string {
  if (part instanceof List) return `[${part.items.map(jsonOf).join(",")}]`;
  if (part instanceof Flags) return JSON.stringify(part.names.join(", "));
  if (part instanceof Decimal) return part.digits;
  if (part instanceof Inside) return jsonOf(part.parts);
  if (part instanceof TypedGoal)
    return jsonOf(part.type === undefined ? part.fields : { Type: part.type, ...part.fields });
  if (typeof part !== "object" || part === null) return JSON.stringify(part);
  const members = Object.entries(part).map(([name, each]) => `${JSON.stringify(name)}:${jsonOf(each)}`);
  return `{${members.join(",")}}`;
}
