import type { ApiVersion } from "../../goals/field";
import type { AccountRef, CampaignManagement } from "../campaignManagement";
import type { CustomerManagement } from "../customerManagement";
import { customerAddress, serviceAddress } from "../endpoint";
import { portOverTransport } from "../portOverTransport";
import { customerManagement } from "../wire/accounts";
import { answering } from "../wire/problems";
import {
  type CallOptions,
  type Carrier,
  type TimeLimit,
  type Transport,
  timeLimitOf,
} from "../wire/transport";
import { call, type Session } from "./call";
import { soapDialect } from "./soapDialect";

/** Where the service speaks SOAP, in which version, for which account, and as whom. */
export interface SoapOptions extends CustomerSoapOptions {
  readonly account: AccountRef;
  readonly version: ApiVersion;
}

/** Where the service speaks SOAP, and as whom. */
export interface CustomerSoapOptions extends Pick<CallOptions, "credentials"> {
  /** Base URL, like "https://campaign.api.bingads.microsoft.com", or the full address that ends in .svc. */
  readonly endpoint: string;
  /** Default: the global fetch. */
  readonly fetch?: typeof fetch;
  /** How long one call may take, answer included. Milliseconds, default 60000 for writes and 20000 for reads. */
  readonly timeoutMs?: number | TimeLimit;
}

/**
 * Microsoft's Campaign Management service over SOAP.
 * Throws an MsadsError at once for an endpoint that would carry tokens in the clear.
 */
export function createSoapCampaignManagement(options: SoapOptions): CampaignManagement {
  return portOverTransport(soapTransport(options));
}

/** The transport of that port alone; throws as it does. */
export function soapTransport(options: SoapOptions): Transport {
  const { account, version, endpoint } = options;
  const url = serviceAddress(endpoint, version);
  return { account, version, ...carrier({ ...callOptions(options), url, version, account }) };
}

/** Microsoft's Customer Management service over SOAP; throws as the other does. */
export function createSoapCustomerManagement(options: CustomerSoapOptions): CustomerManagement {
  return customerManagement(soapCustomerCarrier(options));
}

/** The transport of that port alone; throws as it does. */
export function soapCustomerCarrier(options: CustomerSoapOptions): Carrier {
  const url = customerAddress(options.endpoint);
  return carrier({ ...callOptions(options), url, version: 13, account: undefined });
}

function callOptions({ credentials, fetch: own = fetch, timeoutMs }: CustomerSoapOptions) {
  return { credentials, fetch: own, timeLimit: timeLimitOf(timeoutMs), dialect: soapDialect };
}

/** The port over one session. */
export function campaignManagement(session: Session & { readonly account: AccountRef }): CampaignManagement {
  const { account, version } = session;
  return portOverTransport({ account, version, ...carrier(session) });
}

function carrier(session: Session): Carrier {
  const { dialect, timeLimit } = session;
  return {
    dialect,
    call: (operation, members) => call(session, operation, members),
    // Copied: node-soap's texts are slices of the answer, and one of them would keep the whole answer as long as a goal is kept.
    reading: (operation, trackingId, read) =>
      structuredClone(answering(dialect, timeLimit(operation), operation, trackingId, read)),
  };
}
