import type { ApiVersion } from "../goals/field";
import { MsadsError } from "./errors";

const HOSTS = {
  production: "https://campaign.api.bingads.microsoft.com",
  sandbox: "https://campaign.api.sandbox.bingads.microsoft.com",
} as const;

/** The hosts of Customer Management. Microsoft: Web Service Addresses. */
const CUSTOMER_HOSTS = {
  production: "https://clientcenter.api.bingads.microsoft.com",
  sandbox: "https://clientcenter.api.sandbox.bingads.microsoft.com",
} as const;

/** Where Microsoft serves an API version over SOAP. */
export function defaultEndpoint(environment: "production" | "sandbox", version: ApiVersion): string {
  return `${HOSTS[environment]}${servicePath(version)}`;
}

/**
 * The full SOAP address of the service, from a base URL or from a full .svc URL.
 * Throws an MsadsError when the address would carry tokens in the clear: https everywhere, http only to this machine.
 */
export function serviceAddress(endpoint: string, version: ApiVersion): string {
  const url = safeUrl(endpoint);
  if (!url.pathname.endsWith(".svc"))
    url.pathname = `${url.pathname.replace(/\/+$/, "")}${servicePath(version)}`;
  const spoken = /\/v([0-9]+)\/[^/]*$/.exec(url.pathname)?.[1];
  if (spoken !== undefined && spoken !== String(version))
    throw unfit(`is for API version ${spoken}, but apiVersion is ${version}`);
  return url.href;
}

const REST_PATH = "/CampaignManagement/v13";

/**
 * The address under which the service speaks REST, without a slash at its end: from a base URL, from itself, or from the
 * full SOAP address, beside which Microsoft serves it. Throws as `serviceAddress` does.
 */
export function restAddress(endpoint: string): string {
  const url = safeUrl(endpoint);
  const soap = servicePath(13);
  let path = url.pathname.replace(/\/+$/, "");
  if (path.endsWith(soap)) path = path.slice(0, -soap.length);
  if (path.endsWith(".svc")) throw unfit("is a SOAP address: give the base URL before it");
  const base = path.endsWith(REST_PATH) ? path.slice(0, -REST_PATH.length) : path;
  return `${url.origin}${base}${REST_PATH}`;
}

const CUSTOMER_PATH = "/Api/CustomerManagement/v13/CustomerManagementService.svc";
const CUSTOMER_REST_PATH = "/CustomerManagement/v13";

/** Where Customer Management speaks SOAP, by its base URL or the endpoint of Campaign Management. Throws as `serviceAddress` does. */
export function customerAddress(endpoint: string): string {
  return `${customerBase(endpoint)}${CUSTOMER_PATH}`;
}

/** Where it speaks REST. */
export function customerRestAddress(endpoint: string): string {
  return `${customerBase(endpoint)}${CUSTOMER_REST_PATH}`;
}

/**
 * The base URL of Customer Management, by the endpoint of Campaign Management: of Microsoft's hosts it is another host, of any other the same.
 * Throws as `serviceAddress` does.
 */
export function customerBase(endpoint: string): string {
  const { origin, pathname } = safeUrl(endpoint);
  const host = (["production", "sandbox"] as const).find((environment) => HOSTS[environment] === origin);
  if (host !== undefined) return CUSTOMER_HOSTS[host];
  const known = [servicePath(12), servicePath(13), REST_PATH];
  const path = pathname.replace(/\/+$/, "");
  const after = known.find((each) => path.endsWith(each)) ?? "";
  const base = path.slice(0, path.length - after.length);
  if (base.endsWith(".svc"))
    throw unfit("is a SOAP address of Campaign Management alone: give the base URL before it");
  return `${origin}${base}`;
}

/** Whether an endpoint can have a REST address: not a SOAP address with an unusual path. */
export function mayHaveRest(endpoint: string): boolean {
  const path = URL.canParse(endpoint) ? new URL(endpoint).pathname : "";
  return !path.endsWith(".svc") || path.endsWith(servicePath(13));
}

/** Whether an endpoint is the API itself, production or sandbox, and no gateway before it. */
export function isMicrosoftsApi(endpoint: string): boolean {
  const origin = URL.canParse(endpoint) ? new URL(endpoint).origin : "";
  return [...Object.values(HOSTS), ...Object.values(CUSTOMER_HOSTS)].some((host) => host === origin);
}

/** Whether an endpoint is one of Microsoft's own hosts. */
export function isMicrosofts(endpoint: string): boolean {
  const host = URL.canParse(endpoint) ? new URL(endpoint).hostname : "";
  return host === "microsoft.com" || host.endsWith(".microsoft.com");
}

function safeUrl(endpoint: string): URL {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url === undefined) throw unfit("is not a URL");
  if (url.username !== "" || url.password !== "") throw unfit("must not hold a user name or a password");
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname)))
    throw unfit("must begin with https:// (http:// only for this machine), since tokens travel to it");
  return url;
}

function servicePath(version: ApiVersion): string {
  return `/Api/Advertiser/CampaignManagement/v${version}/CampaignManagementService.svc`;
}

/** Whether a host of a URL is this machine. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127(\.[0-9]{1,3}){3}$/.test(host);
}

function unfit(reason: string): MsadsError {
  return new MsadsError(`The endpoint ${reason}.`, { outcome: "unreachable", symbol: "InvalidEndpoint" });
}
