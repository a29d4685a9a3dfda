import type { ApiVersion } from "../goals/field";
import { isLoopback } from "../service/endpoint";
import { MsadsError } from "../service/errors";
import { EMULATOR_URL } from "./emulatorAddress";
import { variableOf } from "./environmentNames";
import { isSecret, SETTING_NAMES, type SettingName } from "./settingNames";
import { type SignIn, signInOf } from "./signIn";
import { configWords } from "./stackConfig";

/** What config and environment say, resolved. Microsoft's ids and tokens as they are. */
export interface Settings {
  readonly environment: "production" | "sandbox" | "emulator";
  /** Base address of the service, over the environment's own. */
  readonly endpoint: string | undefined;
  readonly apiVersion: ApiVersion;
  /** How to speak to the service: auto = soap until the service says that it is retired, then rest. */
  readonly transport: "soap" | "rest" | "auto";
  readonly customerId: string | undefined;
  readonly accountId: string | undefined;
  readonly developerToken: string;
  readonly signIn: SignIn;
  /** Who issues the access tokens. */
  readonly identityProvider: "microsoft" | "google";
  readonly adoptEqual: boolean;
  readonly onDelete: "pause" | "retain";
  readonly readOnly: boolean;
  /** How many goals, tags, campaigns and accounts' settings a run may change; undefined = any number. */
  readonly changeAtMost: number | undefined;
  readonly namePrefix: string;
  readonly nameSuffix: string;
  /** Longest time to wait for a throttled service, in milliseconds. */
  readonly maxWaitMs: number;
  /** A file that gets a line before and after each write. */
  readonly auditLog: string | undefined;
}

/** Reads one value by its name, like "accountId": from the stack's config, else from the environment. */
export type Lookup = (name: string) => string | undefined;

/**
 * Config `msads:*` first, then `MSADS_*`: accountId is MSADS_ACCOUNT_ID. Two settings hold a run back, and go otherwise, since Pulumi hands
 * over the config of an earlier run on destroy and refresh: a readOnly wins from either side, and the environment's changeAtMost is that of this run.
 */
export function lookupIn(
  config: (key: string) => string | undefined,
  environment: NodeJS.ProcessEnv,
): Lookup {
  return (name) => found(name, config, environment)?.value;
}

/** Where a setting's value comes from. */
export interface Origin {
  readonly name: SettingName;
  /** undefined = it is secret. */
  readonly value: string | undefined;
  /** The variable of the environment; undefined = the stack's config. */
  readonly variable: string | undefined;
}

/** The settings that config or environment give, each with where it comes from; of secret ones without their values. */
export function originsIn(
  config: (key: string) => string | undefined,
  environment: NodeJS.ProcessEnv,
): readonly Origin[] {
  return SETTING_NAMES.flatMap((name) => {
    const { value, variable } = found(name, config, environment) ?? {};
    return value === undefined ? [] : [{ name, value: isSecret(name) ? undefined : value, variable }];
  });
}

function found(
  name: string,
  config: (key: string) => string | undefined,
  environment: NodeJS.ProcessEnv,
): { readonly value: string; readonly variable?: string } | undefined {
  const value = cleaned(name, config(`msads:${name}`));
  const configured = value === undefined ? undefined : { value };
  const variable = variableOf(name);
  const text = cleaned(name, environment[variable]);
  const given = text === undefined ? undefined : { value: text, variable };
  if (name === "changeAtMost") return given ?? configured;
  if (name === "readOnly" && given !== undefined && given.value !== "false")
    return configured?.value === "true" ? configured : given;
  return configured ?? given;
}

/** Without the blanks around it, which only a part of a name can mean; undefined when nothing is left. */
function cleaned(name: string, text: string | undefined): string | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  return name === "namePrefix" || name === "nameSuffix" ? text : text.trim();
}

/** Where the emulator listens unless told otherwise, and whom it knows. */
const EMULATOR = {
  endpoint: EMULATOR_URL,
  customerId: "111",
  accountId: "222",
  developerToken: "emulator",
  accessToken: "emulator-access-token",
} as const;

