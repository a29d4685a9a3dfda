import { decimalOf } from "../rest/json";
import { enums } from "../schema/enums";
import { allFields, enumValues, itemOf } from "../schema/tables";
import { isFields, isXmlText, type Value } from "../schema/values";
import { BadAdminRequest } from "./badAdminRequest";

/**
 * What a person wrote, as the schema has it, so that answers stay valid: 99 is as good as "99" for a decimal, an id or a text, "60" as
 * good as 60 for minutes, "true" as good as true. Throws BadAdminRequest with the place of what does not fit.
 */
export function typed(type: string, value: unknown, path: string): Value {
  const item = itemOf(type);
  if (item !== undefined && Array.isArray(value))
    return value.map((each: unknown, index) => typed(item.type, each, `${path}[${index}]`));
  if (isWhole(type) && isFields(value as Value)) return typedMembers(type, value as object, path);
  const fit = isWhole(type) ? undefined : simple(type, value);
  if (fit !== undefined) return fit;
  throw new BadAdminRequest(`${path} is ${JSON.stringify(value)}; allowed: ${typeInWords(type)}`);
}

function typedMembers(type: string, given: object, path: string): Value {
  const known = new Map(allFields(type, 13).map((field) => [field.name, field.type]));
  const members = Object.entries(given).filter(([, member]) => member !== null);
  return Object.fromEntries(
    members.map(([name, member]) => {
      const memberType = known.get(name);
      if (memberType === undefined)
        throw new BadAdminRequest(`${path} has no ${name}; it has ${[...known.keys()].join(", ")}`);
      return [name, typed(memberType, member, `${path}.${name}`)];
    }),
  );
}

function isWhole(type: string): boolean {
  return scalars[type] === undefined && enums[type] === undefined;
}

/** A value of a type without members, undefined where it is none. */
export function simple(type: string, value: unknown): string | number | boolean | undefined {
  const flags = enums[type];
  if (flags !== undefined)
    return typeof value === "string" && enumValues(flags, 13).includes(value) ? value : undefined;
  // JSON has taken digits from a number beyond 2^53: it is not what the person wrote.
  if (typeof value === "number" && Math.abs(value) > Number.MAX_SAFE_INTEGER) return undefined;
  const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return isPlain ? scalars[type]?.(value) : undefined;
}

type Plain = string | number | boolean;

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["false", false],
]);

const scalars: Readonly<Record<string, (value: Plain) => Plain | undefined>> = {
  "xs:boolean": (value) => FLAGS.get(textOf(value).toLowerCase()),
  "xs:int": (value) => {
    const isInt = /^-?\d{1,10}$/.test(textOf(value)) && Math.abs(Number(value)) < 2 ** 31;
    return isInt ? Number(value) : undefined;
  },
  "xs:long": (value) => (/^-?\d{1,19}$/.test(textOf(value)) ? textOf(value) : undefined),
  "xs:decimal": (value) => decimalOf(textOf(value)),
  // A text stays as it is, blanks included.
  "xs:string": (value) =>
    typeof value !== "boolean" && isXmlText(String(value)) ? String(value) : undefined,
};

function textOf(value: Plain): string {
  return String(value).trim();
}

/** What a type takes, in words. */
function typeInWords(type: string): string {
  const flags = enums[type];
  if (flags !== undefined) return enumValues(flags, 13).join(", ");
  const item = itemOf(type);
  if (item !== undefined) return `a list of ${typeInWords(item.type)}`;
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
  "xs:long": 'digits; more than 15 of them in quotes, like "9007199254740993"',
  "xs:decimal": "a decimal, like 25.5",
  "xs:string": "a text that XML can carry",
};
