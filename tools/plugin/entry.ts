import * as grpc from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import { LogRequest } from "@pulumi/pulumi/proto/engine_pb.js";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import * as rpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import * as provider from "@pulumi/pulumi/proto/provider_pb.js";
import * as status from "@pulumi/pulumi/proto/status_pb.js";
import * as any from "google-protobuf/google/protobuf/any_pb.js";
import * as empty from "google-protobuf/google/protobuf/empty_pb.js";
import * as struct from "google-protobuf/google/protobuf/struct_pb.js";
import packageJson from "../../package.json";
import schema from "../../plugin/schema.json";
import type { Sdk } from "../../provider/native/sdk";
import { startPlugin } from "../../provider/native/start";

/** The plugin in one file: what the npm package finds in Pulumi's SDK is in it. */
startPlugin({
  sdk: { grpc, rpc, provider, plugin, status, any, empty, struct } as unknown as Sdk,
  engine: { EngineClient, LogRequest, insecure: () => grpc.credentials.createInsecure() },
  version: packageJson.version,
  schema: () => JSON.stringify(schema),
});