/** Everything that is missing or contradictory, in one error; else the settings. `credentialsFile`: the path of what `msads login` kept; `others`: problems found elsewhere. */
export function settingsOf(
  lookup: Lookup,
  credentialsFile: string,
  others: readonly string[] = [],
): Settings {
  const problems = [...others];
  const oneOf = <const V extends string>(name: string, allowed: readonly V[], fallback: V): V => {
    const given = lookup(name);
    if (given === undefined) return fallback;
    const found = allowed.find((value) => value === given);
    if (found === undefined)
      problems.push(`${name} is ${JSON.stringify(given)}; allowed: ${allowed.join(", ")}`);
    return found ?? fallback;
  };
  const environment = oneOf("environment", ["production", "sandbox", "emulator"], "production");
  const preset: Readonly<Record<string, string>> = environment === "emulator" ? EMULATOR : {};
  const value = (name: string) => lookup(name) ?? preset[name];
  const required = (name: string, secret: boolean): string => {
    const given = value(name);
    if (given === undefined) problems.push(`${name} is missing: ${howToSet(name, secret)}`);
    return given ?? "";
  };
  const provider = oneOf("identityProvider", ["microsoft", "google"], "microsoft");
  const developerToken = required("developerToken", true);
  const { identityProvider, ...signIn } = signInOf({
    lookup,
    environment,
    endpoint: value("endpoint"),
    identityProvider: lookup("identityProvider") === undefined ? undefined : provider,
    credentialsFile,
    presetAccessToken: preset.accessToken,
    problems,
    howToSet,
  });
  const settings: Settings = {
    environment,
    endpoint: value("endpoint"),
    apiVersion: oneOf("apiVersion", ["13", "12"], "13") === "12" ? 12 : 13,
    transport: oneOf("transport", ["soap", "rest", "auto"], "auto"),
    customerId: value("customerId"),
    accountId: value("accountId"),
    developerToken,
    signIn,
    identityProvider,
    adoptEqual: oneOf("adopt", ["equal", "none"], "none") === "equal",
    onDelete: oneOf("onDelete", ["pause", "retain"], "pause"),
    readOnly: oneOf("readOnly", ["true", "false"], "false") === "true",
    namePrefix: lookup("namePrefix") ?? "",
    nameSuffix: lookup("nameSuffix") ?? "",
    changeAtMost: countOf(lookup("changeAtMost"), problems),
    maxWaitMs: waitOf(lookup("maxWait"), problems),
    auditLog: lookup("auditLog"),
  };
  problems.push(...unfit(settings), ...structures(lookup));
  // A missing id alone is no problem yet, because a resource may have its own. If there are other problems, it is reported with them.
  if (problems.length > 0) throw configurationError([...missingIds(settings), ...problems]);
  return settings;
}

function missingIds(settings: Settings): readonly string[] {
  return (["customerId", "accountId"] as const)
    .filter((name) => settings[name] === undefined)
    .map((name) => `${name} is missing: ${howToSet(name)}, or give it to each resource`);
}

export function configurationError(problems: readonly string[]): MsadsError {
  return new MsadsError(configWords(problems), { outcome: "unreachable", symbol: "Configuration" });
}

/** How a value is set, for people. */
export function howToSet(name: string, secret = false): string {
  return `pulumi config set ${secret ? "--secret " : ""}msads:${name} <value>, or set ${variableOf(name)}`;
}

function waitOf(given: string | undefined, problems: string[]): number {
  const [, digits, unit = "s"] = /^([0-9]{1,6})(s|m)?$/.exec(given ?? "600s") ?? [];
  if (digits === undefined)
    problems.push(`maxWait is ${JSON.stringify(given)}; allowed: seconds like "90s" or minutes like "10m"`);
  return Number(digits ?? 0) * (unit === "m" ? 60_000 : 1_000);
}

function countOf(given: string | undefined, problems: string[]): number | undefined {
  if (given !== undefined && !/^[0-9]{1,9}$/.test(given))
    problems.push(`changeAtMost is ${JSON.stringify(given)}; allowed: a whole number from 0 to 999999999`);
  return given === undefined ? undefined : Number(given);
}

/** `pulumi config set --path` makes objects and arrays, which Pulumi hands over as JSON: a name would begin with that, and keep it for good. */
function structures(lookup: Lookup): readonly string[] {
  return (["namePrefix", "nameSuffix", "auditLog"] as const).flatMap((name) => {
    const given = lookup(name);
    const isStructure = given !== undefined && /^(\{.*\}|\[".*\])$/s.test(given) && isJson(given);
    return isStructure ? [`${name} is an object or array, ${given}; allowed: a text`] : [];
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function unfit(settings: Settings): readonly string[] {
  const problems: string[] = [];
  for (const name of ["customerId", "accountId"] as const)
    if (settings[name] !== undefined && !/^[0-9]{1,19}$/.test(settings[name]))
      problems.push(
        `${name} is ${JSON.stringify(settings[name])}; allowed: digits, as in the web UI's address (cid=, aid=)`,
      );
  if (settings.endpoint !== undefined) problems.push(...unfitEndpoint(settings.endpoint));
  if (settings.apiVersion === 12 && settings.transport === "rest")
    problems.push("transport is rest, but apiVersion 12 has no REST: remove one of the two");
  if (settings.apiVersion === 12 && settings.environment !== "emulator" && settings.endpoint === undefined)
    problems.push(
      "apiVersion 12 is retired at Microsoft: remove apiVersion, or set endpoint to one that still supports it",
    );
  return problems;
}

function unfitEndpoint(endpoint: string): readonly string[] {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  // What may hold a password is not printed.
  if (endpoint.includes("@")) return ["endpoint holds a user name or password; leave them out"];
  if (url === undefined || !/^https?:$/.test(url.protocol))
    return [`endpoint is ${JSON.stringify(endpoint)}; allowed: an https address (http on this machine only)`];
  return url.protocol === "https:" || isLoopback(url.hostname)
    ? []
    : [`endpoint is ${JSON.stringify(endpoint)}: http would expose the tokens; use https`];
}
