import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  destroy,
  preview,
  type Result,
  type RunOptions,
  refresh,
  renderPlan,
  up,
} from "../../provider/engine";
import { findPulumi, withPath } from "../../provider/fleet/findPulumi";

/** What came of one operation, whoever ran it. */
export interface Outcome {
  readonly ok: boolean;
  /** All that a user would have seen. */
  readonly text: string;
  /** Nothing was (or in a preview: would be) created, updated, replaced or deleted. */
  readonly unchanged: boolean;
  /** The first line of each warning that stays on the screen. */
  readonly warnings: readonly string[];
}

export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly initErrors?: readonly string[];
}

export type OperationName = "preview" | "up" | "refresh" | "destroy";

/** A process to start. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Something that runs Pulumi programs: our engine, or the real CLI. */
export interface Runner {
  run(operation: OperationName): Promise<Outcome>;
  /** What runs the operation in a process of its own. */
  command(operation: OperationName): Command;
  stateText(): string;
  /** Takes away the lock of a run that was killed. */
  unlock(): void;
  /** What the program exports. */
  outputs(): Promise<Readonly<Record<string, unknown>>>;
}

export interface RunnerOptions {
  readonly folder: string;
  readonly home: string;
  /** The children's whole environment. */
  readonly environment: NodeJS.ProcessEnv;
}

export const RUNNERS = { engine: engineRunner, pulumi: pulumiRunner } as const;
export type RunnerName = keyof typeof RUNNERS;
const operations = { preview, up, refresh, destroy } as const;
/** The state of a stack before its first run. */
const NOTHING = '{"version":3,"deployment":{}}';
const QUIET = ["same", "refresh"];
const PARALLEL = 32;
const STACK = "e2e";
const ENGINE = join(__dirname, "../../dist/engine/index.js");
const RUN =
  "require(process.argv[1])[process.argv[2]](JSON.parse(process.argv[3])).then(() => {}, console.error)";

/** Who runs whole programs here: our engine, unless `npm run test:pulumi` says otherwise. */
export const RUNNER: RunnerName = process.env.MSADS_TEST_RUNNER === "pulumi" ? "pulumi" : "engine";

export function engineOptions({ folder, home, environment }: RunnerOptions): RunOptions {
  const stateFile = join(home, "state.json");
  return { programDir: folder, stack: STACK, stateFile, env: environment, parallel: PARALLEL };
}

function engineRunner(where: RunnerOptions): Runner {
  const options = engineOptions(where);
  let outputs: Result["outputs"] = {};
  return {
    run: async (operation) => {
      const result = await operations[operation](options);
      outputs = result.outputs;
      const text = textOf(result);
      return { ok: result.exitCode === 0, text, unchanged: isUnchanged(result), warnings: warningsIn(text) };
    },
    command: (operation) => ({
      file: process.execPath,
      args: ["-e", RUN, ENGINE, operation, JSON.stringify(options)],
      cwd: process.cwd(),
      env: process.env,
    }),
    stateText: () => (existsSync(options.stateFile) ? readFileSync(options.stateFile, "utf8") : NOTHING),
    // It takes over the lock of a process that is gone.
    unlock: () => undefined,
    outputs: async () => outputs,
  };
}

function textOf(result: Result): string {
  const said = result.diagnostics.map(({ severity, message }) => `${severity}: ${message}`);
  return [renderPlan(result, { color: false }), ...said].join("\n");
}

function isUnchanged(result: Result): boolean {
  return result.steps.every(({ op, outcome }) => QUIET.includes(op) && (outcome ?? "same") === "same");
}

/** Both write them under the name of the resource that they are about. */
function warningsIn(text: string): readonly string[] {
  return [...text.matchAll(/^ {4}warning: (.*)$/gm)].map(([, warning = ""]) => warning);
}

/** Whether the real CLI is there. */
export function hasPulumi(): boolean {
  return findPulumi(process.env).is === "usable";
}

/** For what must run under our engine, whatever is on the PATH. */
export function pathWithoutPulumi(): string {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.filter((folder) => !existsSync(join(folder, "pulumi"))).join(delimiter);
}

/** The real CLI with a home, a backend and a passphrase of its own. */
function pulumiRunner(where: RunnerOptions): Runner {
  const { folder: cwd, home } = where;
  const own = {
    PULUMI_HOME: join(home, "pulumi-home"),
    PULUMI_BACKEND_URL: pathToFileURL(join(home, "backend")).href,
    PULUMI_CONFIG_PASSPHRASE: "e2e",
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  const command = (...args: readonly string[]): Command => {
    const env = withPath({ ...where.environment, PATH: process.env.PATH }, dirname(process.execPath));
    return { file: "pulumi", args: [...args, "--non-interactive"], cwd, env: { ...env, ...own } };
  };
  const of = (operation: OperationName): Command => {
    const flags = operation === "preview" ? [] : ["--yes", "--skip-preview"];
    if (operation === "up") flags.push("--parallel", String(PARALLEL));
    return command(operation, "--stack", STACK, "--color", "never", ...flags);
  };
  const asked = (...args: readonly string[]): string => {
    const { file, args: all, ...options } = command(...args);
    return execFileSync(file, all, { ...options, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  };
  mkdirSync(join(home, "backend"), { recursive: true });
  asked("stack", "init", STACK);
  return {
    run: async (operation) => {
      const { code, text } = await ended(of(operation));
      return { ok: code === 0, text, unchanged: !CHANGED.test(text), warnings: warningsIn(text) };
    },
    command: of,
    stateText: () => asked("stack", "export", "--stack", STACK),
    unlock: () => void asked("cancel", STACK, "--yes"),
    outputs: async () => JSON.parse(asked("stack", "output", "--json", "--stack", STACK)),
  };
}

/** A line of the CLI's counts that is no "N unchanged". */
const CHANGED = /^\s+(\+-?|~|-|\+\+|--)?\s*\d+ (to )?(creat|updat|delet|replac)/m;

/** Runs a command to its end. `text`: all that it prints, in the order in which it came. */
export function ended({ file, args, cwd, env }: Command) {
  return new Promise<{ readonly code: number | null; readonly text: string }>((resolve, reject) => {
    const child = spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (chunk) => (text += String(chunk)));
    child.on("error", reject).on("close", (code) => resolve({ code, text }));
  });
}

/** The resources in a state file, but for the stack and its providers. */
export function resourcesOf(stateText: string): readonly StateResource[] {
  const { deployment } = JSON.parse(stateText) as { deployment: { resources?: readonly StateResource[] } };
  return (deployment.resources ?? []).filter(({ type }) => /dynamic\/msads|^msads:/.test(type));
}
