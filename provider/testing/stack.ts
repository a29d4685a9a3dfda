import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Emulator } from "../emulator";
import { destroy, preview, refresh, up } from "../engine";
import { serviceCall } from "./calls";
import {
  childEnvironment,
  configTexts,
  emulatorConfig,
  emulatorEnvironment,
  emulatorSecrets,
  refuseSealed,
} from "./environment";
import type { AccountIds, ProgramOptions, RunOptions } from "./options";
import type { PulumiStack } from "./pulumiStack";
import { type Ended, endedBy, type Operation, RunFailed, type RunResult, runResult } from "./result";
import type { Runs } from "./runs";

/** A program's stack, run by the kit's engine or the Pulumi CLI: no login, no backend, no passphrase of yours. */
export interface Stack {
  /** The folder of Pulumi.yaml. */
  readonly folder: string;
  readonly name: string;
  /** What `up` would do; nothing is written. */
  preview(options?: RunOptions): Promise<RunResult>;
  /** Makes the account match the program. Rejects with RunFailed when the run fails. */
  up(options?: RunOptions): Promise<RunResult>;
  /** Copies the live values into the stack's state; the program is not run. */
  refresh(options?: RunOptions): Promise<RunResult>;
  /** Deletes all that the stack made (goals are paused, tags stay); the program is not run. */
  destroy(options?: RunOptions): Promise<RunResult>;
}

/** What a stack shares with all others of an account. */
export interface StackSite {
  readonly emulator: Emulator;
  readonly ids: AccountIds;
  readonly runs: Runs;
  /** A folder of the test's own. */
  readonly home: string;
  /** The stack's state file, for the kit's own engine. */
  readonly stateFile: string;
  /** For a program that the Pulumi CLI runs. */
  readonly pulumi: PulumiStack | undefined;
}

const OPERATIONS = { preview, up, refresh, destroy } as const;

/** As many resources at once on any machine, so that a test sees the same calls everywhere. */
const PARALLEL = 16;

/** Where a program is. Throws an Error when there is none. */
export function programFolder(given: string | URL): string {
  const folder = typeof given === "string" ? resolve(given) : fileURLToPath(given);
  if (existsSync(join(folder, "Pulumi.yaml"))) return folder;
  const from = typeof given === "string" ? ` (${JSON.stringify(given)} as seen from ${process.cwd()})` : "";
  throw new Error(`there is no Pulumi.yaml in ${folder}${from}: give the folder of a Pulumi program`);
}

export function openStack(folder: string, options: ProgramOptions, site: StackSite): Stack {
  refuseSealed(options);
  const run = (operation: Operation) => (runOptions?: RunOptions) =>
    site.runs.next((signal) => operate(operation, folder, options, runOptions ?? {}, site, signal));
  return {
    folder,
    name: nameOf(options),
    preview: run("preview"),
    up: run("up"),
    refresh: run("refresh"),
    destroy: run("destroy"),
  };
}

export function nameOf({ stack = "test" }: ProgramOptions): string {
  return stack;
}

async function operate(
  operation: Operation,
  folder: string,
  options: ProgramOptions,
  { config = {}, toFail = false }: RunOptions,
  site: StackSite,
  signal: AbortSignal,
): Promise<RunResult> {
  refuseSealed({ config });
  const { emulator } = site;
  const before = emulator.calls().at(-1)?.n ?? 0;
  const ended = await endedRun(
    operation,
    folder,
    { ...options, config: { ...options.config, ...config } },
    site,
    signal,
  );
  const calls = emulator.calls().filter(({ n }) => n > before);
  const result = runResult(operation, ended, calls.map(serviceCall));
  if (result.ok !== toFail) return result;
  const what = toFail ? "was meant to fail, but it succeeded" : "failed";
  const where = `${operation} of ${folder}, stack ${nameOf(options)},`;
  throw new RunFailed(`${where} ${what}:\n\n${result.text}`, result);
}

async function endedRun(
  operation: Operation,
  folder: string,
  options: ProgramOptions,
  { emulator, ids, home, stateFile, pulumi }: StackSite,
  signal: AbortSignal,
): Promise<Ended> {
  const config = { ...emulatorConfig(ids, emulator.url), ...configTexts(options.config ?? {}) };
  const env = childEnvironment(process.env, home);
  if (pulumi !== undefined) {
    const secrets = { ...emulatorSecrets, ...options.secrets };
    const sealed = { ...env, ...emulatorEnvironment(ids, emulator), ...options.env };
    return pulumi.run(operation, { config, secrets, env: sealed, signal });
  }
  const result = await OPERATIONS[operation]({
    programDir: folder,
    stack: nameOf(options),
    stateFile,
    config,
    ...(options.secrets === undefined ? {} : { secretConfig: options.secrets }),
    plaintextSecrets: true,
    env: { ...env, ...options.env },
    parallel: PARALLEL,
    signal,
  });
  return endedBy(result);
}
