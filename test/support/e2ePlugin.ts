import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Metadata, Server, ServiceError } from "@grpc/grpc-js";
import type { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type * as messages from "@pulumi/pulumi/proto/provider_pb.js";
import { fromStruct, loadSdk, toStruct } from "../../provider/engine/sdk";
import type { PropertyMap } from "../../provider/engine/values";
import { PROGRAMS, packedPackage } from "./e2ePackage";
import { until } from "./e2eUntil";
import type { Values } from "./e2eWire";

export interface Logged {
  /** 0 debug, 1 info, 2 warning, 3 error. */
  readonly severity: number;
  readonly message: string;
  readonly ephemeral: boolean;
}

const FOLDER = join(PROGRAMS, "plugin");
export const sdk = loadSdk(__dirname);

/** The text that state holds for an entry point. */
export const textOf = (entryPoint: string) =>
  `exports.handler=()=>require("pulumi-msads/lifecycle").${entryPoint}`;

/** The SDK's own dynamic-provider process with the packed package, spoken to as the engine does. */
export class PluginProcess {
  readonly logged: Logged[] = [];
  printed = "";

  private constructor(
    private readonly child: ChildProcess,
    private readonly engine: Server,
    private readonly client: ResourceProviderClient,
  ) {}

  static async start(config: Readonly<Record<string, string>>): Promise<PluginProcess> {
    packedPackage();
    mkdirSync(FOLDER, { recursive: true });
    const logged: Logged[] = [];
    const [engine, address] = await logServer(logged);
    const child = spawn(process.execPath, [sdk.providerScript, address], {
      cwd: FOLDER,
      env: { PATH: process.env.PATH, HOME: FOLDER, PULUMI_NODEJS_PROJECT: "e2e" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (chunk) => (output += String(chunk)));
    await until("the port of the provider", () => /^\d+\n/.test(output));
    const port = Number.parseInt(output, 10);
    const credentials = sdk.grpc.credentials.createInsecure();
    const client = new sdk.providerRpc.ResourceProviderClient(`127.0.0.1:${port}`, credentials);
    const started = new PluginProcess(child, engine, client);
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => (started.printed += String(chunk)));
    Object.assign(started, { logged });
    await started.#configure(config);
    return started;
  }

  #configure(config: Readonly<Record<string, string>>): Promise<unknown> {
    const request = new sdk.provider.ConfigureRequest();
    request.setArgs(toStruct(sdk, config));
    return new Promise((resolve, reject) =>
      this.client.configure(request, (error, answer) => (error ? reject(error) : resolve(answer))),
    );
  }

  check(olds: Values, news: Values) {
    const request = new sdk.provider.CheckRequest().setOlds(struct(olds)).setNews(struct(news));
    return called(
      (done) => this.client.check(request, done),
      (answer: messages.CheckResponse) => ({
        inputs: fromStruct(answer.getInputs()),
        failures: answer.getFailuresList().map((each) => `${each.getProperty()}${each.getReason()}`),
      }),
    );
  }

  diff(id: string, olds: Values, news: Values, ignoreChanges: string[] = []) {
    const request = new sdk.provider.DiffRequest().setId(id).setOlds(struct(olds)).setNews(struct(news));
    request.setIgnorechangesList(ignoreChanges);
    return called(
      (done) => this.client.diff(request, done),
      (answer: messages.DiffResponse) => answer.getChanges(),
    );
  }

  update(id: string, olds: Values, news: Values, ignoreChanges: string[] = []) {
    const request = new sdk.provider.UpdateRequest().setId(id).setOlds(struct(olds)).setNews(struct(news));
    request.setIgnorechangesList(ignoreChanges);
    return called(
      (done) => this.client.update(request, done),
      (answer: messages.UpdateResponse) => fromStruct(answer.getProperties()),
    );
  }

  create(inputs: Values) {
    const request = new sdk.provider.CreateRequest().setProperties(struct(inputs));
    return called(
      (done) => this.client.create(request, done),
      (answer: messages.CreateResponse) => ({
        id: answer.getId(),
        outputs: fromStruct(answer.getProperties()),
      }),
    );
  }

  read(id: string, outputs: Values) {
    const request = new sdk.provider.ReadRequest().setId(id).setProperties(struct(outputs));
    return called(
      (done) => this.client.read(request, done),
      (answer: messages.ReadResponse) => answer.getId(),
    );
  }

  remove(id: string, outputs: Values) {
    const request = new sdk.provider.DeleteRequest().setId(id).setProperties(struct(outputs));
    return called(
      (done) => this.client.delete(request, done),
      () => "deleted",
    );
  }

  /** Sends SIGINT. Settles when the process is gone. */
  async interrupt(): Promise<void> {
    this.child.kill("SIGINT");
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, "exit");
  }

  async stop(): Promise<void> {
    this.client.close();
    this.engine.forceShutdown();
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill("SIGKILL");
    await once(this.child, "exit");
  }
}

const struct = (values: Values) => toStruct(sdk, values as PropertyMap);

function called<A, T>(
  call: (done: (error: ServiceError | null, answer: A) => void) => unknown,
  read: (answer: A) => T,
): Promise<T> {
  return new Promise((resolve, reject) =>
    call((error, answer) => (error ? reject(error) : resolve(read(answer)))),
  );
}

/** What the trailer of a failed create or update says about the thing that exists all the same. */
export function initFailure(metadata: Metadata) {
  const [bytes] = metadata.get("grpc-status-details-bin");
  if (!(bytes instanceof Buffer)) return undefined;
  const [any] = sdk.status.Status.deserializeBinary(bytes).getDetailsList();
  const detail = sdk.provider.ErrorResourceInitFailed.deserializeBinary(
    any?.getValue_asU8() ?? new Uint8Array(),
  );
  return {
    id: detail.getId(),
    reasons: detail.getReasonsList(),
    properties: detail.getProperties()?.toJavaScript() ?? {},
  };
}

/** The engine, as far as a provider's log needs it. */
async function logServer(logged: Logged[]): Promise<readonly [Server, string]> {
  const server = new sdk.grpc.Server();
  const log = (
    call: { request: InstanceType<typeof sdk.engine.LogRequest> },
    done: (e: null, a: object) => void,
  ) => {
    const { request } = call;
    logged.push({
      severity: request.getSeverity(),
      message: request.getMessage(),
      ephemeral: request.getEphemeral(),
    });
    done(null, new sdk.empty.Empty());
  };
  const { log: definition } = sdk.engineRpc.EngineService as unknown as Record<string, never>;
  server.addService({ log: definition } as never, { log } as never);
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", sdk.grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return [server, `127.0.0.1:${port}`];
}
