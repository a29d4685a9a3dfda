import type { Settings } from "../../config/settings";
import { isLoopback } from "../../service/endpoint";
import { endpointOf } from "../../session/connect";

const SANDBOX = "campaign.api.sandbox.bingads.microsoft.com";

/** Why these settings must not be used, or undefined: only Microsoft's sandbox and this machine are asked. */
export function refusalOf(settings: Settings): string | undefined {
  const { environment, endpoint, apiVersion } = settings;
  const { hostname } = new URL(endpointOf(settings));
  if (isLoopback(hostname)) return versionProblem(apiVersion);
  if (environment === "production")
    return "msads parity makes goals and tags that stay for ever, so it never asks production: the settings say environment production, which is the default. Set MSADS_ENVIRONMENT=sandbox, with the ids and the sign-in of a sandbox account";
  if (hostname !== SANDBOX)
    return `msads parity asks Microsoft's sandbox (${SANDBOX}) or this machine, but the endpoint is ${hostname}: ${endpoint === undefined ? "set environment to sandbox" : "take the setting endpoint away"}`;
  return versionProblem(apiVersion);
}

function versionProblem(apiVersion: number): string | undefined {
  return apiVersion === 13
    ? undefined
    : "msads parity asks API version 13, but apiVersion is 12: set it to 13";
}
