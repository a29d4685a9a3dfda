import type { Settings } from "../../config/settings";
import { isLoopback } from "../../service/endpoint";
import { endpointOf } from "../../session/connect";

const SANDBOX = "campaign.api.sandbox.bingads.microsoft.com";

/**
 * Why these settings must not be used, or undefined: only Microsoft's sandbox and this machine are asked. Not even this machine with
 * settings of production: what listens there may hand the calls on.
 */
export function refusalOf(settings: Settings): string | undefined {
  const { environment, endpoint, apiVersion } = settings;
  if (environment === "production")
    return "msads parity makes goals and tags that stay for ever, so it never asks production, and environment is production, which is also the default. Set MSADS_ENVIRONMENT=sandbox, with the ids and the sign-in of a sandbox account; or MSADS_ENVIRONMENT=emulator";
  const { hostname } = new URL(endpointOf(settings));
  if (hostname !== SANDBOX && !isLoopback(hostname))
    return `msads parity asks only Microsoft's sandbox (${SANDBOX}) and this machine, but the endpoint is ${hostname}: ${endpoint === undefined ? "set environment to sandbox" : "take the setting endpoint away"}`;
  return versionProblem(apiVersion);
}

function versionProblem(apiVersion: number): string | undefined {
  return apiVersion === 13
    ? undefined
    : "msads parity asks API version 13, but apiVersion is 12: set it to 13";
}
