import { createRequire } from "node:module";

export type Severity = "debug" | "info" | "warning";

export interface Notice {
  readonly severity: Severity;
  readonly message: string;
  /** Shown while the run lasts, not in its summary. */
  readonly ephemeral?: boolean;
  /** The URN of the resource that it is about, where the host knows it: Pulumi then shows the notice beside it. */
  readonly urn?: string;
}

/** Tells the user something. Never throws. Only who must know that it has arrived waits for what it returns. */
export type Notify = (notice: Notice) => void | Promise<void>;

/** A way to warn the user. */
export function warnBy(notify: Notify): (message: string) => void {
  return (message) => void notify({ severity: "warning", message });
}

const LEVELS: Readonly<Record<Severity, number>> = { debug: 0, info: 1, warning: 2 };

interface LogRequest {
  setSeverity(level: number): void;
  setMessage(message: string): void;
  setUrn(urn: string): void;
  setStreamid(id: number): void;
  setEphemeral(ephemeral: boolean): void;
}

interface EngineClient {
  log(request: LogRequest, answered: (error: unknown) => void): void;
}

/** Of Pulumi's protocol what speaks to the engine. */
export interface EngineProtocol {
  readonly EngineClient: new (address: string, credentials: never) => unknown;
  readonly LogRequest: new () => LogRequest;
  readonly insecure: () => unknown;
}

/** The protocol's stubs and its gRPC library are those of the SDK that runs us: two copies would not know each other's classes. */
export function loadEngineProtocol(): EngineProtocol {
  const load = createRequire(require.resolve("@pulumi/pulumi"));
  const { credentials } = load("@grpc/grpc-js");
  const { EngineClient } = load("@pulumi/pulumi/proto/engine_grpc_pb");
  const { LogRequest } = load("@pulumi/pulumi/proto/engine_pb");
  return { EngineClient, LogRequest, insecure: () => credentials.createInsecure() };
}

/**
 * Notices through the engine's own log: what a dynamic provider prints or gives to `pulumi.log` arrives as bare text, without severity.
 * The engine's address is the plugin's first argument; without one, notices go to stderr.
 */
export function engineNotices(
  address: string | undefined,
  load: () => EngineProtocol = loadEngineProtocol,
): Notify {
  const engine = address === undefined ? undefined : connect(address, load);
  if (engine === undefined) return toStderr;
  return (notice) => {
    const request = engine.request();
    request.setSeverity(LEVELS[notice.severity]);
    request.setMessage(notice.message);
    request.setUrn(notice.urn ?? "");
    request.setStreamid(0);
    request.setEphemeral(notice.ephemeral === true);
    return new Promise((resolve) => {
      engine.client.log(request, (error) => {
        if (error !== null && error !== undefined) toStderr(notice);
        resolve();
      });
    });
  };
}

function connect(
  address: string,
  load: () => EngineProtocol,
): { client: EngineClient; request: () => LogRequest } | undefined {
  try {
    const { EngineClient: Client, LogRequest: Request, insecure } = load();
    return { client: new Client(address, insecure() as never) as EngineClient, request: () => new Request() };
  } catch {
    return undefined;
  }
}

function toStderr(notice: Notice): void {
  if (notice.severity !== "debug" && notice.ephemeral !== true)
    process.stderr.write(`msads ${notice.severity}: ${notice.message}\n`);
}
