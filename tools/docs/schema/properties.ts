import type { Field } from "../../../provider/goals/field";

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

/** The enums of a schema, each named once: the same names are the same enum. */
export class Enums {
  readonly #types = new Map<string, Json>();

  /** A text that is one of some names. A field that can be only one thing needs no enum. */
  textOf(name: string, values: readonly string[]): Json {
    if (values.length < 2) return STRING;
    const token = `msads:index:${name}`;
    const known = this.#types.get(token);
    const type = { type: "string", enum: [...values].sort().map((value) => ({ value })) };
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(type))
      throw new Error(`two enums are called ${name}`);
    this.#types.set(token, type);
    return { type: "string", ...oneOf(STRING, ref(token)) };
  }

  get types(): Json {
    return Object.fromEntries(this.#types);
  }
}

/** A field's type. `name`: what an enum of it is called; `inside`: the object type of a field that has members. */
export function typeOf(field: Field, name: string, enums: Enums, inside: Json): Json {
  switch (field.kind) {
    case "choice":
      return enums.textOf(name, field.values ?? []);
    case "text":
    case "id":
      return STRING;
    case "decimal":
      return { type: "number" };
    case "whole":
      return INTEGER;
    case "flag":
      return BOOLEAN;
    case "object":
      return inside;
  }
}
