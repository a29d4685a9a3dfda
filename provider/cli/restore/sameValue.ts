import equal from "fast-deep-equal";
import { canonical } from "../../goals/canonical";
import type { Field } from "../../goals/field";
import { isBlank, unsetMeans } from "../../goals/fieldValues";
import { sameIds } from "../../goals/idSet";

/** Whether a value, as the service shows it, has all that another says; of an object it may have more members. */
export function saysAsMuch(said: unknown, shown: unknown): boolean {
  if (isObject(said) && isObject(shown))
    return Object.entries(said).every(([member, value]) => equal(value, shown[member]));
  if (Array.isArray(said) || Array.isArray(shown)) return sameIds(said, shown);
  return equal(said, shown) || (isBlank(said) && isBlank(shown));
}

/** Whether a field was what it is now: one that is not set is as good as its documented default. */
export function isAs(field: Field | undefined, was: unknown, live: unknown): boolean {
  const meant = (value: unknown) => canonical(field, isBlank(value) ? (unsetMeans(field) ?? null) : value);
  return saysAsMuch(meant(was), meant(live)) && saysAsMuch(meant(live), meant(was));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
