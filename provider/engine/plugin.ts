import type { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type * as messages from "@pulumi/pulumi/proto/provider_pb.js";
import { type Child, startChild } from "./child";
import { InitFailed, readInitFailed } from "./initFailed";
import { CHANNEL_OPTIONS, fromStruct, type Sdk, type Struct, toStruct } from "./sdk";
import { type Done, unary } from "./unary";
import { forProvider, markLike, markNamed, type PropertyMap } from "./values";

/** As long as the CLI gives a provider to end. */
const GRACE_MS = 5_000;

export interface CheckAnswer {
  readonly inputs: PropertyMap;
  readonly failures: readonly { readonly property: string; readonly reason: string }[];
}
/** What a diff and an update are asked of. */
export interface Asked {
  readonly urn: string;
  readonly id?: string | undefined;
  readonly ignoreChanges: readonly string[];
}
export interface DiffAnswer {
  readonly changes: "none" | "some" | "unknown";
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}
export interface CreateAnswer {
  readonly id: string;
  readonly outputs: PropertyMap;
}
export interface ReadAnswer {
  /** Empty if the resource is gone. */
  readonly id: string;
  readonly outputs: PropertyMap;
  /** Only if the provider gave some. */
  readonly inputs?: PropertyMap;
}

export interface PluginOptions {
  readonly sdk: Sdk;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Where the engine listens; a provider sends its log there. */
  readonly engineAddress: string;
  readonly onLine: (line: string) => void;
}

/**
 * The process that serves dynamic providers; it starts at once. Spoken to in plain values: secrets are unwrapped on the way
 * and marked again, by name, on the way back.
 */
export class Plugin {
  private readonly child: Child;
  private readonly port: Promise<string>;
  private client: Promise<ResourceProviderClient> | undefined;

  constructor(private readonly options: PluginOptions) {
    let tellPort: ((line: string) => void) | undefined;
    const port = new Promise<string>((resolve) => {
      tellPort = resolve;
    });
    const onLine = (line: string): void => {
      if (tellPort && /^\d+$/.test(line)) {
        tellPort(line);
        tellPort = undefined;
      } else options.onLine(line);
    };
    const { cwd, env } = options;
    this.child = startChild({
      script: options.sdk.providerScript,
      args: [options.engineAddress],
      cwd,
      env,
      onLine,
    });
    this.port = Promise.race([port, this.child.ended]).then((first) => {
      if (typeof first === "string") return first;
      throw new Error("the dynamic provider's process ended before it was ready");
    });
    this.port.catch(() => undefined);
  }

  /** Gives the process its config, before its first call. */
  configure(inputs: PropertyMap): void {
    this.client = this.port.then((port) => this.connect(port, inputs));
    this.client.catch(() => undefined);
  }

  async check(urn: string, olds: PropertyMap, news: PropertyMap): Promise<CheckAnswer> {
    const request = new this.options.sdk.provider.CheckRequest();
    request.setUrn(urn).setOlds(this.struct(olds)).setNews(this.struct(news));
    const response = await this.call<messages.CheckResponse>((client, done) => client.check(request, done));
    const failures = response
      .getFailuresList()
      .map((f) => ({ property: f.getProperty(), reason: f.getReason() }));
    return { inputs: markLike(fromStruct(response.getInputs()), news), failures };
  }

  async diff(
    { urn, id = "", ignoreChanges }: Asked,
    olds: PropertyMap,
    news: PropertyMap,
  ): Promise<DiffAnswer> {
    const request = new this.options.sdk.provider.DiffRequest();
    request.setUrn(urn).setId(id).setOlds(this.struct(olds)).setNews(this.struct(news));
    request.setIgnorechangesList([...ignoreChanges]);
    const response = await this.call<messages.DiffResponse>((client, done) => client.diff(request, done));
    const { DIFF_NONE, DIFF_SOME } = this.options.sdk.provider.DiffResponse.DiffChanges;
    const changes = response.getChanges();
    return {
      changes: changes === DIFF_NONE ? "none" : changes === DIFF_SOME ? "some" : "unknown",
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  /** @throws InitFailed if the resource exists nevertheless. */
  async create(urn: string, inputs: PropertyMap, secretOutputs: readonly string[]): Promise<CreateAnswer> {
    const request = new this.options.sdk.provider.CreateRequest();
    request.setUrn(urn).setProperties(this.struct(inputs));
    const mark = (outputs: PropertyMap) => markNamed(markLike(outputs, inputs), secretOutputs);
    const response = await this.write<messages.CreateResponse>(mark, (client, done) =>
      client.create(request, done),
    );
    if (response.getId() === "") throw new Error("the provider returned no id from create");
    return { id: response.getId(), outputs: mark(fromStruct(response.getProperties())) };
  }

  /** @throws InitFailed if the resource was written nevertheless. */
  async update(
    { urn, id = "", ignoreChanges }: Asked,
    olds: PropertyMap,
    news: PropertyMap,
    secretOutputs: readonly string[],
  ): Promise<PropertyMap> {
    const request = new this.options.sdk.provider.UpdateRequest();
    request.setUrn(urn).setId(id).setOlds(this.struct(olds)).setNews(this.struct(news));
    request.setIgnorechangesList([...ignoreChanges]);
    const mark = (outputs: PropertyMap) => markNamed(markLike(outputs, news), secretOutputs);
    const response = await this.write<messages.UpdateResponse>(mark, (client, done) =>
      client.update(request, done),
    );
    return mark(fromStruct(response.getProperties()));
  }

  async read(urn: string, id: string, inputs: PropertyMap, outputs: PropertyMap): Promise<ReadAnswer> {
    const request = new this.options.sdk.provider.ReadRequest();
    request.setUrn(urn).setId(id).setProperties(this.struct(outputs)).setInputs(this.struct(inputs));
    const response = await this.call<messages.ReadResponse>((client, done) => client.read(request, done));
    const read = { id: response.getId(), outputs: markLike(fromStruct(response.getProperties()), outputs) };
    if (!response.hasInputs()) return read;
    return { ...read, inputs: markLike(fromStruct(response.getInputs()), inputs) };
  }

  async delete(urn: string, id: string, outputs: PropertyMap): Promise<void> {
    const request = new this.options.sdk.provider.DeleteRequest();
    request.setUrn(urn).setId(id).setProperties(this.struct(outputs));
    await this.call<unknown>((client, done) => client.delete(request, done));
  }

  async stop(): Promise<void> {
    this.client?.then((client) => client.close()).catch(() => undefined);
    await this.child.stop(GRACE_MS);
  }

  private async connect(port: string, inputs: PropertyMap): Promise<ResourceProviderClient> {
    const { sdk } = this.options;
    const credentials = sdk.grpc.credentials.createInsecure();
    const address = `127.0.0.1:${port}`;
    const client = new sdk.providerRpc.ResourceProviderClient(address, credentials, CHANNEL_OPTIONS);
    const request = new sdk.provider.ConfigureRequest().setArgs(toStruct(sdk, inputs));
    request.setAcceptsecrets(true).setAcceptresources(true);
    await unary<unknown>((done) => client.configure(request, done));
    return client;
  }

  private async call<Response>(start: Start<Response>): Promise<Response> {
    const client = await this.client;
    if (client === undefined) throw new Error("the provider was called before it was configured");
    return unary<Response>((done) => start(client, done));
  }

  private async write<Response>(
    mark: (map: PropertyMap) => PropertyMap,
    start: Start<Response>,
  ): Promise<Response> {
    try {
      return await this.call(start);
    } catch (error) {
      const failed = readInitFailed(this.options.sdk, error);
      throw failed ? new InitFailed(failed.id, mark(failed.outputs), failed.reasons) : error;
    }
  }

  private struct(map: PropertyMap): Struct {
    return toStruct(this.options.sdk, forProvider(map));
  }
}

type Start<Response> = (client: ResourceProviderClient, done: Done<Response>) => unknown;
