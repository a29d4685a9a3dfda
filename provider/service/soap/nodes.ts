import { AnswerProblem } from "./answerProblem";
import type { Cures } from "./cures";

/** An element of an answer as node-soap gives it: text, null, an array, or an object of its members. */
export type Node = unknown;
type Members = Readonly<Record<string, unknown>>;

/**
 * An element without node-soap's wrapping: any attribute, be it `i:nil="false"`, makes an object of a plain value.
 * nil → null, an element with nothing but attributes → "".
 */
export function unwrap(node: Node): Node {
  if (!isMembers(node)) return node;
  const attributes = attributesOf(node);
  if (attributes === undefined) return node;
  if (Object.entries(attributes).some(([name, value]) => localName(name) === "nil" && isTrue(value)))
    return null;
  if (Object.hasOwn(node, "$value")) return node.$value;
  return Object.keys(node).length === 1 ? "" : node;
}

/** A member of an element: undefined when it is absent, null when it is nil. */
export function member(node: Node, name: string, cures: Cures): Node {
  return isMembers(node) && Object.hasOwn(node, name) ? cures.unwrap(node[name]) : undefined;
}

/** The items of a list element: absent, nil and empty lists have none. */
export function items(list: Node, name: string, cures: Cures): readonly Node[] {
  const inside = member(list, name, cures);
  if (inside === undefined || inside === "") return [];
  return Array.isArray(inside) ? inside.map(cures.unwrap) : [inside];
}

/** The local name of an element's xsi:type, whatever the prefix. */
export function typeName(node: Node): string | undefined {
  const attributes = isMembers(node) ? attributesOf(node) : undefined;
  const type = Object.entries(attributes ?? {}).find(([name]) => localName(name) === "type")?.[1];
  return typeof type === "string" ? localName(type) : undefined;
}

/** A text, with undefined for an absent and null for a nil element. */
export function text(node: Node, name: string, cures: Cures): string | null | undefined {
  const value = member(node, name, cures);
  if (value === undefined || value === null || typeof value === "string") return value;
  throw new AnswerProblem("MalformedAnswer", `${name} is not a text`);
}

/** A whole number, with undefined for an absent and null for a nil element. */
export function whole(node: Node, name: string, cures: Cures): number | null | undefined {
  const value = text(node, name, cures);
  if (value === undefined || value === null || value.trim() === "")
    return value === undefined ? undefined : null;
  const parsed = /^[+-]?[0-9]{1,15}$/.test(value.trim()) ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(parsed))
    throw new AnswerProblem("MalformedAnswer", `${name} is not a whole number`);
  return parsed;
}

export function isMembers(node: Node): node is Members {
  return typeof node === "object" && node !== null && !Array.isArray(node);
}

function attributesOf(node: Members): Members | undefined {
  return Object.hasOwn(node, "$attributes") && isMembers(node.$attributes) ? node.$attributes : undefined;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function isTrue(value: unknown): boolean {
  return value === "true" || value === "1";
}
