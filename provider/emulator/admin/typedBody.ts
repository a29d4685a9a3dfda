import { simple } from "./typed";

/** As much of a JSON schema as the shapes of admin use. */
interface Shape {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: Shape | boolean;
  readonly items?: Shape;
  readonly oneOf?: readonly Shape[];
  readonly const?: unknown;
}

const WIRE_TYPES: Readonly<Record<string, string>> = {
  integer: "xs:int",
  boolean: "xs:boolean",
  string: "xs:string",
};

/**
 * A body with "48" taken for 48 where a number stands, 111 for "111" where a text does, and "true" for true. What does not fit stays as it is,
 * and the schema refuses it. (What comes with the schema's library is too kind: it takes null for 0 and true for 1.)
 */
export function typedBody(shape: Shape, value: unknown): unknown {
  if (shape.oneOf !== undefined) return typedBody(ofKind(shape.oneOf, value) ?? {}, value);
  if (Array.isArray(value)) return value.map((each: unknown) => typedBody(shape.items ?? {}, each));
  if (typeof value === "object" && value !== null) return typedMembers(shape, value);
  if (shape.type === "number") {
    const digits = simple("xs:decimal", value);
    return digits === undefined ? value : Number(digits);
  }
  return simple(WIRE_TYPES[shape.type ?? ""] ?? "", value) ?? value;
}

function typedMembers({ properties = {}, additionalProperties }: Shape, value: object): unknown {
  const others = typeof additionalProperties === "object" ? additionalProperties : {};
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) => [
      name,
      typedBody(Object.hasOwn(properties, name) ? (properties[name] ?? {}) : others, member),
    ]),
  );
}

function ofKind(shapes: readonly Shape[], value: unknown): Shape | undefined {
  const kind = (value as { readonly kind?: unknown } | null)?.kind;
  return shapes.find(({ properties }) => properties?.kind?.const === kind);
}
