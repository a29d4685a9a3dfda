import { createRequire } from "node:module";

/** Properties as they travel between the engine and a provider. */
export type Values = Readonly<Record<string, unknown>>;

interface StructLibrary {
  readonly Struct: { fromJavaScript(values: Values): { toJavaScript(): Record<string, unknown> } };
}

const fromSdk = createRequire(createRequire(__filename).resolve("@pulumi/pulumi"));
const { Struct } = fromSdk("google-protobuf/google/protobuf/struct_pb") as StructLibrary;

/** Values after the protocol's own encoding. Throws for what it cannot carry, such as undefined. */
export function overTheWire(values: Values): Record<string, unknown> {
  return Struct.fromJavaScript(values).toJavaScript();
}
