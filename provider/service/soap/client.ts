import type { ApiVersion } from "../../goals/field";
import type { AccountRef, CampaignManagement } from "../campaignManagement";
import type { Session } from "./call";
import { cures } from "./cures";
import { serviceAddress } from "./endpoint";
import { getConversionGoals, getUetTags } from "./reads";
import type { Credentials } from "./secrets";
import { addConversionGoals, addUetTags, updateConversionGoals, updateUetTags } from "./writes";

export interface SoapOptions {
  /** Base URL, like "https://campaign.api.bingads.microsoft.com", or the full address that ends in .svc. */
  readonly endpoint: string;
  readonly version: ApiVersion;
  readonly account: AccountRef;
  /** Asked at each call, so that a renewed token is used at once. */
  readonly credentials: () => Promise<Credentials>;
  /** Default: the global fetch. */
  readonly fetch?: typeof fetch;
  /** How long one call may take, answer included. Milliseconds, default 60000. */
  readonly timeoutMs?: number;
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
    timeoutMs: options.timeoutMs ?? 60_000,
    cures,
  });
}

/** The port over one session. */
export function campaignManagement(session: Session): CampaignManagement {
  return {
    addUetTags: (tags) => addUetTags(session, tags),
    updateUetTags: (tags) => updateUetTags(session, tags),
    getUetTags: (which) => getUetTags(session, which),
    addConversionGoals: (goals) => addConversionGoals(session, goals),
    updateConversionGoals: (goals) => updateConversionGoals(session, goals),
    getConversionGoals: (which) => getConversionGoals(session, which),
  };
}
