import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Emulator } from "../../provider/emulator";
import { withPath } from "../../provider/fleet/findPulumi";
import { PROGRAMS, packedPackage } from "./e2ePackage";
import { ended } from "./e2eRunner";
import { until } from "./e2eUntil";

const MSADS = join(__dirname, "../../dist/cli/main.js");
/** Half of what a Pulumi program takes is the compiling of the SDK, twice. */
const COMPILED = `--import=${pathToFileURL(join(__dirname, "compileCache.mjs"))}`;

/** What a command of the fleet came to. */
export interface FleetEnded {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command of the fleet that is under way. It leads a process group, as a shell's job does. */
export interface FleetCommand {
  readonly ended: Promise<FleetEnded>;
  isOver(): boolean;
  /** What it wrote to stderr until now. */
  said(): string;
  /** Ctrl-C: the terminal signals the command's whole process group. */
  interrupt(): void;
}

/** A fleet under the real CLI: a folder of its own with fleet file, program, backend, record and Pulumi's home; one account for each stack. */
export class FleetWorld {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;

  constructor(
    emulator: Emulator,
    readonly stacks: readonly string[],
    name = "p-",
  ) {
    packedPackage();
    const parent = join(PROGRAMS, "programs");
    mkdirSync(parent, { recursive: true });
    this.folder = mkdtempSync(join(parent, name));
    for (const each of ["program", "home", "backend", "tmp"]) mkdirSync(join(this.folder, each));
    emulator.addCustomers(
      ...stacks.map((_, at) => ({ id: customerOf(at), accounts: [{ id: accountOf(at) }] })),
    );
    this.write("program/Pulumi.yaml", "name: e2e\nruntime: nodejs\nmain: index.js\n");
    this.write("program/package.json", JSON.stringify({ name: "e2e", main: "index.js" }));
    this.fleetFile({});
    const own = {
      HOME: this.folder,
      TMPDIR: join(this.folder, "tmp"),
      PULUMI_HOME: join(this.folder, "home"),
      PULUMI_CONFIG_PASSPHRASE: "e2e",
      MSADS_ENDPOINT: emulator.url,
      NODE_OPTIONS: COMPILED,
    };
    this.environment = withPath({ ...own, PATH: process.env.PATH }, dirname(process.execPath));
  }

  /** The fleet file; what is given stands instead of the usual. */
  fleetFile({ backend = "file://./backend", config = {} }: { backend?: string; config?: object }): void {
    const accounts = this.stacks.map((stack, at) => ({
      stack,
      customerId: customerOf(at),
      accountId: accountOf(at),
    }));
    const all = { "msads:environment": "emulator", "msads:adopt": "equal", ...config };
    this.write(
      "fleet.yaml",
      JSON.stringify({ program: "./program", backend, record: "./record", config: all, accounts }),
    );
  }

  /** Puts the accounts' program in; `msads` is there in plain JavaScript. */
  program(text: string): void {
    this.write("program/index.js", `const msads = require("pulumi-msads");\n${text}`);
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  start(args: readonly string[], environment: NodeJS.ProcessEnv = {}): FleetCommand {
    const child = spawn(process.execPath, [MSADS, "fleet", ...args], {
      cwd: this.folder,
      env: { ...this.environment, ...environment },
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const text = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const)
      child[name]?.setEncoding("utf8").on("data", (chunk: string) => {
        text[name] += chunk;
      });
    let isOver = false;
    const whenEnded = new Promise<FleetEnded>((resolve, reject) => {
      child.on("error", reject).on("close", (code) => {
        isOver = true;
        resolve({ code, ...text });
      });
    });
    const interrupt = () => void process.kill(-(child.pid ?? Number.NaN), "SIGINT");
    return { ended: whenEnded, isOver: () => isOver, said: () => text.stderr, interrupt };
  }

  run(args: readonly string[], environment?: NodeJS.ProcessEnv): Promise<FleetEnded> {
    return this.start(args, environment).ended;
  }

  /** Runs a line that a message told people to type. */
  typed(line: string): Promise<{ readonly code: number | null; readonly text: string }> {
    return ended({ file: "sh", args: ["-c", line], cwd: this.folder, env: this.environment });
  }

  /** All processes that are at work for this fleet, in whatever group or session, with their command lines. */
  processes(): readonly { readonly pid: number; readonly command: string }[] {
    return readdirSync("/proc").flatMap((name) => {
      if (!/^\d+$/.test(name)) return [];
      try {
        const environment = readFileSync(`/proc/${name}/environ`, "utf8");
        if (!environment.split("\0").includes(`HOME=${this.folder}`)) return [];
        const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ").trim();
        return command === "" ? [] : [{ pid: Number(name), command }];
      } catch {
        // It has ended.
        return [];
      }
    });
  }

  /** Folders of runs that are not removed yet. */
  runFolders(): readonly string[] {
    return readdirSync(join(this.folder, "tmp")).filter((name) => name.startsWith("msads-run-"));
  }

  /** Waits until no process is left. */
  async ends(): Promise<void> {
    let left = this.processes();
    const isOver = () => {
      left = this.processes();
      return left.length === 0;
    };
    await until("no process to be left", isOver).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${left.map(({ command }) => command).join("\n")}`);
    });
  }

  /** Kills what is left of a test that failed. */
  async remove(): Promise<void> {
    for (const { pid } of this.processes()) killed(pid);
    await this.ends();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** kill -9. */
export function killed(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // It has ended by itself.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** What an account has: name and status of each goal, with its value if it has one; deleted ones left out. */
export function goalsIn({ store }: Emulator, at: number): readonly string[] {
  return store.goals
    .filter(({ accountId, deleted }) => accountId === accountOf(at) && !deleted)
    .map(({ fields: { Name, Status, Revenue } }) =>
      [Name, Status, valueIn(Revenue)].filter(Boolean).join(" "),
    )
    .sort();
}

function valueIn(revenue: unknown): string {
  const { Value } = (revenue ?? {}) as { readonly Value?: unknown };
  return Value === undefined || Value === null ? "" : String(Value);
}

/** A fleet's account, by its place in the fleet file. */
export function accountOf(at: number): string {
  return String(500_000 + at);
}

function customerOf(at: number): string {
  return String(100_000 + at);
}
