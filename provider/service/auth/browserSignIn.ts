import { asking, type OAuthClient, type Tokens, tokensOf } from "./grants";
import type { SignInHttp } from "./guardedFetch";

/** A sign-in that goes on in a browser. */
export interface BrowserSignIn {
  /** Where the browser has to go. It holds nothing secret: what proves the program is only sent for the tokens. */
  readonly url: string;
  /** Whether the browser came back from this sign-in, not from another or from an attacker's page. */
  isMine(back: URL): boolean;
  /** The tokens for the answer that the browser brought back. Throws a SignInError. */
  finish(back: URL): Promise<Tokens>;
}

/** Starts an authorisation code grant with PKCE. `redirectUri`: where the browser comes back to, on this machine. */
export async function startBrowserSignIn(
  client: OAuthClient,
  redirectUri: string,
  http: SignInHttp,
): Promise<BrowserSignIn> {
  const library = await import("oauth4webapi");
  const state = library.generateRandomState();
  const verifier = library.generateRandomCodeVerifier();
  const url = new URL(client.service.authorizeEndpoint);
  const asked = {
    client_id: client.clientId,
    response_type: "code",
    redirect_uri: redirectUri,
    scope: client.service.scope,
    state,
    code_challenge: await library.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    // Google gives a refresh token only when it is asked like this; Microsoft would take the account of the browser.
    ...(client.service.identityProvider === "google"
      ? { access_type: "offline", prompt: "consent" }
      : { prompt: "select_account" }),
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  return {
    url: url.href,
    isMine: (back) => back.searchParams.get("state") === state,
    finish: (back) =>
      asking(client, http, [verifier, back.searchParams.get("code") ?? ""], async (exchange) => {
        const { server, client: app, authentication, options } = exchange;
        const checked = library.validateAuthResponse(server, app, back, state);
        const answer = await library.authorizationCodeGrantRequest(
          server,
          app,
          authentication,
          checked,
          redirectUri,
          verifier,
          options,
        );
        return tokensOf(await library.processAuthorizationCodeResponse(server, app, answer));
      }),
  };
}
