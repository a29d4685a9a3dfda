import { decimalOf } from "../rest/json";
import { allFields, enums, enumValues, itemOf } from "../schema/tables";
import { isFields, isXmlText, type Value } from "../schema/values";

/**
 * What a person wrote, as the schema has it, so that answers stay valid: 99 is as good as "99" for a decimal, an id or a text, "60" as
 * good as 60 for minutes, "true" as good as true. Undefined where it does not fit.
 */
export function typed(type: string, value: Value): Value | undefined {
  const scalar = scalars[type];
  if (scalar !== undefined) return isPlain(value) ? scalar(String(value).trim(), value) : undefined;
  const flags = enums[type];
  if (flags !== undefined)
    return typeof value === "string" && enumValues(flags, 13).includes(value) ? value : undefined;
  const item = itemOf(type);
  if (item !== undefined)
    return Array.isArray(value) ? every(value.map((each) => typed(item.type, each))) : undefined;
  return isFields(value) ? typedMembers(type, value) : undefined;
}

const scalars: Readonly<
  Record<string, (text: string, value: string | number | boolean) => Value | undefined>
> = {
  "xs:boolean": (text) => (/^(true|false)$/i.test(text) ? text.toLowerCase() === "true" : undefined),
  "xs:int": (text) =>
    /^-?\d{1,10}$/.test(text) && Math.abs(Number(text)) < 2 ** 31 ? Number(text) : undefined,
  "xs:long": (text, value) =>
    /^-?\d{1,19}$/.test(text) && (typeof value !== "number" || Number.isSafeInteger(value))
      ? text
      : undefined,
  "xs:decimal": (text, value) => (typeof value === "boolean" ? undefined : decimalOf(text)),
  // A text stands as it is, blanks included.
  "xs:string": (_, value) =>
    typeof value !== "boolean" && isXmlText(String(value)) ? String(value) : undefined,
};

/** What a type takes, in words. */
export function typeInWords(type: string): string {
  const flags = enums[type];
  if (flags !== undefined) return enumValues(flags, 13).join(", ");
  const item = itemOf(type);
  if (item !== undefined) return `a list of: ${typeInWords(item.type)}`;
  return (
    words[type] ??
    `an object with ${allFields(type, 13)
      .map(({ name }) => name)
      .join(", ")}`
  );
}

const words: Readonly<Record<string, string>> = {
  "xs:boolean": "true, false",
  "xs:int": "a whole number",
  "xs:long": 'an id, like "4711"',
  "xs:decimal": "a decimal, like 25.5",
  "xs:string": "a text that XML can carry",
};

function isPlain(value: Value): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function typedMembers(
  type: string,
  value: { readonly [name: string]: Value | undefined },
): Value | undefined {
  const fields = new Map(allFields(type, 13).map((field) => [field.name, field.type]));
  const given = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  const members = given.map(
    ([name, member]) => [name, typed(fields.get(name) ?? "none", member ?? null)] as const,
  );
  return members.some(([, member]) => member === undefined) ? undefined : Object.fromEntries(members);
}

function every(values: readonly (Value | undefined)[]): readonly Value[] | undefined {
  const fit = values.filter((value) => value !== undefined);
  return fit.length === values.length ? fit : undefined;
}
