import {
  type Credentials,
  type Login,
  makeFolder,
  readCredentials,
  rotationKey,
  writeCredentials,
} from "./credentialsFile";
import { type LockTime, withFileLock } from "./fileLock";
import { type OAuthClient, refreshGrant, type Tokens } from "./grants";
import type { SignInHttp } from "./guardedFetch";
import { SignInError } from "./signInError";

/** Where a refresh token comes from: config or environment, or what `msads login` kept under a name. */
export type RefreshTokenOrigin =
  | { readonly from: "settings"; readonly refreshToken: string }
  | { readonly from: "login"; readonly key: string };

/** How access tokens are got. */
export interface Refreshing {
  readonly client: OAuthClient;
  readonly origin: RefreshTokenOrigin;
  /** The credentials file. */
  readonly file: string;
}

export interface RefreshRuntime extends LockTime {
  readonly http: SignInHttp;
  /** The date. */
  readonly date: () => Date;
  /** Tells the user what is wrong but does not hinder. */
  readonly warn: (message: string) => void;
}

const RETRIES_MS = [1_000, 2_000];
/** A sign-in server that does not answer is given up after so long. */
const RETRY_BUDGET_MS = 20_000;
/** How many tokens of the file are tried; more than two are never there unless other processes keep changing it. */
const MOST_TOKENS = 5;

/**
 * Gets new tokens. The newest refresh token is in the credentials file, and one that the server gives in return is kept
 * there before anything else happens: of all processes one at a time does this. Throws a SignInError.
 */
export async function refresh(how: Refreshing, runtime: RefreshRuntime): Promise<Tokens> {
  try {
    makeFolder(how.file);
  } catch {
    // Then there is nothing to lock; a token that has to be kept will say so.
  }
  return withFileLock(`${how.file}.lock`, runtime, () => refreshNewest(how, runtime));
}

async function refreshNewest(how: Refreshing, runtime: RefreshRuntime): Promise<Tokens> {
  const tried = new Set<string>();
  let refusal: SignInError | undefined;
  while (tried.size < MOST_TOKENS) {
    // Read again after each refusal: whoever worked without the lock may have kept a newer one meanwhile.
    const token = candidates(how, readCredentials(how.file)).find((each) => !tried.has(each));
    if (token === undefined) break;
    tried.add(token);
    try {
      const tokens = await persistently(() => refreshGrant(how.client, token, runtime.http), runtime);
      if (tokens.refreshToken !== undefined && tokens.refreshToken !== token)
        keep(how, tokens.refreshToken, runtime);
      return tokens;
    } catch (error) {
      if (!(error instanceof SignInError) || error.symbol !== "invalid_grant") throw error;
      refusal = error;
    }
  }
  throw refusal ?? loggedOut(how.file);
}

function candidates({ client, origin }: Refreshing, stored: Credentials): readonly string[] {
  const kept =
    origin.from === "login"
      ? stored.logins.get(origin.key)?.refreshToken
      : stored.rotated.get(rotationKey(client.clientId, origin.refreshToken))?.refreshToken;
  const given = origin.from === "settings" ? origin.refreshToken : undefined;
  return [kept, given].filter((token) => token !== undefined);
}

/** Tries again what may go well in a moment, as long as the server answers at all; a refused token only once more. */
async function persistently(ask: () => Promise<Tokens>, { now, sleep }: RefreshRuntime): Promise<Tokens> {
  const began = now();
  for (const wait of RETRIES_MS) {
    try {
      return await ask();
    } catch (error) {
      const mayPass = error instanceof SignInError && error.kind === "temporary";
      const isRefused = error instanceof SignInError && error.symbol === "invalid_grant";
      if (!mayPass || (isRefused && wait !== RETRIES_MS[0]) || now() - began > RETRY_BUDGET_MS) throw error;
      await sleep(wait);
    }
  }
  return ask();
}

/** Keeps a new refresh token. The run goes on without, but the next one may not be able to sign in. */
function keep({ client, origin, file }: Refreshing, refreshToken: string, runtime: RefreshRuntime): void {
  const savedAt = runtime.date().toISOString();
  try {
    const stored = readCredentials(file);
    writeCredentials(file, kept(stored, client, origin, { refreshToken, savedAt }), runtime.date());
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? "it cannot be read";
    runtime.warn(
      `The new refresh token could not be stored in ${file} (${why}). The current one stays valid until it expires or the sign-in server revokes it; set MSADS_CREDENTIALS_FILE to a writable file that persists.`,
    );
  }
}

function kept(
  stored: Credentials,
  client: OAuthClient,
  origin: RefreshTokenOrigin,
  fresh: Pick<Login, "refreshToken" | "savedAt">,
): Credentials {
  if (origin.from === "settings") {
    const key = rotationKey(client.clientId, origin.refreshToken);
    return { ...stored, rotated: new Map(stored.rotated).set(key, fresh) };
  }
  const login = stored.logins.get(origin.key);
  if (login === undefined) return stored;
  return { ...stored, logins: new Map(stored.logins).set(origin.key, { ...login, ...fresh }) };
}

function loggedOut(file: string): SignInError {
  return new SignInError({
    reason: `${file} no longer holds a login`,
    symbol: "NoLogin",
    hint: "Run `msads login`.",
    kind: "refused",
  });
}
