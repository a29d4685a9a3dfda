import type { handleUnaryCall, Server, UntypedServiceImplementation } from "@grpc/grpc-js";
import { toFailure } from "./errors";
import type { PluginProcess } from "./process";
import { providerCalls } from "./providerCalls";
import { resourceCalls } from "./resourceCalls";
import type { Sdk } from "./sdk";

/** Messages may be of any size: a library of goals is one resource. */
const OPTIONS = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 } as const;

type Handle = (request: never) => unknown;

/** Pulumi's provider protocol for a plugin's process. What is not here answers that it is not implemented. */
export function serverOf(sdk: Sdk, plugin: PluginProcess): Server {
  const server = new sdk.grpc.Server(OPTIONS);
  const calls: Readonly<Record<string, Handle>> = {
    ...providerCalls(sdk, plugin),
    ...resourceCalls(sdk, plugin),
  };
  const service: UntypedServiceImplementation = Object.fromEntries(
    Object.entries(calls).map(([name, handle]) => [name, unary(sdk, handle)]),
  );
  server.addService(sdk.rpc.ResourceProviderService, service);
  return server;
}

function unary(sdk: Sdk, handle: Handle): handleUnaryCall<unknown, unknown> {
  return (call, done) => {
    const answering = async () => handle(call.request as never);
    answering().then(
      (response) => done(null, response),
      (error) => done(toFailure(sdk, error)),
    );
  };
}

/** Starts to listen on this machine only; the port. */
export function listen(sdk: Sdk, server: Server): Promise<number> {
  const credentials = sdk.grpc.ServerCredentials.createInsecure();
  return new Promise((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", credentials, (error, port) =>
      error === null ? resolve(port) : reject(error),
    ),
  );
}
