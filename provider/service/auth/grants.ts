import type * as OAuth from "oauth4webapi";
import { SHORTEST_IN_ERRORS } from "../wire/credentials";
import { hiding } from "../wire/secretForms";
import { guardedFetch, type SignInHttp, STUMBLED } from "./guardedFetch";
import { SignInError } from "./signInError";
import { type SignInService, unfitTokenEndpoint } from "./signInService";

/** The app that signs in, and where. */
export interface OAuthClient {
  readonly clientId: string;
  /** Of web apps, and of all of Google's; Microsoft's public clients have none. */
  readonly clientSecret?: string | undefined;
  readonly service: SignInService;
}

export interface Tokens {
  readonly accessToken: string;
  /** How long the access token lives from now on; undefined when the server does not say. */
  readonly expiresInMs: number | undefined;
  /** A new refresh token in place of the one that was sent. */
  readonly refreshToken: string | undefined;
}

type Library = typeof OAuth;

/** What one grant is asked with. */
export interface Exchange {
  readonly library: Library;
  readonly server: OAuth.AuthorizationServer;
  readonly client: OAuth.Client;
  readonly authentication: OAuth.ClientAuth;
  readonly options: OAuth.TokenEndpointRequestOptions;
}

/**
 * Asks a sign-in server through the OAuth library. Throws a SignInError only: the library's errors hold whole answers,
 * tokens included. `secrets`: what else must not come back in a message.
 */
export async function asking<T>(
  { clientId, clientSecret, service }: OAuthClient,
  http: SignInHttp,
  secrets: readonly string[],
  ask: (exchange: Exchange) => Promise<T>,
): Promise<T> {
  // What the credentials file names was checked when it was written; who knows what became of the file.
  const unfit = unfitTokenEndpoint(service.tokenEndpoint);
  if (unfit !== undefined)
    throw new SignInError({
      reason: `the token endpoint ${unfit}`,
      symbol: "InvalidEndpoint",
      kind: "final",
    });
  const library = await import("oauth4webapi");
  const server = {
    // Only Google names itself in the answer to the browser.
    issuer: service.identityProvider === "google" ? "https://accounts.google.com" : service.authorizeEndpoint,
    token_endpoint: service.tokenEndpoint,
    authorization_endpoint: service.authorizeEndpoint,
    device_authorization_endpoint: service.deviceEndpoint,
  };
  try {
    return await ask({
      library,
      server,
      client: { client_id: clientId },
      authentication: clientSecret === undefined ? library.None() : library.ClientSecretPost(clientSecret),
      options: {
        [library.customFetch]: guardedFetch(http),
        // To this machine only, as was just seen.
        [library.allowInsecureRequests]: new URL(service.tokenEndpoint).protocol === "http:",
      },
    });
  } catch (error) {
    throw asSignInError(error, library, [...secrets, ...(clientSecret === undefined ? [] : [clientSecret])]);
  }
}

/** New tokens for a refresh token. Microsoft: grant_type refresh_token; Google takes no scope here. */
export function refreshGrant(client: OAuthClient, refreshToken: string, http: SignInHttp): Promise<Tokens> {
  return asking(
    client,
    http,
    [refreshToken],
    async ({ library, server, client: app, authentication, options }) => {
      const { identityProvider, scope } = client.service;
      const additionalParameters = identityProvider === "google" ? {} : { scope };
      const answer = await library.refreshTokenGrantRequest(server, app, authentication, refreshToken, {
        ...options,
        additionalParameters,
      });
      return tokensOf(await library.processRefreshTokenResponse(server, app, answer));
    },
  );
}

/** What a token endpoint answered. Throws a SignInError for a token that no header could carry. */
export function tokensOf(answer: OAuth.TokenEndpointResponse): Tokens {
  const { access_token: accessToken, expires_in: seconds, refresh_token: refreshToken } = answer;
  for (const token of [accessToken, refreshToken])
    if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) throw unreadable();
  const isSpan = seconds !== undefined && Number.isFinite(seconds) && seconds > 0;
  return { accessToken, expiresInMs: isSpan ? seconds * 1000 : undefined, refreshToken };
}

function unreadable(): SignInError {
  return new SignInError({
    reason: "the sign-in server's answer is not valid OAuth",
    symbol: "MalformedAnswer",
    kind: "final",
  });
}

function asSignInError(error: unknown, library: Library, secrets: readonly string[]): SignInError {
  if (error instanceof SignInError) return error;
  if (error instanceof library.AuthorizationResponseError)
    return refusal(error.error, error.error_description, secrets);
  if (!(error instanceof library.ResponseBodyError)) return unreadable();
  return refusal(error.error, error.error_description, secrets, error.status);
}

const TEMPORARY = /^(temporarily_unavailable|server_error|slow_down)$/;
/** Microsoft answers with AADSTS70000 to good tokens too, now and then; AADSTS90033 and such ask for another try. */
const PASSING = /AADSTS(70000|90033|90055|50196)\b/;

/** What the server said no to: its first sentence, without its own trace ids and without secrets. */
function refusal(
  symbol: string,
  description: string | undefined,
  secrets: readonly string[],
  status = 400,
): SignInError {
  // Before anything is cut off: of half a secret nobody would know that it is one.
  const hide = hiding(
    secrets.filter(({ length }) => length >= SHORTEST_IN_ERRORS),
    "cut",
  );
  const clean = (text: string) => hide(text).replace(/\p{Cc}/gu, " ");
  const [line = ""] = (description ?? "").split(/[\r\n]|Trace ID:/);
  const first = clean(line).slice(0, 300);
  const passing = TEMPORARY.test(symbol) || PASSING.test(first) || status === 429 || status === STUMBLED;
  return new SignInError({
    reason: first.trim() === "" ? "the sign-in server refused" : first,
    symbol: clean(symbol).slice(0, 60),
    kind: passing ? "temporary" : "refused",
  });
}
