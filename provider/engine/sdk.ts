import { createRequire } from "node:module";
import { join } from "node:path";
import type * as grpc from "@grpc/grpc-js";
import type * as engineRpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type * as engineMessages from "@pulumi/pulumi/proto/engine_pb.js";
import type * as providerRpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type * as providerMessages from "@pulumi/pulumi/proto/provider_pb.js";
import type * as resourceRpc from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import type * as resourceMessages from "@pulumi/pulumi/proto/resource_pb.js";
import type * as statusMessages from "@pulumi/pulumi/proto/status_pb.js";
import type { PropertyMap } from "./values";

/** A property map on the wire. */
export type Struct = NonNullable<ReturnType<resourceMessages.RegisterResourceRequest["getObject"]>>;

/** The program's own Pulumi SDK: its messages, services and entry points, so that all three processes speak the same version. */
export interface Sdk {
  readonly version: string;
  readonly grpc: typeof grpc;
  readonly engineRpc: typeof engineRpc;
  readonly engine: typeof engineMessages;
  readonly providerRpc: typeof providerRpc;
  readonly provider: typeof providerMessages;
  readonly resourceRpc: typeof resourceRpc;
  readonly resource: typeof resourceMessages;
  readonly status: typeof statusMessages;
  readonly empty: { readonly Empty: new () => object };
  readonly struct: { readonly Struct: { fromJavaScript(map: PropertyMap): Struct } };
  /** Script that runs a program. */
  readonly runScript: string;
  /** Script that serves dynamic providers. */
  readonly providerScript: string;
  readonly parseYaml: (text: string) => unknown;
}

/**
 * Loads what the engine needs of the SDK that the program in `folder` would load.
 * @throws Error if the program has no @pulumi/pulumi installed.
 */
export function loadSdk(folder: string): Sdk {
  const fromProgram = createRequire(join(folder, "index.js"));
  let manifest: string;
  try {
    manifest = fromProgram.resolve("@pulumi/pulumi/package.json");
  } catch {
    throw new Error(`the program in ${folder} has no @pulumi/pulumi: run npm install there`);
  }
  const load = createRequire(manifest);
  return {
    version: (load("./package.json") as { version: string }).version,
    grpc: load("@grpc/grpc-js"),
    engineRpc: load("./proto/engine_grpc_pb.js"),
    engine: load("./proto/engine_pb.js"),
    providerRpc: load("./proto/provider_grpc_pb.js"),
    provider: load("./proto/provider_pb.js"),
    resourceRpc: load("./proto/resource_grpc_pb.js"),
    resource: load("./proto/resource_pb.js"),
    status: load("./proto/status_pb.js"),
    empty: load("google-protobuf/google/protobuf/empty_pb.js"),
    struct: load("google-protobuf/google/protobuf/struct_pb.js"),
    runScript: load.resolve("./cmd/run"),
    providerScript: load.resolve("./cmd/dynamic-provider"),
    parseYaml: (load("js-yaml") as { load: (text: string) => unknown }).load,
  };
}

/** Messages may be of any size: a library of goals is one resource. They never leave the machine, whatever proxy the environment names. */
export const CHANNEL_OPTIONS = {
  "grpc.max_receive_message_length": -1,
  "grpc.max_send_message_length": -1,
  "grpc.enable_http_proxy": 0,
} as const;

export function toStruct(sdk: Sdk, map: PropertyMap): Struct {
  return sdk.struct.Struct.fromJavaScript(map);
}

export function fromStruct(struct: Struct | undefined): PropertyMap {
  return (struct?.toJavaScript() ?? {}) as PropertyMap;
}
