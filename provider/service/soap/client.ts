import type { ApiVersion } from "../../goals/field";
import type { CampaignManagement } from "../campaignManagement";
import { serviceAddress } from "../endpoint";
import { portOverTransport } from "../portOverTransport";
import { answering } from "../wire/problems";
import { type CallOptions, type TimeLimit, timeLimitOf } from "../wire/transport";
import { call, type Session } from "./call";
import { soapDialect } from "./soapDialect";

/** Where the service speaks SOAP, in which version, for which account, and as whom. */
export interface SoapOptions extends Pick<CallOptions, "account" | "credentials"> {
  /** Base URL, like "https://campaign.api.bingads.microsoft.com", or the full address that ends in .svc. */
  readonly endpoint: string;
  readonly version: ApiVersion;
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
  return campaignManagement({
    url: serviceAddress(options.endpoint, options.version),
    version: options.version,
    account: options.account,
    credentials: options.credentials,
    fetch: options.fetch ?? fetch,
    timeLimit: timeLimitOf(options.timeoutMs),
    dialect: soapDialect,
  });
}

/** The port over one session. */
export function campaignManagement(session: Session): CampaignManagement {
  const { dialect, version, timeLimit } = session;
  return portOverTransport({
    account: session.account,
    version,
    dialect,
    call: (operation, members) => call(session, operation, members),
    // Copied: node-soap's texts are slices of the answer, and one of them would keep the whole answer as long as a goal is kept.
    reading: (operation, trackingId, read) =>
      structuredClone(answering(dialect, timeLimit(operation), operation, trackingId, read)),
  });
}
