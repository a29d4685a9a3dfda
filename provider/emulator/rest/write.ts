import { enums } from "../schema/enums";
import type { Field } from "../schema/model";
import type { OperationName } from "../schema/operations";
import { allFields, itemOf, knowsType, messageFields } from "../schema/tables";
import { type Fields, isFields, typeKey, type Value } from "../schema/values";
import { jsonDecimal } from "./json";

/**
 * The response of an operation in the one shape that the readers of all of Microsoft's SDKs take: every member that
 * SOAP has too, null when unset, nothing else; longs as texts, other numbers as numbers, a goal's class in Type.
 */
export function writeResponse(operation: OperationName, response: Fields): string {
  return writeMembers(messageFields(operation, "response", 13), response);
}

function writeMembers(fields: readonly Field[], values: Fields): string {
  const members = fields
    .filter(({ name, silent }) => !silent || values[name] !== undefined)
    .map(({ name, type }) => `"${name}":${writeValue(type, values[name])}`);
  return `{${members.join(",")}}`;
}

function writeValue(type: string, value: Value | undefined): string {
  if (value === undefined || value === null) return "null";
  if (type === "xs:decimal") return jsonDecimal(String(value));
  if (["xs:int", "xs:double", "xs:boolean"].includes(type)) return String(value);
  if (type.startsWith("xs:") || enums[type] !== undefined)
    return JSON.stringify(Array.isArray(value) ? value.join(", ") : String(value));
  const item = itemOf(type);
  if (item !== undefined) {
    const items: readonly Value[] = Array.isArray(value) ? value : [];
    return `[${items.map((each) => writeValue(item.type, each)).join(",")}]`;
  }
  const fields = isFields(value) ? value : {};
  const derived = fields[typeKey];
  const isKnown = typeof derived === "string" && knowsType(derived, 13);
  return writeMembers(allFields(isKnown ? derived : type, 13), fields);
}
