/** A part of a Pulumi package schema, as JSON has it. */
export type Json = Readonly<Record<string, unknown>>;

export const STRING: Json = { type: "string" };
export const BOOLEAN: Json = { type: "boolean" };
export const INTEGER: Json = { type: "integer" };
export const ANY: Json = { $ref: "pulumi.json#/Any" };

export function mapOf(values: Json): Json {
  return { type: "object", additionalProperties: values };
}

export function listOf(items: Json): Json {
  return { type: "array", items };
}

export function ref(type: string): Json {
  return { $ref: `#/types/${type}` };
}

/** Either of two: a text that may be one of the service's own names, or an id that may be true or false. */
export function oneOf(...types: readonly Json[]): Json {
  return { oneOf: types };
}

/** A type with what its readers should know of it. */
export function described(type: Json, description: string): Json {
  return { ...type, description };
}
