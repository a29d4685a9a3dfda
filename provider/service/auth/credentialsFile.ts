import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { MsadsError } from "../errors";
import type { IdentityProvider } from "./signInService";

/** What `msads login` kept. */
export interface Login {
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly identityProvider: IdentityProvider;
  readonly tokenEndpoint: string;
  readonly refreshToken: string;
  /** When the refresh token was got, ISO 8601. */
  readonly savedAt: string;
}

/** The newest refresh token that came of one in config or environment. */
export interface Rotated {
  readonly refreshToken: string;
  readonly savedAt: string;
}

/** What the credentials file holds. */
export interface Credentials {
  /** By `loginKey`. */
  readonly logins: ReadonlyMap<string, Login>;
  /** By `rotationKey`. */
  readonly rotated: ReadonlyMap<string, Rotated>;
}

const NOTHING: Credentials = { logins: new Map(), rotated: new Map() };

/** Microsoft: refresh tokens that are not used die after 90 days; what is twice as old is of no use. */
const MOST_AGE_MS = 180 * 24 * 3_600_000;

/**
 * The credentials file of this user: MSADS_CREDENTIALS_FILE, else `msads/credentials.json` in XDG_CONFIG_HOME or
 * ~/.config, on Windows in APPDATA.
 */
export function credentialsPath(
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): string {
  const { MSADS_CREDENTIALS_FILE: own, XDG_CONFIG_HOME: config, APPDATA: data } = environment;
  if (own) return own;
  const home = environment.HOME || homedir();
  const folder =
    platform === "win32" ? data || join(home, "AppData", "Roaming") : config || join(home, ".config");
  return join(folder, "msads", "credentials.json");
}

/** Under which name the successors of a refresh token are kept. The token itself cannot be got from it. */
export function rotationKey(clientId: string, firstToken: string): string {
  return createHash("sha256").update(`${clientId}\n${firstToken}`).digest("hex");
}

/** What the file holds; nothing when there is none. Throws an MsadsError for a file that cannot be read. */
export function readCredentials(path: string): Credentials {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") return NOTHING;
    throw unreadable(path, String(code));
  }
  try {
    const { version, logins, rotated } = record(JSON.parse(text));
    if (version !== 1) throw new Error();
    return { logins: entries(logins, loginOf), rotated: entries(rotated, rotatedOf) };
  } catch {
    throw unreadable(path, "it is not what msads wrote");
  }
}

/**
 * Writes the whole file at once, readable by its user only. What a link points to is replaced, not the link.
 * Throws the file system's error.
 */
export function writeCredentials(path: string, { logins, rotated }: Credentials, now: Date): void {
  const isFresh = ([, { savedAt }]: readonly [string, Rotated]) =>
    !(Date.parse(savedAt) < now.getTime() - MOST_AGE_MS);
  const content = {
    version: 1,
    logins: Object.fromEntries(logins),
    rotated: Object.fromEntries([...rotated].filter(isFresh)),
  };
  makeFolder(path);
  const target = statSync(path, { throwIfNoEntry: false }) === undefined ? path : realpathSync(path);
  const beside = `${target}.${randomUUID()}`;
  try {
    writeFileSync(beside, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: "wx", flush: true });
    takeName(beside, target);
  } finally {
    rmSync(beside, { force: true });
  }
}

/** Windows refuses while somebody else, like a virus scanner, looks into one of the two files, which soon passes. */
function takeName(beside: string, name: string): void {
  for (const patienceMs of [20, 80, 320, 1_280]) {
    try {
      renameSync(beside, name);
      return;
    } catch (error) {
      if (!["EPERM", "EACCES", "EBUSY"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, patienceMs);
    }
  }
  renameSync(beside, name);
}

/** Makes the file's folder, for its user only. */
export function makeFolder(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
}

function unreadable(path: string, why: string): MsadsError {
  return new MsadsError(
    `The credentials file ${path} cannot be read (${why}): repair it, or remove it and run \`msads login\`.`,
    { outcome: "unreachable", symbol: "Configuration" },
  );
}

function entries<T>(value: unknown, read: (value: unknown) => T): ReadonlyMap<string, T> {
  return new Map(Object.entries(record(value ?? {})).map(([name, each]) => [name, read(each)]));
}

function loginOf(value: unknown): Login {
  const { clientSecret, identityProvider, ...rest } = record(value);
  return {
    clientId: text(rest.clientId),
    ...(clientSecret === undefined ? {} : { clientSecret: text(clientSecret) }),
    identityProvider: identityProvider === "google" ? "google" : "microsoft",
    tokenEndpoint: text(rest.tokenEndpoint),
    refreshToken: text(rest.refreshToken),
    savedAt: text(rest.savedAt),
  };
}

function rotatedOf(value: unknown): Rotated {
  const { refreshToken, savedAt } = record(value);
  return { refreshToken: text(refreshToken), savedAt: text(savedAt) };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error();
  return value as Readonly<Record<string, unknown>>;
}

function text(value: unknown): string {
  if (typeof value !== "string" || value === "") throw new Error();
  return value;
}
