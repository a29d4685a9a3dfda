import type { Server, ServerUnaryCall, sendUnaryData, UntypedServiceImplementation } from "@grpc/grpc-js";
import type * as engineMessages from "@pulumi/pulumi/proto/engine_pb.js";
import type * as messages from "@pulumi/pulumi/proto/resource_pb.js";
import { Cancelled } from "./cancellation";
import type { ResourceState } from "./deployment";
import type { Registrar } from "./registrar";
import { readGoal, Unsupported } from "./registration";
import { fail, type Run } from "./run";
import { CHANNEL_OPTIONS, fromStruct, type Sdk, toStruct } from "./sdk";
import type { Severity } from "./types";

const SEVERITIES: readonly Severity[] = ["debug", "info", "warning", "error"];

/** What the SDK asks about the run before the program starts. */
export interface MonitorInfo {
  readonly parallel: number;
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
}

/** The two services that the SDK and a provider talk to, on one port of 127.0.0.1. */
export class Monitor {
  private readonly server: Server;
  private rootUrn = "";

  /** @param finish runs once the program has registered all it wants; the program waits for it. */
  constructor(
    private readonly sdk: Sdk,
    private readonly run: Run,
    private readonly registrar: Registrar,
    private readonly info: MonitorInfo,
    private readonly finish: () => Promise<void>,
  ) {
    this.server = new sdk.grpc.Server(CHANNEL_OPTIONS);
    this.server.addService(sdk.resourceRpc.ResourceMonitorService, this.resourceMethods());
    this.server.addService(sdk.engineRpc.EngineService, this.engineMethods());
  }

  /** @returns the address, `127.0.0.1:<port>`. */
  listen(): Promise<string> {
    const credentials = this.sdk.grpc.ServerCredentials.createInsecure();
    return new Promise((resolve, reject) => {
      this.server.bindAsync("127.0.0.1:0", credentials, (error, port) => {
        if (error) reject(error);
        else resolve(`127.0.0.1:${port}`);
      });
    });
  }

  close(): void {
    this.server.forceShutdown();
  }

  private resourceMethods(): UntypedServiceImplementation {
    const { resource, empty } = this.sdk;
    const refuse = (what: string) => this.unary(() => Promise.reject(new Unsupported(what)));
    return {
      getDeploymentInfo: this.unary(async () => this.deploymentInfo()),
      supportsFeature: this.unary(async (request: messages.SupportsFeatureRequest) => {
        const known = ["secrets", "resourceReferences", "aliasSpecs", "deletedWith"].includes(
          request.getId(),
        );
        return new resource.SupportsFeatureResponse().setHassupport(known);
      }),
      registerResource: this.unary(async (request: messages.RegisterResourceRequest) =>
        this.registered(await this.registrar.register(readGoal(request))),
      ),
      registerResourceOutputs: this.unary(async (request: messages.RegisterResourceOutputsRequest) => {
        await this.registrar.registerOutputs(request.getUrn(), fromStruct(request.getOutputs()));
        return new empty.Empty();
      }),
      signalAndWaitForShutdown: this.unary(async () => {
        await this.finish();
        return new empty.Empty();
      }),
      invoke: this.unary((request: messages.ResourceInvokeRequest) =>
        Promise.reject(new Unsupported(`function ${request.getTok()}`)),
      ),
      call: refuse("calling a method of a resource"),
      readResource: this.unary((request: messages.ReadResourceRequest) =>
        Promise.reject(new Unsupported(`reading resource "${request.getName()}" (${request.getType()})`)),
      ),
      existsResource: refuse("asking whether a resource exists"),
      registerPackage: refuse("a package of resources"),
      registerStackTransform: refuse("transforms"),
      registerStackInvokeTransform: refuse("transforms"),
      registerResourceHook: refuse("resource hooks"),
      registerErrorHook: refuse("resource hooks"),
    };
  }

  private engineMethods(): UntypedServiceImplementation {
    const { engine, empty } = this.sdk;
    return {
      log: this.unary(async (request: engineMessages.LogRequest) => {
        const severity = SEVERITIES[request.getSeverity()] ?? "info";
        this.run.reporter.say(severity, request.getMessage(), request.getUrn(), request.getEphemeral());
        return new empty.Empty();
      }),
      getRootResource: this.unary(async () => new engine.GetRootResourceResponse().setUrn(this.rootUrn)),
      setRootResource: this.unary(async (request: engineMessages.SetRootResourceRequest) => {
        this.rootUrn = request.getUrn();
        return new engine.SetRootResourceResponse();
      }),
      startDebugging: this.unary(async () => new empty.Empty()),
      requirePulumiVersion: this.unary(async () => new engine.RequirePulumiVersionResponse()),
    };
  }

  private deploymentInfo(): messages.DeploymentInfo {
    const { ResourceMonitorFeature: feature, DeploymentInfo } = this.sdk.resource;
    const info = new DeploymentInfo();
    info.setProject(this.run.scope.project).setStack(this.run.scope.stack).setOrganization("organization");
    info
      .setDryrun(this.run.dryRun)
      .setParallel(this.info.parallel)
      .setConfigsecretkeysList([...this.info.secretKeys]);
    for (const [key, value] of Object.entries(this.info.config)) info.getConfigMap().set(key, value);
    return info.setSupportedfeaturesList([
      feature.RESOURCE_MONITOR_FEATURE_SECRETS,
      feature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
      feature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
      feature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
    ]);
  }

  private registered(state: ResourceState | undefined): messages.RegisterResourceResponse {
    const response = new this.sdk.resource.RegisterResourceResponse();
    const { SUCCESS, FAIL } = this.sdk.resource.Result;
    if (!state) return response.setResult(FAIL);
    // A component knows its own properties; the SDK wants none back.
    const object = state.custom ? state.outputs : {};
    return response
      .setUrn(state.urn)
      .setId(state.id ?? "")
      .setObject(toStruct(this.sdk, object))
      .setResult(SUCCESS);
  }

  /** A call whose failure fails the run; UNAVAILABLE makes the SDK end the program without a word of its own. */
  private unary<Request, Response>(work: (request: Request) => Promise<Response>) {
    return (call: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>): void => {
      work(call.request).then(
        (response) => callback(null, response),
        (error: unknown) => {
          if (!(error instanceof Cancelled)) {
            fail(this.run, error instanceof Error ? error.message : String(error));
          }
          callback({ code: this.sdk.grpc.status.UNAVAILABLE, details: "the deployment has ended" });
        },
      );
    };
  }
}
