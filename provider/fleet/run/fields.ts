import equal from "fast-deep-equal";
import { joined, stepsOf } from "../../goals/propertyPath";
import { SIGNATURE, UNKNOWNS } from "../../native/values";
import type { FieldChange } from "../results";

type Table = Readonly<Record<string, unknown>>;

/** What differs between two values, by property path; lists are compared whole. Numbers and texts of the same decimal are equal. */
export function fieldsBetween(from: unknown, to: unknown, path = ""): readonly FieldChange[] {
  const [old, wanted] = [shown(from), shown(to)];
  if (isSame(old, wanted)) return [];
  if (!isTable(old) || !isTable(wanted)) return [{ path, from: old, to: wanted }];
  return [...new Set([...Object.keys(old), ...Object.keys(wanted)])].flatMap((key) =>
    fieldsBetween(old[key], wanted[key], joined(path, key)),
  );
}

/** The value of a property path. */
export function valueAt(value: unknown, path: string): unknown {
  return stepsOf(path).reduce<unknown>(
    (inside, step) => (typeof inside === "object" && inside !== null ? (inside as Table)[step] : undefined),
    value,
  );
}

/** A value of the engine's as people may see it. */
export function shown(value: unknown): unknown {
  if (UNKNOWNS.has(value)) return "[unknown]";
  if (Array.isArray(value)) return value.map(shown);
  if (!isTable(value)) return value;
  if (SIGNATURE in value) return "[secret]";
  return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, shown(inside)]));
}

function isSame(a: unknown, b: unknown): boolean {
  return equal(a, b) || (isScalar(a) && isScalar(b) && String(a) === String(b));
}

function isScalar(value: unknown): boolean {
  return typeof value === "number" || typeof value === "string";
}

export function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
