import { sleep } from "../account/clock";
import type { Settings } from "../config/settings";
import {
  createAutoCampaignManagement,
  type Retirement,
  soapHasEnded,
  transportFor,
} from "../service/autoTransport";
import type { AccountRef, CampaignManagement } from "../service/campaignManagement";
import { defaultEndpoint, isMicrosofts } from "../service/endpoint";
import { tellUnusableProxy, useProxy } from "../service/proxy";
import { RateGate, type Time } from "../service/rateGate";
import { createRestCampaignManagement } from "../service/rest/client";
import { RetryBudget } from "../service/retryBudget";
import { createSoapCampaignManagement } from "../service/soap/client";
import { isWrite } from "../service/wire/operations";
import { WRITE_MS } from "../service/wire/transport";
import { withRetry } from "../service/withRetry";
import { type Access, accessBy } from "./access";
import type { Runtime } from "./runtime";

/** A read may always take so long, in milliseconds, however little patience is left. */
const SHORTEST_READ_MS = 2_000;

/** Where the service is, by the settings. */
export function endpointOf({ endpoint, environment, apiVersion }: Settings): string {
  return endpoint ?? defaultEndpoint(environment === "sandbox" ? "sandbox" : "production", apiVersion);
}

/** How the settings speak to the service on that day. */
export function transportOf(settings: Settings, date: Date): "soap" | "rest" | "auto" {
  const { transport, apiVersion: version } = settings;
  return transportFor({ transport, version, endpoint: endpointOf(settings) }, date);
}

/**
 * The way to the service for one process. Its accounts share the sign-in, what was learnt of the end of SOAP, the patience with a
 * service in trouble, and, those of one customer, the pauses that the service asks for.
 */
export class Connection {
  readonly access: Access;
  readonly #retirement: Retirement = { retired: false };
  readonly #time: Time;
  readonly #retryBudget: RetryBudget;
  readonly #gates = new Map<string, RateGate>();
  readonly #transportFor: "soap" | "rest" | "auto";

  /** Throws an MsadsError for a proxy that is no URL. */
  constructor(
    private readonly settings: Settings,
    private readonly runtime: Runtime,
  ) {
    const { date = () => new Date() } = runtime;
    const now = date();
    this.access = accessBy(settings.signIn, runtime);
    this.#time = { clock: () => runtime.clock.now(), sleep: (ms) => sleep(runtime.clock, ms) };
    this.#retryBudget = new RetryBudget(this.#time.clock);
    this.#transportFor = transportOf(settings, now);
    tellUnusableProxy(useProxy(runtime.environment), (message) => this.#warn(message));
    if (this.#transportFor === "soap" && soapHasEnded(endpointOf(settings), now))
      this.#warn(
        "Microsoft switched SOAP off on 2027-01-31, but transport is soap: set it to rest (pulumi config set msads:transport rest).",
      );
  }

  /** The service for one account, with patience for a throttled or stumbling one. */
  port(account: AccountRef): CampaignManagement {
    return withRetry(this.#transport(account), {
      ...this.#time,
      random: Math.random,
      maxWaitMs: this.settings.maxWaitMs,
      gate: this.#gateOf(account.customerId),
      budget: this.#retryBudget,
      ...this.access.renewal,
    });
  }

  #gateOf(customerId: string): RateGate {
    const tell = (message: string, isFirst: boolean) =>
      this.runtime.notify({ severity: "info", message, ephemeral: !isFirst });
    const known = this.#gates.get(customerId) ?? new RateGate(this.#time, tell);
    this.#gates.set(customerId, known);
    return known;
  }

  #transport(account: AccountRef): CampaignManagement {
    const { developerToken, identityProvider, apiVersion: version, environment } = this.settings;
    const endpoint = endpointOf(this.settings);
    const options = {
      endpoint,
      account,
      credentials: async () => ({ accessToken: await this.access.get(), developerToken, identityProvider }),
      timeoutMs: (operation: string) =>
        isWrite(operation) ? WRITE_MS : Math.max(SHORTEST_READ_MS, Math.ceil(this.#retryBudget.leftMs)),
      ...(this.runtime.fetch === undefined ? {} : { fetch: this.runtime.fetch }),
    };
    const soap = () => createSoapCampaignManagement({ ...options, version });
    const rest = () => createRestCampaignManagement(options);
    if (this.#transportFor !== "auto") return this.#transportFor === "soap" ? soap() : rest();
    return createAutoCampaignManagement({
      soap: soap(),
      rest: rest(),
      retirement: this.#retirement,
      ownHost: isMicrosofts(endpoint) || environment === "emulator",
      warn: (message) => this.#warn(message),
    });
  }

  #warn(message: string): void {
    this.runtime.notify({ severity: "warning", message });
  }
}

/** Opens the way to the service; nothing is sent yet. */
export function connect(settings: Settings, runtime: Runtime): Connection {
  return new Connection(settings, runtime);
}
