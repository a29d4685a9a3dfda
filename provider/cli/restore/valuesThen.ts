import type { Field, Fields } from "../../goals/field";
import { show } from "../../goals/text";
import { outsideName } from "./fieldThen";
import { isAs } from "./sameValue";
import type { ThingThen } from "./thingThen";

type Values = Readonly<Record<string, unknown>>;

/** The values of what has no members and no defaults as they were, where they are not the same now, and what cannot be had. */
export function valuesThen(
  { fields }: ThingThen,
  now: Values,
  table: Fields,
): { readonly fields: Values; readonly lost: readonly string[] } {
  const wanted: Record<string, unknown> = {};
  const lost: string[] = [];
  for (const { name, was, isChanged } of fields.values()) {
    const field = table[name];
    if (field === undefined || (!isChanged && was.is !== "known")) continue;
    if (was.is === "hidden") lost.push(`${name}: it is secret, so the log does not hold its value`);
    else if (was.is === "unsaid") lost.push(`${name}: ${was.why}`);
    else if (!isAs(field, was.value, now[name])) {
      const value = was.value ?? unset(field);
      if (value === undefined) lost.push(`${name}: it was not set, and Microsoft's API cannot clear it`);
      else if (isUnfit(field, value)) lost.push(`${name}: it was ${show(value)}, which cannot be set`);
      else wanted[name] = value;
    }
  }
  return { fields: wanted, lost };
}

/** A value that came after this version: the service showed it, and nobody knows whether it takes it. */
function isUnfit({ kind, values, accepts }: Field, value: unknown): boolean {
  return (kind === "flag" || values !== undefined) && !accepts(value);
}

/** An empty text clears a text that may be empty. */
function unset(field: Field): unknown {
  return field.kind === "text" && field.accepts("") ? "" : undefined;
}

/** The fields that somebody else has changed: the live value is none that the log says last. */
export function outsideOf({ fields }: ThingThen, now: Values, table: Fields): readonly string[] {
  return [...fields.values()].flatMap((field) => {
    const { name } = field;
    if (now[name] === undefined) return [];
    return outsideName(field, (value) => isAs(table[name], value, now[name]));
  });
}
