import { canonicalDecimal, isDecimal } from "./decimal";
import type { Field } from "./field";

/** A value in the one form that two equal values share: decimals as plain strings, objects without unset members. */
export function canonical(field: Field | undefined, value: unknown): unknown {
  if (value === undefined || value === null) return value;
  if (field?.kind === "decimal" && isDecimal(value)) return canonicalDecimal(value);
  if (field?.inside === undefined || typeof value !== "object") return value;
  const inside = field.inside;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined && member !== null)
      .map(([name, member]) => [name, canonical(inside[name], member)]),
  );
}
