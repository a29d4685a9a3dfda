import type { Server, ServiceError } from "@grpc/grpc-js";
import type { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { Props } from "../../provider/core/props";
import type { Emulator } from "../../provider/emulator";
import { PluginProcess } from "../../provider/native/process";
import { loadSdk, type Struct } from "../../provider/native/sdk";
import { listen, serverOf } from "../../provider/native/server";
import { decoded, encoded, type Values } from "../../provider/native/values";
import { connect } from "../../provider/session/connect";
import type { Notice } from "../../provider/session/notices";
import { leapingClock } from "./e2eClock";
import { NO_LOGIN } from "./e2eStack";

export const sdk = loadSdk();
const { provider: messages } = sdk;

/** What a call about a resource says of it. */
export interface About {
  readonly token: string;
  readonly name: string;
}

export function urnOf({ token, name }: About): string {
  return `urn:pulumi:test::project::${token}::${name}`;
}

/** A failure as the engine sees it; `remains`: what exists all the same. */
export interface Failed {
  readonly message: string;
  readonly remains: { readonly id: string; readonly outputs: Values } | undefined;
}

/** A process of the plugin, asked over a real gRPC connection as the engine asks it. */
export class AskedPlugin {
  readonly notices: Notice[] = [];
  #server: Server | undefined;
  #client: ResourceProviderClient | undefined;

  constructor(
    private readonly emulator: Emulator,
    private readonly environment: NodeJS.ProcessEnv = {},
    /** Whether the CLI knows the refresh before an update. */
    private readonly refreshes = true,
  ) {}

  /** `name`: the provider's in the program; the default one unless told otherwise. */
  async start(inputs: Props = {}, name = "default"): Promise<this> {
    const plugin = new PluginProcess({
      version: "1.2.3",
      schema: () => "{}",
      environment: { ...NO_LOGIN, ...this.environment },
      clock: leapingClock(100),
      connect,
      notices: () => (notice) => void this.notices.push(notice),
      engine: undefined,
    });
    this.#server = serverOf(sdk, plugin);
    const port = await listen(sdk, this.#server);
    const credentials = sdk.grpc.credentials.createInsecure();
    this.#client = new sdk.rpc.ResourceProviderClient(`127.0.0.1:${port}`, credentials);
    const greeting = new messages.ProviderHandshakeRequest();
    greeting.setSupportsRefreshBeforeUpdate(this.refreshes);
    await this.ask("handshake", greeting);
    const request = new messages.ConfigureRequest();
    request.setName(name);
    request.setArgs(struct({ environment: "emulator", endpoint: this.emulator.soap, ...inputs }));
    await this.ask("configure", request);
    return this;
  }

  stop(): void {
    this.#client?.close();
    this.#server?.forceShutdown();
  }

  async check(about: About, news: Values | Props, olds: Values | Props = {}) {
    const request = new messages.CheckRequest();
    request.setUrn(urnOf(about));
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    const answer = await this.ask("check", request);
    const failures = answer.getFailuresList().map((each) => `${each.getProperty()}${each.getReason()}`);
    return { inputs: decoded(answer.getInputs()), failures };
  }

  async create(about: About, news: Values | Props, isPreview = false) {
    const request = new messages.CreateRequest();
    request.setUrn(urnOf(about));
    request.setProperties(struct(news));
    request.setPreview(isPreview);
    const answer = await this.ask("create", request);
    const refreshes = answer.getRefreshBeforeUpdate();
    return { id: answer.getId(), outputs: decoded(answer.getProperties()), refreshes };
  }

  async diff(about: About, change: Asked) {
    const answer = await this.ask("diff", filled(new messages.DiffRequest(), about, change));
    const details = [...answer.getDetaileddiffMap().entries()].map(([path, each]) => [
      path,
      KINDS[each.getKind()],
    ]);
    const changes = answer.getChanges() === messages.DiffResponse.DiffChanges.DIFF_SOME;
    return { changes, replaces: answer.getReplacesList(), details: Object.fromEntries(details) };
  }

  async update(about: About, change: Asked, isPreview = false) {
    const request = filled(new messages.UpdateRequest(), about, change);
    request.setPreview(isPreview);
    return { outputs: decoded((await this.ask("update", request)).getProperties()) };
  }

  async read(about: About, id: string, outputs: Values | Props = {}, inputs: Values | Props = {}) {
    const request = new messages.ReadRequest();
    request.setUrn(urnOf(about));
    request.setId(id);
    request.setProperties(struct(outputs));
    request.setInputs(struct(inputs));
    const answer = await this.ask("read", request);
    return {
      id: answer.getId(),
      outputs: decoded(answer.getProperties()),
      inputs: decoded(answer.getInputs()),
    };
  }

  async delete(about: About, id: string, outputs: Values | Props): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setUrn(urnOf(about));
    request.setId(id);
    request.setProperties(struct(outputs));
    await this.ask("delete", request);
  }

  async invoke(token: string, args: Props) {
    const request = new messages.InvokeRequest();
    request.setTok(token);
    request.setArgs(struct(args));
    const answer = await this.ask("invoke", request);
    return {
      result: decoded(answer.getReturn()).values,
      failures: answer.getFailuresList().map((each) => each.getReason()),
    };
  }

  /** Rejects with what the engine would see, as `Failed`. */
  ask<M extends keyof Answers>(method: M, request: unknown): Promise<Answers[M]> {
    const client = this.#client as unknown as Record<M, (asked: unknown, done: Done<Answers[M]>) => void>;
    return new Promise((resolve, reject) =>
      client[method](request, (error, answer) => (error === null ? resolve(answer) : reject(failed(error)))),
    );
  }
}

interface Asked {
  readonly id: string;
  readonly outputs: Values | Props;
  readonly inputs: Values | Props;
  readonly news: Values | Props;
  readonly ignored?: readonly string[];
}

type ChangeRequest = InstanceType<typeof messages.DiffRequest> | InstanceType<typeof messages.UpdateRequest>;

/** What diff and update are told of. */
function filled<R extends ChangeRequest>(request: R, about: About, change: Asked): R {
  const { id, outputs, inputs, news, ignored = [] } = change;
  request.setUrn(urnOf(about));
  request.setId(id);
  request.setOlds(struct(outputs));
  request.setOldInputs(struct(inputs));
  request.setNews(struct(news));
  request.setIgnorechangesList([...ignored]);
  return request;
}

type Done<Answer> = (error: ServiceError | null, answer: Answer) => void;

interface Answers {
  readonly configure: InstanceType<typeof messages.ConfigureResponse>;
  readonly checkConfig: InstanceType<typeof messages.CheckResponse>;
  readonly diffConfig: InstanceType<typeof messages.DiffResponse>;
  readonly handshake: InstanceType<typeof messages.ProviderHandshakeResponse>;
  readonly check: InstanceType<typeof messages.CheckResponse>;
  readonly diff: InstanceType<typeof messages.DiffResponse>;
  readonly create: InstanceType<typeof messages.CreateResponse>;
  readonly read: InstanceType<typeof messages.ReadResponse>;
  readonly update: InstanceType<typeof messages.UpdateResponse>;
  readonly delete: object;
  readonly cancel: object;
  readonly construct: object;
  readonly invoke: InstanceType<typeof messages.InvokeResponse>;
}

const KINDS = Object.fromEntries(
  Object.entries(messages.PropertyDiff.Kind).map(([name, kind]) => [kind, name]),
) as Readonly<Record<number, string>>;

/** Values as the engine sends them: those with marks of what is secret, or plain ones. */
export function struct(given: Values | Props): Struct {
  const isMarked = Array.isArray((given as Values).secret) && typeof (given as Values).values === "object";
  const marked = isMarked ? (given as Values) : { values: given as Props, secret: [] };
  return sdk.struct.Struct.fromJavaScript(encoded(marked));
}

function failed(error: ServiceError): Error & Failed {
  const [bytes] = error.metadata.get("grpc-status-details-bin");
  const message = error.details;
  return Object.assign(new Error(message), {
    remains: bytes === undefined ? undefined : remainsIn(bytes as Buffer),
  });
}

function remainsIn(bytes: Buffer): Failed["remains"] {
  const [detail] = sdk.status.Status.deserializeBinary(bytes).getDetailsList();
  if (detail === undefined) return undefined;
  const packed = messages.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
  return { id: packed.getId(), outputs: decoded(packed.getProperties()) };
}
