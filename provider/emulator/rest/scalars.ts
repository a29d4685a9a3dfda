import { Undeserializable } from "../http/answering";
import { isXmlText, type Value } from "../schema/values";
import { decimalOf, type Json, JsonNumber } from "./json";

const longest = 2n ** 63n;
const largest = 2 ** 31;
const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

/** A scalar in the JSON type that Microsoft documents for it: longs as texts, ints and decimals as numbers. Throws Undeserializable. */
export function readScalar(json: Json, type: string, path: string): Value {
  const read = readers[type]?.(json);
  if (read !== undefined) return read;
  throw new Undeserializable("rest.member-types", `${path}: must be ${wanted[type] ?? "something else"}`);
}

const wanted: Readonly<Record<string, string>> = {
  "xs:long": "an id in a text",
  "xs:int": "a whole number",
  "xs:decimal": "a number",
  "xs:boolean": "true or false",
  "xs:string": "a text of characters that XML has",
  "xs:dateTime": "a time in a text, like 2026-11-26T00:00:00Z",
};

const readers: Readonly<Record<string, (json: Json) => Value | undefined>> = {
  "xs:long": (json) => {
    const id = typeof json === "string" && /^\s*-?\d{1,19}\s*$/.test(json) ? BigInt(json.trim()) : undefined;
    return id !== undefined && id < longest && id >= -longest ? id.toString() : undefined;
  },
  "xs:int": (json) => {
    const digits = json instanceof JsonNumber ? decimalOf(json.digits)?.replace(/\.0+$/, "") : undefined;
    const value = digits !== undefined && /^-?\d{1,10}$/.test(digits) ? Number(digits) : undefined;
    return value !== undefined && value < largest && value >= -largest ? value : undefined;
  },
  "xs:decimal": (json) => (json instanceof JsonNumber ? decimalOf(json.digits) : undefined),
  "xs:boolean": (json) => (typeof json === "boolean" ? json : undefined),
  "xs:string": (json) => (typeof json === "string" && isXmlText(json) ? json : undefined),
  "xs:dateTime": (json) =>
    typeof json === "string" && isTime.test(json) && !Number.isNaN(Date.parse(json)) ? json : undefined,
};
