import { createHash } from "node:crypto";
import { isSecret, SETTING_NAMES } from "../../config/settingNames";
import { lookupIn } from "../../config/settings";
import type { ConfigValues } from "../fleet";

/** With what a run is made: a hash for each part, so that a check can say which of them is another since. */
export interface Fingerprint {
  /** The program's files, and others that it uses. */
  readonly program: string;
  /** The lock file, and what is installed. */
  readonly packages: string;
  /** Environment variables that the program reads. */
  readonly variables: string;
  /** The stack's config. */
  readonly config: string;
  /** The settings of the environment. */
  readonly settings: string;
}

const PARTS: Readonly<Record<keyof Fingerprint, string>> = {
  program: "the program",
  packages: "the installed packages",
  variables: "an environment variable that the program reads",
  config: "the stack's config",
  settings: "the settings in the environment",
};

/** What is another since, in words: "the program and the lock file"; undefined where all is the same. */
export function changedSince(before: Fingerprint, now: Fingerprint): string | undefined {
  const parts = Object.entries(PARTS).flatMap(([name, words]) =>
    before[name as keyof Fingerprint] === now[name as keyof Fingerprint] ? [] : [words],
  );
  const others = parts.slice(0, -1).join(", ");
  return others === "" ? parts[0] : `${others} and ${parts.at(-1)}`;
}

/** Where and how a run writes its audit log, and how long it waits, changes nothing in an account. */
const INDIFFERENT: ReadonlySet<string> = new Set([
  "auditLog",
  "maxWait",
  "transport",
  "clientId",
  "identityProvider",
  "tokenEndpoint",
]);

const LEFT_OUT: ReadonlySet<string> = new Set(
  SETTING_NAMES.filter((name) => isSecret(name) || INDIFFERENT.has(name)).map((name) => `msads:${name}`),
);
const RELEVANT = SETTING_NAMES.filter((name) => !isSecret(name) && !INDIFFERENT.has(name));

/** A stack's config without credentials. `secure`: the encrypted values, as they stand in the file. */
export function configHash(values: ConfigValues, secure: ConfigValues): string {
  const relevant = (all: ConfigValues) => Object.entries(all).filter(([key]) => !LEFT_OUT.has(key));
  return hashOf([relevant(values).sort(), relevant(secure).sort()]);
}

/** Limits of a run: a job that only checks sets them, one that applies does not, and both are about the same accounts. */
const LIMITS: ReadonlySet<string> = new Set(["readOnly", "changeAtMost"]);

/** The settings that come from the environment, without credentials. */
export function settingsHash(values: ConfigValues, environment: NodeJS.ProcessEnv): string {
  const given = RELEVANT.filter((name) => !LIMITS.has(name) && values[`msads:${name}`] === undefined);
  const lookup = lookupIn(() => undefined, environment);
  return hashOf(given.map((name) => [name, lookup(name)?.trim() ?? null]));
}

export function hashOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("base64url");
}
