import { sleep } from "../account/clock";
import type { Settings } from "../config/settings";
import type { ApiVersion } from "../goals/field";
import {
  createAutoCampaignManagement,
  createAutoCustomerManagement,
  type Retirement,
  soapHasEnded,
  transportFor,
} from "../service/autoTransport";
import type { AccountRef, CampaignManagement } from "../service/campaignManagement";
import type { CustomerManagement } from "../service/customerManagement";
import { customerBase, defaultEndpoint, isMicrosofts } from "../service/endpoint";
import { tellUnusableProxy, useProxy } from "../service/proxy";
import { RateGate, type Time } from "../service/rateGate";
import {
  createRestCampaignManagement,
  createRestCustomerManagement,
  restCustomerCarrier,
  restTransport,
} from "../service/rest/client";
import { RetryBudget } from "../service/retryBudget";
import {
  createSoapCampaignManagement,
  createSoapCustomerManagement,
  soapCustomerCarrier,
  soapTransport,
} from "../service/soap/client";
import type { Credentials } from "../service/wire/credentials";
import type { Dialect } from "../service/wire/dialect";
import { isCustomerOperation, isWrite, type Operation } from "../service/wire/operations";
import { type Answered, WRITE_MS } from "../service/wire/transport";
import { attempts, customersWithRetry, type RetryOptions, withRetry } from "../service/withRetry";
import { type Access, accessBy } from "./access";
import type { Runtime } from "./runtime";

/** A call in words of one's own. */
export interface RawCall {
  readonly account: AccountRef;
  readonly transport: "soap" | "rest";
  /** Default 13. */
  readonly version?: ApiVersion;
  readonly operation: Operation;
  /** Sends the request with another content. */
  readonly rewritten: (send: typeof fetch) => typeof fetch;
  /** In place of that of the sign-in. */
  readonly accessToken?: string;
}

/** What came, and how it is read. */
export interface RawAnswer extends Answered {
  readonly dialect: Dialect;
}

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
  /** When the process began: what it decides by the calendar holds to its end. */
  readonly #now: Date;
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
    this.#now = now;
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
    return withRetry(this.#transport(account), this.#retry(account.customerId));
  }

  /** The service that knows the accounts of the sign-in, with the same patience. It has version 13 only, whatever apiVersion says. */
  customers(): CustomerManagement {
    return customersWithRetry(this.#customers(), this.#retry(""));
  }

  /** One call whose request is rewritten just before it leaves, with the same patience. For what the ports never send. */
  async ask(asked: RawCall): Promise<RawAnswer> {
    const { account, transport, version = 13, operation } = asked;
    const common = this.#callOptions();
    const options = {
      ...common,
      fetch: asked.rewritten(common.fetch ?? fetch),
      ...(asked.accessToken === undefined ? {} : { credentials: this.#withToken(asked.accessToken) }),
    };
    const customers = () => ({ ...options, endpoint: customerBase(endpointOf(this.settings)) });
    const isSoap = transport === "soap";
    const campaigns = () =>
      isSoap ? soapTransport({ ...options, account, version }) : restTransport({ ...options, account });
    const others = () => (isSoap ? soapCustomerCarrier(customers()) : restCustomerCarrier(customers()));
    const carrier = isCustomerOperation(operation) ? others() : campaigns();
    const answered = await attempts(
      isWrite(operation) ? "write" : "read",
      () => carrier.call(operation, {}),
      this.#retry(account.customerId),
    );
    return { ...answered, dialect: carrier.dialect };
  }

  #withToken(accessToken: string): () => Promise<Credentials> {
    const { developerToken, identityProvider } = this.settings;
    return async () => ({ accessToken, developerToken, identityProvider });
  }

  #retry(customerId: string): RetryOptions {
    return {
      ...this.#time,
      random: Math.random,
      maxWaitMs: this.settings.maxWaitMs,
      gate: this.#gateOf(customerId),
      budget: this.#retryBudget,
      ...this.access.renewal,
    };
  }

  #gateOf(customerId: string): RateGate {
    const tell = (message: string, isFirst: boolean) =>
      this.runtime.notify({ severity: "info", message, ephemeral: !isFirst });
    const known = this.#gates.get(customerId) ?? new RateGate(this.#time, tell);
    this.#gates.set(customerId, known);
    return known;
  }

  #transport(account: AccountRef): CampaignManagement {
    const options = { ...this.#callOptions(), account };
    const soap = () => createSoapCampaignManagement({ ...options, version: this.settings.apiVersion });
    const rest = () => createRestCampaignManagement(options);
    if (this.#transportFor !== "auto") return this.#transportFor === "soap" ? soap() : rest();
    return createAutoCampaignManagement({ soap: soap(), rest: rest(), ...this.#switching(this.#retirement) });
  }

  #customers(): CustomerManagement {
    const endpoint = customerBase(endpointOf(this.settings));
    const options = { ...this.#callOptions(), endpoint };
    const soap = () => createSoapCustomerManagement(options);
    const rest = () => createRestCustomerManagement(options);
    const chosen = transportFor({ transport: this.settings.transport, version: 13, endpoint }, this.#now);
    if (chosen !== "auto") return chosen === "soap" ? soap() : rest();
    // A host of its own may end on a day of its own.
    return createAutoCustomerManagement({
      soap: soap(),
      rest: rest(),
      ...this.#switching({ retired: false }),
    });
  }

  /** What all calls are made with. */
  #callOptions() {
    const { developerToken, identityProvider } = this.settings;
    return {
      endpoint: endpointOf(this.settings),
      credentials: async () => ({ accessToken: await this.access.get(), developerToken, identityProvider }),
      timeoutMs: (operation: string) =>
        isWrite(operation) ? WRITE_MS : Math.max(SHORTEST_READ_MS, Math.ceil(this.#retryBudget.leftMs)),
      ...(this.runtime.fetch === undefined ? {} : { fetch: this.runtime.fetch }),
    };
  }

  #switching(retirement: Retirement) {
    return {
      retirement,
      ownHost: isMicrosofts(endpointOf(this.settings)) || this.settings.environment === "emulator",
      warn: (message: string) => this.#warn(message),
    };
  }

  #warn(message: string): void {
    this.runtime.notify({ severity: "warning", message });
  }
}

/** Opens the way to the service; nothing is sent yet. */
export function connect(settings: Settings, runtime: Runtime): Connection {
  return new Connection(settings, runtime);
}
