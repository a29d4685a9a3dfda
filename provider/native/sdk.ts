import { createRequire } from "node:module";
import type * as grpc from "@grpc/grpc-js";
import type * as plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import type * as rpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type * as provider from "@pulumi/pulumi/proto/provider_pb.js";
import type * as status from "@pulumi/pulumi/proto/status_pb.js";

/** A property map on the wire. */
export type Struct = NonNullable<ReturnType<provider.CheckRequest["getNews"]>>;

/** A message in a message. */
interface Any {
  pack(bytes: Uint8Array, type: string): void;
}

/** Pulumi's protocol as the installed SDK has it: its messages, its services and its gRPC library. */
export interface Sdk {
  readonly grpc: typeof grpc;
  readonly rpc: typeof rpc;
  readonly provider: typeof provider;
  readonly plugin: typeof plugin;
  readonly status: typeof status;
  readonly empty: { readonly Empty: new () => object };
  readonly any: { readonly Any: new () => Any };
  readonly struct: { readonly Struct: { fromJavaScript(map: Readonly<Record<string, unknown>>): Struct } };
}

/** The protocol's stubs and its gRPC library are those of one SDK: two copies would not know each other's classes. */
export function loadSdk(): Sdk {
  const load = createRequire(require.resolve("@pulumi/pulumi"));
  return {
    grpc: load("@grpc/grpc-js"),
    rpc: load("@pulumi/pulumi/proto/provider_grpc_pb.js"),
    provider: load("@pulumi/pulumi/proto/provider_pb.js"),
    plugin: load("@pulumi/pulumi/proto/plugin_pb.js"),
    status: load("@pulumi/pulumi/proto/status_pb.js"),
    empty: load("google-protobuf/google/protobuf/empty_pb.js"),
    any: load("google-protobuf/google/protobuf/any_pb.js"),
    struct: load("google-protobuf/google/protobuf/struct_pb.js"),
  };
}
