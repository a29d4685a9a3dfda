import type { ApiVersion } from "../goals/field";
import type { CampaignManagement } from "./campaignManagement";
import type { CustomerManagement } from "./customerManagement";
import { isMicrosoftsApi, mayHaveRest } from "./endpoint";
import { MsadsError } from "./errors";

/** Microsoft: "SOAP to REST transition", the day on which SOAP ends. */
const SOAP_ENDS = Date.parse("2027-01-31T00:00:00Z");

/** What decides how a process speaks to the service. */
export interface TransportSettings {
  readonly transport: "soap" | "rest" | "auto";
  readonly version: ApiVersion;
  /** Base URL of the service, or its full SOAP address. */
  readonly endpoint: string;
}

/** Whether Microsoft has switched off what an endpoint speaks. Only its own hosts keep its calendar: the emulator and other endpoints speak SOAP for as long as they answer. */
export function soapHasEnded(endpoint: string, date: Date): boolean {
  return isMicrosoftsApi(endpoint) && date.getTime() >= SOAP_ENDS;
}

/**
 * How a process speaks to the service; asked once a process, so that no run changes over at midnight. auto: over SOAP, as long as the
 * service does. A host that is not there any more cannot say that it is retired: from the day of SOAP's end on it is REST.
 */
export function transportFor(
  { transport, version, endpoint }: TransportSettings,
  date: Date,
): "soap" | "rest" | "auto" {
  if (transport !== "auto") return transport;
  // Microsoft never served version 12 over REST.
  if (version === 12 || !mayHaveRest(endpoint)) return "soap";
  return soapHasEnded(endpoint, date) ? "rest" : "auto";
}

/** What a process has learnt of the service's SOAP side; shared by all its accounts. */
export interface Retirement {
  retired: boolean;
}

/** The two ways to a service, and what has been learnt of the first. */
export interface Transports<Port> {
  readonly soap: Port;
  readonly rest: Port;
  readonly retirement: Retirement;
  /** Whether HTTP 404 or 410 from this endpoint comes from the service itself, and not from a wrong address or a gateway. */
  readonly ownHost: boolean;
  /** Told once a process. */
  readonly warn: (message: string) => void;
}

/**
 * The port over SOAP for as long as the service speaks it, and over REST from then on.
 *
 * | SOAP says | then |
 * |---|---|
 * | 303, 3601, 204: this version, address or operation is retired | the call goes to REST, and so do all later ones |
 * | HTTP 404 or 410, from the service's own host | the same |
 * | anything else, an unknown outcome too | it is thrown as it is: the account finds out, over whichever transport is live |
 *
 * Evidence of retirement means that nothing was done, so no call is done twice. Where REST is not there either, SOAP's
 * word stands and nothing changes.
 */
export function createAutoCampaignManagement(transports: Transports<CampaignManagement>): CampaignManagement {
  const on = <T>(call: (port: CampaignManagement) => Promise<T>) => either(transports, call);
  return {
    addUetTags: (tags) => on((port) => port.addUetTags(tags)),
    updateUetTags: (tags) => on((port) => port.updateUetTags(tags)),
    getUetTags: (which) => on((port) => port.getUetTags(which)),
    addConversionGoals: (goals) => on((port) => port.addConversionGoals(goals)),
    updateConversionGoals: (goals) => on((port) => port.updateConversionGoals(goals)),
    getConversionGoals: (which) => on((port) => port.getConversionGoals(which)),
    getAccountProperties: (names) => on((port) => port.getAccountProperties(names)),
    setAccountProperties: (properties) => on((port) => port.setAccountProperties(properties)),
    getCampaigns: (ids) => on((port) => port.getCampaigns(ids)),
    addCampaignConversionGoals: (links) => on((port) => port.addCampaignConversionGoals(links)),
    deleteCampaignConversionGoals: (links) => on((port) => port.deleteCampaignConversionGoals(links)),
    getOfflineConversionReport: (which) => on((port) => port.getOfflineConversionReport(which)),
  };
}

/** The same for Customer Management. */
export function createAutoCustomerManagement(transports: Transports<CustomerManagement>): CustomerManagement {
  return {
    getUserId: () => either(transports, (port) => port.getUserId()),
    searchAccounts: (userId, page) => either(transports, (port) => port.searchAccounts(userId, page)),
  };
}

async function either<Port, T>(
  { soap, rest, retirement, ownHost, warn }: Transports<Port>,
  call: (port: Port) => Promise<T>,
): Promise<T> {
  if (retirement.retired) return call(rest);
  const switchOver = (evidence: MsadsError) => {
    if (retirement.retired) return;
    retirement.retired = true;
    warn(
      `The service no longer speaks SOAP here (${wordOf(evidence)}): this run switches automatically to REST. ` +
        "Set transport to rest (pulumi config set msads:transport rest) to use it from the start.",
    );
  };
  try {
    return await call(soap);
  } catch (error) {
    if (!saysRetired(error, ownHost)) throw error;
    try {
      const result = await call(rest);
      switchOver(error);
      return result;
    } catch (second) {
      if (saysRetired(second, true) || isUnreachable(second)) throw error;
      switchOver(error);
      throw second;
    }
  }
}

/** ApiVersionNoLongerSupported, UnsupportedEndpoint, OperationNotSupported. Microsoft: operation error codes. */
const RETIRED = new Set([303, 3601, 204]);

/** Whether an error says that what was asked is not there any more. */
function saysRetired(error: unknown, ownHost: boolean): error is MsadsError {
  if (!(error instanceof MsadsError) || error.outcome !== "refused") return false;
  if (error.code !== undefined) return RETIRED.has(error.code);
  return ownHost && (error.symbol === "HTTP404" || error.symbol === "HTTP410");
}

function isUnreachable(error: unknown): boolean {
  return error instanceof MsadsError && error.outcome === "unreachable";
}

function wordOf({ code, symbol }: MsadsError): string {
  return [code, symbol].filter((part) => part !== undefined).join(" ");
}
