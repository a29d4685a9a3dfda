import { createRequire } from "node:module";

type Values = Readonly<Record<string, unknown>>;

interface Struct {
  readonly serializeBinary: () => Uint8Array;
  readonly toJavaScript: () => Record<string, unknown>;
}
interface StructLibrary {
  readonly Struct: {
    readonly fromJavaScript: (values: Values) => Struct;
    readonly deserializeBinary: (bytes: Uint8Array) => Struct;
  };
}

const fromSdk = createRequire(createRequire(__filename).resolve("@pulumi/pulumi"));
const { Struct } = fromSdk("google-protobuf/google/protobuf/struct_pb") as StructLibrary;

/** Values after the bytes that the engine and a provider exchange. */
export function throughBytes(values: Values): Record<string, unknown> {
  return Struct.deserializeBinary(Struct.fromJavaScript(values).serializeBinary()).toJavaScript();
}
