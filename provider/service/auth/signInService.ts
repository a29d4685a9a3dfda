import { isLoopback } from "../endpoint";

export type IdentityProvider = "microsoft" | "google";

/** Where somebody signs in, and for what. */
export interface SignInService {
  readonly identityProvider: IdentityProvider;
  readonly tokenEndpoint: string;
  readonly authorizeEndpoint: string;
  readonly deviceEndpoint: string;
  readonly scope: string;
}

export interface SignInChoice {
  /** Default microsoft. */
  readonly identityProvider?: IdentityProvider;
  readonly environment: "production" | "sandbox";
  /** Microsoft Entra's directory; default common: any work or personal account. */
  readonly tenant?: string | undefined;
  /** The address of a token endpoint, or of a server that has one where Microsoft Entra has it. */
  readonly tokenEndpoint?: string | undefined;
}

const MICROSOFT = "https://login.microsoftonline.com";

/** Microsoft: "msads.manage" is the scope that multi-factor authentication needs; the sandbox has one of its own. */
const SCOPES = {
  production: "https://ads.microsoft.com/msads.manage offline_access",
  sandbox: "https://si.ads.microsoft.com/msads.manage offline_access",
} as const;

const GOOGLE: SignInService = {
  identityProvider: "google",
  tokenEndpoint: "https://oauth2.googleapis.com/token",
  authorizeEndpoint: "https://accounts.google.com/o/oauth2/v2/auth",
  deviceEndpoint: "https://oauth2.googleapis.com/device/code",
  scope: "openid email profile",
};

/** The addresses and scope of a choice; the token endpoint must be a fit one (`unfitTokenEndpoint`). */
export function signInService(choice: SignInChoice): SignInService {
  const { identityProvider = "microsoft", environment, tenant = "common", tokenEndpoint } = choice;
  if (identityProvider === "google" && tokenEndpoint === undefined) return GOOGLE;
  const token = new URL(tokenEndpoint ?? MICROSOFT);
  if (token.pathname === "/") token.pathname = `/${encodeURIComponent(tenant)}/oauth2/v2.0/token`;
  return {
    identityProvider,
    tokenEndpoint: token.href,
    authorizeEndpoint: new URL("authorize", token).href,
    deviceEndpoint: new URL("devicecode", token).href,
    scope: identityProvider === "google" ? GOOGLE.scope : SCOPES[environment],
  };
}

/** Why an address cannot be a token endpoint, or undefined when it can. */
export function unfitTokenEndpoint(address: string): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    return "is not an https address (http on this machine only)";
  if (url.username !== "" || url.password !== "") return "holds a user name or password; leave them out";
  if (url.protocol === "http:" && !isLoopback(url.hostname))
    return "begins with http, which would expose the tokens; use https";
  return url.search === "" && url.hash === "" ? undefined : "has a query or a fragment; leave it out";
}

/**
 * Under which name a login is kept: of the real services by the environment that it is for, of any other by its address.
 * So a login to the emulator never replaces a real one.
 */
export function loginKey(environment: "production" | "sandbox", { tokenEndpoint }: SignInService): string {
  const { origin } = new URL(tokenEndpoint);
  return origin === MICROSOFT || tokenEndpoint === GOOGLE.tokenEndpoint ? environment : tokenEndpoint;
}
