import type { Node, Reading } from "../wire/dialect";
import { isMembers, member } from "../wire/nodes";

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

/** The items of a list element: absent, nil and empty lists have none. */
export function items(list: Node, name: string, reading: Pick<Reading, "unwrap">): readonly Node[] {
  const inside = member(list, name, reading);
  if (inside === undefined || inside === "") return [];
  return Array.isArray(inside) ? inside.map(reading.unwrap) : [inside];
}

/** The local name of an element's xsi:type, whatever the prefix. */
export function typeName(node: Node): string | undefined {
  const attributes = isMembers(node) ? attributesOf(node) : undefined;
  const type = Object.entries(attributes ?? {}).find(([name]) => localName(name) === "type")?.[1];
  return typeof type === "string" ? localName(type) : undefined;
}

/** The type behind an xsi:type, else behind the element Type. */
export function goalType(node: Node, reading: Pick<Reading, "unwrap">): string {
  const named = typeName(node) ?? member(node, "Type", reading);
  return typeof named === "string" ? named.replace(/Goal$/, "") : "";
}

function attributesOf(
  node: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | undefined {
  return Object.hasOwn(node, "$attributes") && isMembers(node.$attributes) ? node.$attributes : undefined;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function isTrue(value: unknown): boolean {
  return value === "true" || value === "1";
}
