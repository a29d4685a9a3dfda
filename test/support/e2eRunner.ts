import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
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

/** What came of one operation, whoever ran it. */
export interface Outcome {
  readonly ok: boolean;
  /** All that a user would have seen. */
  readonly text: string;
  /** Nothing was (or in a preview: would be) created, updated, replaced or deleted. */
  readonly unchanged: boolean;
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

/** Something that runs Pulumi programs: our engine, or the real CLI where there is one. */
export interface Runner {
  run(operation: OperationName): Promise<Outcome>;
  stateText(): string;
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

export function engineOptions({ folder, home, environment }: RunnerOptions): RunOptions {
  const stateFile = join(home, "state.json");
  return { programDir: folder, stack: "e2e", stateFile, env: environment, parallel: 32 };
}

function engineRunner(where: RunnerOptions): Runner {
  const options = engineOptions(where);
  return {
    run: async (operation) => {
      const result = await operations[operation](options);
      return { ok: result.exitCode === 0, text: textOf(result), unchanged: isUnchanged(result) };
    },
    stateText: () => (existsSync(options.stateFile) ? readFileSync(options.stateFile, "utf8") : NOTHING),
  };
}

function textOf(result: Result): string {
  const said = result.diagnostics.map(({ severity, message }) => `${severity}: ${message}`);
  return [renderPlan(result, { color: false }), ...said].join("\n");
}

function isUnchanged(result: Result): boolean {
  return result.steps.every(({ op, outcome }) => QUIET.includes(op) && (outcome ?? "same") === "same");
}

/** Whether the real CLI is there. */
export function hasPulumi(): boolean {
  return spawnSync("pulumi", ["version"]).status === 0;
}

/** The real CLI with a home, a backend and a passphrase of its own. */
function pulumiRunner({ folder, home, environment }: RunnerOptions): Runner {
  const backend = join(home, "backend");
  mkdirSync(backend, { recursive: true });
  const env = () => ({
    ...environment,
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    PULUMI_HOME: join(home, "pulumi-home"),
    PULUMI_BACKEND_URL: pathToFileURL(backend).href,
    PULUMI_CONFIG_PASSPHRASE: "e2e",
    PULUMI_SKIP_UPDATE_CHECK: "true",
  });
  spawnSync("pulumi", ["stack", "init", "e2e", "--non-interactive"], { cwd: folder, env: env() });
  const yes = ["--yes", "--skip-preview"];
  return {
    run: async (operation) => {
      const flags = operation === "preview" ? [] : operation === "up" ? [...yes, "--parallel", "32"] : yes;
      const { code, text } = await pulumi(folder, env(), [
        operation,
        "--non-interactive",
        "--color",
        "never",
        ...flags,
      ]);
      const changed = /^\s+(\+-?|~|-|\+\+|--)?\s*\d+ (to )?(creat|updat|delet|replac)/m.test(text);
      return { ok: code === 0, text, unchanged: !changed };
    },
    stateText: () =>
      spawnSync("pulumi", ["stack", "export"], { cwd: folder, env: env(), encoding: "utf8" }).stdout,
  };
}

function pulumi(cwd: string, env: NodeJS.ProcessEnv, args: readonly string[]) {
  return new Promise<{ readonly code: number | null; readonly text: string }>((resolve, reject) => {
    const child = spawn("pulumi", args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (text += String(chunk)));
    child.on("error", reject).on("close", (code) => resolve({ code, text }));
  });
}

/** The resources in a state file, but for the stack and its providers. */
export function resourcesOf(stateText: string): readonly StateResource[] {
  const { deployment } = JSON.parse(stateText) as { deployment: { resources?: readonly StateResource[] } };
  return (deployment.resources ?? []).filter(({ type }) => type.includes("dynamic/msads"));
}
