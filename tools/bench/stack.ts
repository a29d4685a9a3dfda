import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Call } from "../../provider/emulator";
import { up } from "../../provider/engine";
import type { Service } from "./emulator";
import { lifecycleOf, programOf, type Way } from "./programs";
import type { Usage } from "./usage";

const ROOT = join(__dirname, "../../../..");
const USAGE = join(__dirname, "usage.js");

/** What one run of a program took. */
export interface Ran {
  readonly wallMs: number;
  readonly calls: readonly Call[];
  readonly usage: readonly Usage[];
  /** What was said to the user, but for live progress. */
  readonly said: readonly string[];
}

/** A Pulumi project in a folder of its own, with its state, run by the engine of this package. */
export class Stack {
  readonly folder = mkdtempSync(join(tmpdir(), "msads-bench-"));
  readonly #usage = join(this.folder, "usage");

  constructor(
    private readonly service: Service,
    private readonly way: Way,
    private readonly goals: number,
    /** How many resources the engine works on at once. */
    private readonly parallel: number,
  ) {
    linkPackages(this.folder, lifecycleOf(way));
    writeFileSync(join(this.folder, "Pulumi.yaml"), "name: bench\nruntime: nodejs\n");
    writeFileSync(join(this.folder, "package.json"), '{"name":"bench","main":"index.js"}');
  }

  /** Runs the program, with its first `changed` goals edited: to so many minutes. Throws when it fails. */
  async up(changed = 0, minutes = 90): Promise<Ran> {
    this.write(changed, minutes);
    writeFileSync(this.#usage, "");
    const before = (await this.service.calls()).length;
    const began = performance.now();
    const { exitCode, diagnostics } = await up({
      programDir: this.folder,
      stack: "bench",
      stateFile: this.stateFile,
      parallel: this.parallel,
      env: this.environment(),
    });
    const wallMs = performance.now() - began;
    const said = diagnostics.filter(({ ephemeral, severity }) => !ephemeral && severity !== "debug");
    if (exitCode !== 0) throw new Error(`${this.way}: ${said.map(({ message }) => message).join("\n")}`);
    const calls = (await this.service.calls()).slice(before);
    return { wallMs, calls, usage: this.#read(), said: said.map(({ message }) => message) };
  }

  /** Puts the program in. */
  write(changed: number, minutes: number): void {
    writeFileSync(join(this.folder, "index.js"), programOf(this.way, this.goals, changed, minutes));
  }

  get stateFile(): string {
    return join(this.folder, "state.json");
  }

  environment(): NodeJS.ProcessEnv {
    return {
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
      HOME: this.folder,
      MSADS_ENVIRONMENT: "emulator",
      MSADS_ENDPOINT: this.service.url,
      NODE_OPTIONS: `--require=${USAGE}`,
      BENCH_USAGE: this.#usage,
    };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #read(): readonly Usage[] {
    const lines = readFileSync(this.#usage, "utf8").split("\n").filter(Boolean);
    return lines.map((line) => JSON.parse(line) as Usage);
  }
}

/** Puts this package, as the bench runs it itself, and Pulumi's SDK where a program in the folder finds them. `lifecycle`: a file in its place. */
export function linkPackages(folder: string, lifecycle?: string): void {
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "@pulumi"), { recursive: true });
  symlinkSync(join(ROOT, "node_modules/@pulumi/pulumi"), join(modules, "@pulumi/pulumi"), "junction");
  const own = join(modules, "pulumi-msads");
  mkdirSync(own);
  writeFileSync(join(own, "package.json"), packageJson(lifecycle !== undefined));
  if (lifecycle !== undefined)
    writeFileSync(join(own, "lifecycle.js"), `module.exports = require(${JSON.stringify(lifecycle)});\n`);
  symlinkSync(join(__dirname, "../../provider"), join(own, "dist"), "junction");
}

function packageJson(isReplaced: boolean): string {
  const text = readFileSync(join(ROOT, "package.json"), "utf8");
  if (!isReplaced) return text;
  const { exports, ...rest } = JSON.parse(text);
  return JSON.stringify({ ...rest, exports: { ...exports, "./lifecycle": "./lifecycle.js" } });
}
