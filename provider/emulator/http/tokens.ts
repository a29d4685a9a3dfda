import type { FastifyInstance } from "fastify";
import { accessToken } from "../core/authorize";

/** A refresh token that the emulator accepts; so does it every one that begins with it, as those it gives out do. */
export const refreshToken = "emulator-refresh-token";

export const tokenPath = "/common/oauth2/v2.0/token";

const lifetimeSeconds = 3600;

/**
 * The token endpoint, for one user: `grant_type` refresh_token or authorization_code (any code). Every answer has the
 * emulator's access token and a new refresh token; fields that the protocol does not know are ignored.
 */
export function tokenRoutes(server: FastifyInstance): void {
  let issued = 0;
  server.post(tokenPath, (request, reply) => {
    const form = new URLSearchParams(Buffer.isBuffer(request.body) ? request.body.toString("utf8") : "");
    const error = refusal(form);
    if (error !== undefined) return reply.code(400).send(error);
    issued += 1;
    return {
      token_type: "Bearer",
      scope: form.get("scope") ?? "https://ads.microsoft.com/msads.manage",
      expires_in: lifetimeSeconds,
      access_token: accessToken,
      refresh_token: `${refreshToken}-${issued}`,
    };
  });
}

function refusal(
  form: URLSearchParams,
): { readonly error: string; readonly error_description: string } | undefined {
  const grant = form.get("grant_type");
  if (form.get("client_id") === null) {
    return { error: "invalid_request", error_description: "The request lacks client_id." };
  }
  if (grant === "authorization_code" && form.get("code") !== null) return undefined;
  if (grant !== "refresh_token") {
    return {
      error: "unsupported_grant_type",
      error_description: "Give a refresh token or an authorization code.",
    };
  }
  if (form.get("refresh_token")?.startsWith(refreshToken)) return undefined;
  return {
    error: "invalid_grant",
    error_description: "AADSTS70000: the refresh token is expired, revoked or wrong.",
  };
}
