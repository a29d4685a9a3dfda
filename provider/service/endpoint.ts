import type { ApiVersion } from "../goals/field";
import { MsadsError } from "./errors";

const HOSTS = {
  production: "https://campaign.api.bingads.microsoft.com",
  sandbox: "https://campaign.api.sandbox.bingads.microsoft.com",
} as const;

/** Where Microsoft serves an API version over SOAP. */
export function defaultEndpoint(environment: "production" | "sandbox", version: ApiVersion): string {
  return `${HOSTS[environment]}${servicePath(version)}`;
}

/**
 * The full address of the service, from a base URL or from a full .svc URL.
 * Throws an MsadsError when the address would carry tokens in the clear: https everywhere, http only to this machine.
 */
export function serviceAddress(endpoint: string, version: ApiVersion): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url === undefined) throw unfit("is not a URL");
  if (url.username !== "" || url.password !== "") throw unfit("must not hold a user name or a password");
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname)))
    throw unfit("must begin with https:// (http:// only for this machine), since tokens travel to it");
  if (!url.pathname.endsWith(".svc"))
    url.pathname = `${url.pathname.replace(/\/+$/, "")}${servicePath(version)}`;
  const spoken = /\/v([0-9]+)\/[^/]*$/.exec(url.pathname)?.[1];
  if (spoken !== undefined && spoken !== String(version))
    throw unfit(`is for API version ${spoken}, but apiVersion is ${version}`);
  return url.href;
}

function servicePath(version: ApiVersion): string {
  return `/Api/Advertiser/CampaignManagement/v${version}/CampaignManagementService.svc`;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127(\.[0-9]{1,3}){3}$/.test(host);
}

function unfit(reason: string): MsadsError {
  return new MsadsError(`The endpoint ${reason}.`, { outcome: "unreachable", symbol: "InvalidEndpoint" });
}
