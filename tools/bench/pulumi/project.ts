import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { linkPackages } from "../stack";

/** What came of one call of the CLI. */
export interface Ran {
  readonly ok: boolean;
  /** All that a user would have read. */
  readonly text: string;
  readonly wallMs: number;
}

export interface Flags {
  /** How many resources the engine works on at once. Default: its own. */
  readonly parallel?: number;
  readonly extra?: readonly string[];
  /** More variables of the CLI's environment. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Gets the process once it runs. */
  readonly started?: (child: ChildProcess) => void;
}

/** No run of ours takes as long. */
const LONGEST = 1_800_000;

/** A Pulumi project in a folder of its own, with a home and a backend of its own, run by the real CLI. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), "msads-bench-"));

  private constructor(private readonly endpoint: string) {
    linkPackages(this.folder);
    for (const name of ["home", "backend"]) mkdirSync(join(this.folder, name));
    writeFileSync(join(this.folder, "Pulumi.yaml"), "name: bench\nruntime: nodejs\nmain: index.js\n");
    writeFileSync(join(this.folder, "package.json"), '{"name":"bench","main":"index.js"}');
  }

  static async create(endpoint: string, program: string): Promise<Project> {
    const project = new Project(endpoint);
    project.write(program);
    const { ok, text } = await project.pulumi(["stack", "init"]);
    if (!ok) throw new Error(text);
    return project;
  }

  write(program: string): void {
    writeFileSync(join(this.folder, "index.js"), program);
  }

  up(flags: Flags = {}): Promise<Ran> {
    return this.run("up", ["--skip-preview", ...(flags.extra ?? [])], flags);
  }

  run(operation: "up" | "refresh" | "destroy", extra: readonly string[], flags: Flags = {}): Promise<Ran> {
    const parallel = flags.parallel === undefined ? [] : ["--parallel", String(flags.parallel)];
    return this.pulumi([operation, "--yes", ...parallel, ...extra], flags);
  }

  async state(): Promise<string> {
    return (await this.pulumi(["stack", "export"])).text;
  }

  /** The children's whole environment: nothing of the user's Pulumi is touched. */
  get environment(): NodeJS.ProcessEnv {
    return {
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
      HOME: this.folder,
      PULUMI_HOME: join(this.folder, "home"),
      PULUMI_BACKEND_URL: pathToFileURL(join(this.folder, "backend")).href,
      PULUMI_CONFIG_PASSPHRASE: "bench",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      MSADS_ENVIRONMENT: "emulator",
      MSADS_ENDPOINT: this.endpoint,
    };
  }

  pulumi(args: readonly string[], flags: Flags = {}): Promise<Ran> {
    const always = ["--non-interactive", "--color", "never", "--stack", "bench"];
    return this.#spawn("pulumi", [...args, ...always], flags);
  }

  #spawn(command: string, args: readonly string[], flags: Flags = {}): Promise<Ran> {
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const child = spawn(command, args, {
        cwd: this.folder,
        env: { ...this.environment, ...flags.environment },
        stdio: ["ignore", "pipe", "pipe"],
        timeout: LONGEST,
      });
      let text = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (text += String(part)));
      child.on("error", reject);
      child.on("close", (code) => resolve({ ok: code === 0, text, wallMs: performance.now() - began }));
      flags.started?.(child);
    });
  }

  /** A process of its own that runs stacks by the Automation API; `edits` is what it gets to do. */
  inline(program: string, edits: unknown): Promise<Ran> {
    writeFileSync(join(this.folder, "inline.js"), program);
    return this.#spawn(process.execPath, ["inline.js", JSON.stringify(edits)]);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
