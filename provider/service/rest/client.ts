import type { CampaignManagement } from "../campaignManagement";
import { restAddress } from "../endpoint";
import { portOverTransport } from "../portOverTransport";
import { type CallOptions, type TimeLimit, timeLimitOf } from "../wire/transport";
import { call, reading } from "./call";
import { restDialect } from "./restDialect";

/** Where the service speaks REST, for which account, and as whom. */
export interface RestOptions extends Pick<CallOptions, "account" | "credentials"> {
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
  const session = {
    base: restAddress(options.endpoint),
    account: options.account,
    credentials: options.credentials,
    fetch: options.fetch ?? fetch,
    timeLimit: timeLimitOf(options.timeoutMs),
  };
  return portOverTransport({
    account: options.account,
    version: 13,
    dialect: restDialect,
    call: (operation, members) => call(session, operation, members),
    reading: reading(session),
  });
}
