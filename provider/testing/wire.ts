import type { Fields, Value } from "../emulator";

/** Decimals: text in the service's messages, numbers in tests where these hold every digit. */
const DECIMALS = ["Value"];

/** Fields under the service's names and in its forms, as JSON has them; null and false stay, undefined goes. */
export function toWire(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [upper(name), wireValue(value)]));
}

function wireValue(value: unknown): unknown {
  const isGroup = typeof value === "object" && value !== null && !Array.isArray(value);
  return isGroup ? toWire(value as Readonly<Record<string, unknown>>) : value;
}

/** The same with decimals in one form: "number" for JSON, "text" for what the emulator keeps. */
export function withDecimals(
  fields: Readonly<Record<string, unknown>>,
  form: "number" | "text",
): Record<string, unknown> {
  const formed = Object.entries(fields).map(([name, value]) => {
    if (DECIMALS.includes(name) && (typeof value === "number" || typeof value === "string"))
      return [name, form === "number" ? Number(value) : String(value)];
    const isGroup = typeof value === "object" && value !== null && !Array.isArray(value);
    return [name, isGroup ? withDecimals(value as Readonly<Record<string, unknown>>, form) : value];
  });
  return Object.fromEntries(formed) as Record<string, unknown>;
}

/** What the service answered, in camelCase; what is nil is left out. */
export function fromWire(fields: Fields): Record<string, unknown> {
  const set = Object.entries(fields).filter(([name, value]) => !name.startsWith("@") && isSet(value));
  return Object.fromEntries(set.map(([name, value]) => [lower(name), plain(name, value as Value)]));
}

function isSet(value: Value | undefined): boolean {
  return value !== null && value !== undefined;
}

function plain(name: string, value: Value): unknown {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return fromWire(value as Fields);
  return DECIMALS.includes(name) && typeof value === "string" ? asNumber(value) : value;
}

/** "25.0000" is 25; text that a number could not give back digit for digit stays text. */
function asNumber(text: string): number | string {
  const digits = text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  return String(Number(digits)) === digits ? Number(digits) : digits;
}

const upper = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
export const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
