import { EMULATOR_URL } from "../../config/emulatorAddress";
import type { Lookup } from "../../config/settings";
import { type Credentials, readCredentials } from "../../service/auth/credentialsFile";
import type { OAuthClient } from "../../service/auth/grants";
import { loginKey, signInService, unfitTokenEndpoint } from "../../service/auth/signInService";
import { UsageError } from "../usageError";

/** The options of `msads login`. */
export interface LoginOptions {
  readonly clientId?: string;
  readonly tenant?: string;
  readonly google?: true;
  readonly sandbox?: true;
  readonly device?: true;
  readonly localhost?: true;
  readonly endpoint?: string;
  readonly printRefreshToken?: true;
  /** Seconds. */
  readonly timeout: number;
}

/** Who signs in where, and where that is kept. */
export interface LoginChoice {
  readonly client: OAuthClient;
  readonly environment: "production" | "sandbox";
  readonly file: string;
  readonly key: string;
}

/** Where the emulator listens unless told otherwise. */

/**
 * Options first, then the settings, then the last login of the same kind. `file`: where logins are kept. Throws a UsageError.
 */
export function loginChoice(options: LoginOptions, lookup: Lookup, file: string): LoginChoice {
  const isEmulator = lookup("environment") === "emulator";
  const emulator = isEmulator ? new URL("/", lookup("endpoint") ?? EMULATOR_URL).href : undefined;
  const tokenEndpoint = options.endpoint ?? lookup("tokenEndpoint") ?? emulator;
  const unfit = tokenEndpoint === undefined ? undefined : unfitTokenEndpoint(tokenEndpoint);
  if (unfit !== undefined) throw new UsageError(`the sign-in server's address ${unfit}`);
  if (options.tenant !== undefined && !/^[\w.-]+$/.test(options.tenant))
    throw new UsageError("a tenant is a directory's id or its domain, like contoso.com");
  if (!(options.timeout > 0)) throw new UsageError("--timeout is a number of seconds");
  const isSandbox = options.sandbox === true || lookup("environment") === "sandbox";
  const isGoogle = options.google === true || lookup("identityProvider") === "google";
  const target = isSandbox ? "sandbox" : "production";
  const service = signInService({
    identityProvider: isGoogle ? "google" : "microsoft",
    environment: target,
    tenant: options.tenant,
    tokenEndpoint,
  });
  const key = loginKey(target, service);
  const last = readable(file).logins.get(key);
  const known = last?.identityProvider === service.identityProvider ? last : undefined;
  const clientId =
    options.clientId ?? lookup("clientId") ?? known?.clientId ?? (isEmulator ? "emulator" : undefined);
  if (clientId === undefined)
    throw new UsageError(
      `which app signs in? Give --client-id or set MSADS_CLIENT_ID. ${isGoogle ? "Google Cloud: APIs & Services, Credentials, a client of type Desktop app" : "Microsoft Entra: App registrations, a public client (Mobile and desktop) for any directory and personal accounts"}, with the redirect address http://127.0.0.1 (or http://localhost and --localhost)`,
    );
  const clientSecret =
    lookup("clientSecret") ?? (known?.clientId === clientId ? known.clientSecret : undefined);
  return { client: { clientId, clientSecret, service }, environment: target, file, key };
}

/** A file that cannot be read is about to be replaced. */
function readable(file: string): Credentials {
  try {
    return readCredentials(file);
  } catch {
    return { logins: new Map(), rotated: new Map() };
  }
}
