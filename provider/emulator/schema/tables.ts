import { campaignTypes } from "./campaignTypes";
import { customerTypes } from "./customerTypes";
import { enums } from "./enums";
import { goalTypes } from "./goalTypes";
import type { ComplexType, EnumType, Field, Version } from "./model";
import { neighbourTypes } from "./neighbourTypes";
import { type OperationName, operationNames, operations } from "./operations";
import { otherTypes } from "./otherTypes";

/** Every complex type of the schema, by name. */
export const complexTypes: Readonly<Record<string, ComplexType>> = {
  ...goalTypes,
  ...campaignTypes,
  ...neighbourTypes,
  ...otherTypes,
  ...customerTypes,
};

const inVersion = (version: Version) => (item: { readonly since13?: true }) =>
  version === 13 || !item.since13;

export function fieldsIn(fields: readonly Field[], version: Version): readonly Field[] {
  return fields.filter(inVersion(version));
}

/** The complex type of that name; a name that the tables lack is a mistake in the tables. */
export function complexType(name: string): ComplexType {
  return found(`type ${name}`, complexTypes[name]);
}

function found<T>(what: string, entry: T | undefined): T {
  if (entry === undefined) throw new Error(`schema: no ${what}`);
  return entry;
}

export function knowsType(name: string, version: Version): boolean {
  const type = complexTypes[name];
  return type !== undefined && (version === 13 || !type.since13);
}

/** A complex type's own fields and its base's, base first: the order on the wire. */
export function allFields(name: string, version: Version): readonly Field[] {
  return found(`type ${name}`, fieldsOfTypes[version].get(name));
}

/** What an operation takes or answers. */
export function messageFields(
  operation: OperationName,
  part: "request" | "response",
  version: Version,
): readonly Field[] {
  return found(`operation ${operation}`, fieldsOfMessages[version].get(operation))[part];
}

function gatherFields(name: string, version: Version): readonly Field[] {
  const type = complexType(name);
  const inherited = type.base === undefined ? [] : gatherFields(type.base, version);
  return [...inherited, ...fieldsIn(type.fields, version)];
}

/** Every call reads and writes by these, so that they are put together once. */
const fieldsOfTypes = inEachVersion(Object.keys(complexTypes), gatherFields);
const fieldsOfMessages = inEachVersion(operationNames, (name, version) => ({
  request: fieldsIn(operations[name].request, version),
  response: fieldsIn(operations[name].response, version),
}));

function inEachVersion<Name extends string, T>(
  names: readonly Name[],
  make: (name: Name, version: Version) => T,
): Readonly<Record<Version, ReadonlyMap<Name, T>>> {
  const made = (version: Version) => new Map(names.map((name) => [name, make(name, version)]));
  return { 12: made(12), 13: made(13) };
}

/** The repeating field of an ArrayOf… type. */
export function itemOf(name: string): Field | undefined {
  const only = complexTypes[name]?.fields[0];
  return only?.many ? only : undefined;
}

/** The values of an enum in a version; none when that version lacks the enum. */
export function enumValues(type: EnumType, version: Version): readonly string[] {
  return version === 13 ? [...type.values, ...(type.since13 ?? [])] : type.values;
}

export { enums };
