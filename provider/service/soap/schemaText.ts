import type { ApiVersion, Field, Fields } from "../../goals/field";
import { wireName } from "../wire/operations";

/** The elements of a table of fields, in the order of their names. */
export function members(fields: Fields, version: ApiVersion): string {
  return Object.entries(fields)
    .filter(([, field]) => field.since <= version && field.kind !== "ids")
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => element(wireName(name), schemaType(field)))
    .join("");
}

function schemaType(field: Field): string {
  switch (field.kind) {
    case "text":
    case "choice":
      return "xs:string";
    case "whole":
      return "xs:int";
    case "decimal":
      return "xs:decimal";
    case "flag":
      return "xs:boolean";
    case "id":
    case "ids":
      return "xs:long";
    case "object":
      return "tns:ConversionGoalRevenue";
  }
}

export function element(name: string, of: string): string {
  return `<xs:element minOccurs="0" name="${name}" nillable="true" type="${of}"/>`;
}

export function repeated(name: string, of: string): string {
  return `<xs:element minOccurs="0" maxOccurs="unbounded" name="${name}" nillable="true" type="${of}"/>`;
}

export function type(name: string, content: string): string {
  return `<xs:complexType name="${name}"><xs:sequence>${content}</xs:sequence></xs:complexType>`;
}
