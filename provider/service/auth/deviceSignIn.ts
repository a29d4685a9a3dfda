import { asking, type OAuthClient, type Tokens, tokensOf } from "./grants";
import type { SignInHttp } from "./guardedFetch";
import { SignInError } from "./signInError";

/** A sign-in that goes on in a browser elsewhere. */
export interface DeviceSignIn {
  /** What the user has to enter, and where. */
  readonly userCode: string;
  readonly page: string;
  /** How long the code is good, in milliseconds. */
  readonly expiresInMs: number;
  readonly intervalMs: number;
  /** Asks once for the tokens. Throws a SignInError, "authorization_pending" until the user has agreed. */
  readonly ask: () => Promise<Tokens>;
}

/** OAuth: 5 seconds where the server names no interval, and 5 more each time it says slow_down. */
const INTERVAL_MS = 5_000;

/** Gets a code for the user. Throws a SignInError. */
export function startDeviceSignIn(client: OAuthClient, http: SignInHttp): Promise<DeviceSignIn> {
  return asking(client, http, [], async ({ library, server, client: app, authentication, options }) => {
    const scope = { scope: client.service.scope };
    const reply = await library.deviceAuthorizationRequest(server, app, authentication, scope, options);
    const given = await library.processDeviceAuthorizationResponse(server, app, reply);
    return {
      userCode: printable(given.user_code),
      page: printable(given.verification_uri),
      expiresInMs: given.expires_in * 1000,
      intervalMs: given.interval === undefined ? INTERVAL_MS : given.interval * 1000,
      ask: () => tokensFor(client, http, given.device_code),
    };
  });
}

function tokensFor(client: OAuthClient, http: SignInHttp, deviceCode: string): Promise<Tokens> {
  return asking(client, http, [deviceCode], async (exchange) => {
    const { library, server, client: app, authentication, options } = exchange;
    const reply = await library.deviceCodeGrantRequest(server, app, authentication, deviceCode, options);
    return tokensOf(await library.processDeviceCodeResponse(server, app, reply));
  });
}

/** Asks again and again, as often as the server allows, until somebody says yes or no or the code runs out. */
export async function waitForDevice(
  { ask, expiresInMs, intervalMs }: DeviceSignIn,
  time: { readonly now: () => number; readonly sleep: (ms: number) => Promise<void> },
): Promise<Tokens> {
  const end = time.now() + expiresInMs;
  for (let wait = intervalMs; time.now() < end; ) {
    await time.sleep(wait);
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof SignInError)) throw error;
      if (error.symbol === "slow_down") wait += INTERVAL_MS;
      else if (error.symbol !== "authorization_pending" && error.kind !== "temporary") throw error;
    }
  }
  throw new SignInError({
    reason: "nobody entered the code in time",
    symbol: "expired_token",
    kind: "final",
  });
}

function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, "");
}
