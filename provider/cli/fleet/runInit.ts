import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { EMULATOR_URL } from "../../config/emulatorAddress";
import { openSettings } from "../../config/openSettings";
import type { Settings } from "../../config/settings";
import type { ConfigValues, Fleet } from "../../fleet/fleet";
import { readFleet } from "../../fleet/fleetFile";
import { accountsCsv, fleetText } from "../../fleet/init/fleetText";
import { type NamedAccount, namedAccounts } from "../../fleet/init/stackNames";
import { type AdvertiserAccount, accountsOf } from "../../service/customerManagement";
import { connect } from "../../session/connect";
import { warnBy } from "../../session/notices";
import type { Runtime } from "../../session/runtime";
import { refuseFolder } from "../shared/refuseFolder";
import { UsageError } from "../usageError";
import { chosenAccounts } from "./chosenAccounts";

export interface InitOptions {
  /** The folder of the Pulumi project. */
  readonly program: string;
  readonly out: string;
  /** The CSV file that gets the accounts. Default: the fleet file itself has them. */
  readonly csv?: string;
  /** Only accounts of these customers. Default: of all. */
  readonly customers: readonly string[];
  readonly force: boolean;
}

export interface InitRuntime extends Runtime {
  /** The folder that files start from. */
  readonly cwd: string;
  /** Gets a line for each step. */
  readonly progress: (line: string) => void;
}

/** What became of it: a new file, or how the one that is there differs from the accounts. */
export interface Initialized {
  readonly file: string;
  readonly written: boolean;
  /** Of a new file all that it has; of an old one those that it lacks. */
  readonly accounts: readonly NamedAccount[];
  /** Accounts that are not active. */
  readonly leftOut: readonly AdvertiserAccount[];
  /** Accounts of the file before that were not found, or are not active any more. */
  readonly gone: readonly { readonly stack: string; readonly accountId: string }[];
}

/**
 * Writes a fleet file with every active account that the sign-in can reach. A file that is there already stays as it is without `force`. Two kinds of calls,
 * which both only read. Throws an Error where there is no account, or no program.
 */
export async function runInit(options: InitOptions, runtime: InitRuntime): Promise<Initialized> {
  const file = resolve(runtime.cwd, options.out);
  const csv = options.csv === undefined ? undefined : resolve(runtime.cwd, options.csv);
  refuseFolder(file, "--out");
  if (csv !== undefined) refuseFolder(csv, "--csv");
  const program = programIn(resolve(runtime.cwd, options.program));
  const isThere = existsSync(file);
  if (csv === file) throw new UsageError("--csv and --out name the same file");
  if (!isThere && !options.force && csv !== undefined && existsSync(csv))
    throw new Error(`${csv} is there already: choose another file with --csv, or replace it with --force`);
  const before = isThere ? fleetBefore(file, options.force) : undefined;
  const settings = openSettings(withIds, runtime.environment, warnBy(runtime.notify));
  runtime.progress("asking which accounts the sign-in can reach");
  const found = await accountsOf(connect(settings, runtime).customers());
  const { active, leftOut } = chosenAccounts(found, options.customers, settings.environment);
  const named = namedAccounts(active, stacksOf(before));
  const ids = new Set(active.map(({ id }) => id));
  const gone = (before?.accounts ?? [])
    .filter(({ accountId }) => !ids.has(accountId))
    .map(({ stack, accountId }) => ({ stack, accountId }));
  if (isThere && !options.force) {
    const known = stacksOf(before);
    const accounts = named.filter(({ account }) => !known.has(account.id));
    return { file, written: false, accounts, leftOut, gone };
  }
  write(file, csv, named, { program, config: configOf(settings) }, options.force);
  return { file, written: true, accounts: named, leftOut, gone };
}

/** Which accounts there are is the question: settings that lack others need not say that they lack ids. */
function withIds(key: string): string | undefined {
  return ["msads:customerId", "msads:accountId"].includes(key) ? "0" : undefined;
}

function programIn(folder: string): string {
  if (["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"].some((name) => existsSync(join(folder, name))))
    return folder;
  throw new UsageError(
    `${folder} is no Pulumi project: it has no Pulumi.yaml. Name the program's folder with --program; \`msads export\` or \`pulumi new\` makes one`,
  );
}

/** The file that is there. One that cannot be read can only be replaced. */
function fleetBefore(file: string, force: boolean): Fleet | undefined {
  try {
    return readFleet(file);
  } catch (error) {
    if (force) return undefined;
    throw new Error(
      `${file} is there already, and cannot be compared: choose another file with --out, or replace it with --force. ${String(error)}`,
    );
  }
}

/** The stacks of a fleet by their accounts. */
function stacksOf(fleet: Fleet | undefined): ReadonlyMap<string, string> {
  return new Map((fleet?.accounts ?? []).map(({ accountId, stack }) => [accountId, stack]));
}

/** What every stack needs to know: whose service these accounts are of. */
function configOf({ environment, endpoint }: Settings): ConfigValues {
  const isOwn = endpoint === undefined || (environment === "emulator" && endpoint === EMULATOR_URL);
  return {
    "msads:adopt": "equal",
    ...(environment === "production" ? {} : { "msads:environment": environment }),
    ...(isOwn ? {} : { "msads:endpoint": endpoint }),
  };
}

function write(
  file: string,
  csv: string | undefined,
  named: readonly NamedAccount[],
  { program, config }: { readonly program: string; readonly config: ConfigValues },
  force: boolean,
): void {
  const folder = dirname(file);
  const text = fleetText({
    program: pathFrom(folder, program),
    record: ".msads-fleet",
    config,
    accounts: named,
    ...(csv === undefined ? {} : { csv: pathFrom(folder, csv) }),
  });
  const flag = force ? "w" : "wx";
  const put = (path: string, content: string) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content, { flag });
  };
  // The fleet file last: it names the other one.
  if (csv !== undefined) put(csv, accountsCsv(named));
  put(file, text);
}

/** A path as the fleet file has it, good on every machine: "./program". */
function pathFrom(folder: string, path: string): string {
  const found = relative(folder, path);
  // On Windows another drive has no relative path.
  if (isAbsolute(found) || found.startsWith("..")) return found.split(sep).join("/");
  return found === "" ? "." : `./${found.split(sep).join("/")}`;
}
