import { enums } from "./enums";
import { goalTypes } from "./goalTypes";
import type { ComplexType, EnumType, Field, Version } from "./model";
import { otherTypes } from "./otherTypes";

/** Every complex type of the schema, by name. */
export const complexTypes: Readonly<Record<string, ComplexType>> = { ...goalTypes, ...otherTypes };

const inVersion = (version: Version) => (item: { readonly since13?: true }) =>
  version === 13 || !item.since13;

export function fieldsIn(fields: readonly Field[], version: Version): readonly Field[] {
  return fields.filter(inVersion(version));
}

/** The complex type of that name; a name that the tables lack is a mistake in the tables. */
export function complexType(name: string): ComplexType {
  const found = complexTypes[name];
  if (found === undefined) throw new Error(`schema: no type ${name}`);
  return found;
}

export function knowsType(name: string, version: Version): boolean {
  const found = complexTypes[name];
  return found !== undefined && inVersion(version)(found);
}

/** A complex type's own fields and its base's, base first: the order on the wire. */
export function allFields(name: string, version: Version): readonly Field[] {
  const type = complexType(name);
  const inherited = type.base === undefined ? [] : allFields(type.base, version);
  return [...inherited, ...fieldsIn(type.fields, version)];
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
