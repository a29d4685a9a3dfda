import { untraced } from "../operations/untraced";

/** JSON as it stood: numbers keep their digits. */
export type Json = string | boolean | null | JsonNumber | readonly Json[] | { readonly [name: string]: Json };

export class JsonNumber {
  constructor(readonly digits: string) {}
}

/** The text is no JSON, or more than any request needs. */
export class BadJson {
  constructor(readonly message: string) {}
}

const maxDepth = 32;
const maxValues = 200_000;

/** Reads JSON text. Throws BadJson. */
export function parseJson(text: string): Json {
  const { depth, values, numbers } = measured(text);
  if (depth > maxDepth || values > maxValues) throw new BadJson("it is too deep or too long");
  try {
    return untraced(() => JSON.parse(text, numbers ? withDigits : undefined) as Json);
  } catch (error) {
    throw new BadJson(error instanceof Error ? error.message : "it cannot be read");
  }
}

/** The third argument is not in TypeScript's library yet. */
function withDigits(_name: string, value: unknown, context?: { readonly source: string }): unknown {
  return typeof value === "number" ? new JsonNumber(context?.source ?? String(value)) : value;
}

export function isObject(json: Json): json is { readonly [name: string]: Json } {
  return typeof json === "object" && json !== null && !Array.isArray(json) && !(json instanceof JsonNumber);
}

/** How deep a text is nested and how many values it has, at most, and whether numbers are among them; texts within are passed over. */
function measured(text: string): {
  readonly depth: number;
  readonly values: number;
  readonly numbers: boolean;
} {
  let [depth, deepest, values, numbers, inText] = [0, 0, 1, false, false];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (inText) {
      if (character === "\\") at += 1;
      else if (character === '"') inText = false;
    } else if (character === '"') inText = true;
    else if (character === ",") values += 1;
    else if (character === "{" || character === "[") deepest = Math.max(deepest, ++depth);
    else if (character === "}" || character === "]") depth -= 1;
    else if (character >= "0" && character <= "9") numbers = true;
  }
  return { depth: deepest, values, numbers };
}

/** A decimal of JSON as XML Schema writes it: without an exponent, digit for digit. Undefined for an absurd exponent. */
export function decimalOf(digits: string): string | undefined {
  const [, sign = "", units = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(digits) ?? [];
  const shift = Number(exponent);
  if (units === "" || Math.abs(shift) > 40) return undefined;
  if (shift === 0) return digits.replace(/[eE].*$/, "");
  const all = "0".repeat(Math.max(0, -shift)) + units + fraction + "0".repeat(Math.max(0, shift));
  const point = Math.max(0, -shift) + units.length + shift;
  const whole = all.slice(0, point).replace(/^0+(?=\d)/, "");
  const rest = all.slice(point).replace(/0+$/, "");
  return sign + (whole || "0") + (rest === "" ? "" : `.${rest}`);
}

/** A decimal of XML Schema as JSON writes it: "+.50" → 0.50. */
export function jsonDecimal(decimal: string): string {
  const [, sign = "", units = "", fraction = ""] = /^([+-]?)(\d*)\.?(\d*)$/.exec(decimal) ?? [];
  const head = units.replace(/^0+(?=\d)/, "") || "0";
  return `${sign === "-" ? "-" : ""}${head}${fraction === "" ? "" : `.${fraction}`}`;
}
