import type { AccountRef, CampaignManagement } from "../campaignManagement";
import type { CustomerManagement } from "../customerManagement";
import { customerRestAddress, restAddress } from "../endpoint";
import { portOverTransport } from "../portOverTransport";
import { customerManagement } from "../wire/accounts";
import {
  type CallOptions,
  type Carrier,
  type TimeLimit,
  type Transport,
  timeLimitOf,
} from "../wire/transport";
import { call, reading, type Session } from "./call";
import { restDialect } from "./restDialect";

/** Where the service speaks REST, for which account, and as whom. */
export interface RestOptions extends CustomerRestOptions {
  readonly account: AccountRef;
}

/** Where the service speaks REST, and as whom. */
export interface CustomerRestOptions extends Pick<CallOptions, "credentials"> {
  /** Base URL, like "https://campaign.api.bingads.microsoft.com", or the full address that ends in /CampaignManagement/v13. */
  readonly endpoint: string;
  /** Default: the global fetch. */
  readonly fetch?: typeof fetch;
  /** How long one call may take, answer included. Milliseconds, default 60000 for writes and 20000 for reads. */
  readonly timeoutMs?: number | TimeLimit;
}

/**
 * Microsoft's Campaign Management service over REST, which has API version 13 only.
 * Throws an MsadsError at once for an endpoint that would carry tokens in the clear.
 */
export function createRestCampaignManagement(options: RestOptions): CampaignManagement {
  return portOverTransport(restTransport(options));
}

/** The transport of that port alone; throws as it does. */
export function restTransport(options: RestOptions): Transport {
  const { account } = options;
  return { account, version: 13, ...carrier(sessionAt(restAddress(options.endpoint), account, options)) };
}

/** Microsoft's Customer Management service over REST; throws as the other does. */
export function createRestCustomerManagement(options: CustomerRestOptions): CustomerManagement {
  return customerManagement(restCustomerCarrier(options));
}

/** The transport of that port alone; throws as it does. */
export function restCustomerCarrier(options: CustomerRestOptions): Carrier {
  return carrier(sessionAt(customerRestAddress(options.endpoint), undefined, options));
}

function sessionAt(
  base: string,
  account: AccountRef | undefined,
  { credentials, fetch: own = fetch, timeoutMs }: CustomerRestOptions,
): Session {
  return { base, account, credentials, fetch: own, timeLimit: timeLimitOf(timeoutMs) };
}

function carrier(session: Session): Carrier {
  return {
    dialect: restDialect,
    call: (operation, members) => call(session, operation, members),
    reading: reading(session),
  };
}
