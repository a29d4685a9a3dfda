import type { Props } from "../core/props";
import { UNKNOWN } from "../goals/text";

/** How Pulumi writes a value that is not known before `up`. */
const ON_THE_WIRE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Values as the core has them. */
export function fromWire(values: Props): Props {
  return replaced(values, ON_THE_WIRE, UNKNOWN) as Props;
}

/** Values as Pulumi has them. */
export function toWire(values: Props): Props {
  return replaced(values, UNKNOWN, ON_THE_WIRE) as Props;
}

/** The very same value where there is nothing to replace. */
function replaced(value: unknown, from: unknown, to: unknown): unknown {
  if (value === from) return to;
  if (!holds(value, from)) return value;
  if (Array.isArray(value)) return value.map((each) => replaced(each, from, to));
  const entries = Object.entries(value as Props);
  return Object.fromEntries(entries.map(([name, each]) => [name, replaced(each, from, to)]));
}

function holds(value: unknown, wanted: unknown): boolean {
  if (typeof value !== "object" || value === null) return value === wanted;
  return Object.values(value).some((each) => holds(each, wanted));
}
