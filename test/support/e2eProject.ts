import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "vitest";
import type { Call, Emulator } from "../../provider/emulator";
import type { RunOptions } from "../../provider/engine";
import { PROGRAMS, packedPackage } from "./e2ePackage";
import {
  engineOptions,
  type OperationName,
  type Outcome,
  RUNNER,
  RUNNERS,
  type Runner,
  type RunnerName,
  type RunnerOptions,
  resourcesOf,
} from "./e2eRunner";
import type { Transport } from "./e2eTransport";

export interface ProjectOptions {
  readonly runner?: RunnerName;
  /** Default: what the provider speaks when it is told nothing. */
  readonly transport?: Transport;
  /** `MSADS_*` and the like, over the emulator's. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Files beside the program's own. */
  readonly files?: Readonly<Record<string, string>>;
  /** The program's file. Default index.js. */
  readonly main?: string;
  readonly config?: Readonly<Record<string, string>>;
  /** As our examples have it: each operation reads the live state first. */
  readonly refreshAlways?: boolean;
}

/** What an operation did, and what of it reached the emulator. */
export interface Operated extends Outcome {
  readonly calls: readonly Call[];
  readonly writes: readonly Call[];
}

/** Half of what an operation takes is the compiling of the SDK, twice. */
const COMPILED = `--import=${pathToFileURL(join(__dirname, "compileCache.mjs"))}`;
const HEADER = 'const msads = require("pulumi-msads");\n';

/** A user's project: a program that uses the packed package, its stack, and the emulator as its service. */
export class Project {
  readonly folder: string;
  readonly runner: Runner;
  readonly #main: string;
  readonly #emulator: Emulator;
  readonly #refresh: string;
  readonly #where: RunnerOptions;

  constructor(emulator: Emulator, options: ProjectOptions = {}) {
    packedPackage();
    const parent = join(PROGRAMS, "programs");
    mkdirSync(parent, { recursive: true });
    this.folder = mkdtempSync(join(parent, "p-"));
    this.#emulator = emulator;
    this.#main = options.main ?? "index.js";
    this.#refresh = options.refreshAlways ? "options:\n  refresh: always\n" : "";
    this.configure(options.config ?? {});
    this.#write("package.json", JSON.stringify({ name: "e2e", main: this.#main, ...moduleType(this.#main) }));
    for (const [name, text] of Object.entries(options.files ?? {})) this.#write(name, text);
    const home = join(this.folder, "home");
    mkdirSync(home);
    const environment = {
      PATH: process.env.PATH,
      HOME: home,
      NODE_OPTIONS: COMPILED,
      MSADS_ENVIRONMENT: "emulator",
      MSADS_ENDPOINT: emulator.url,
      ...(options.transport && { MSADS_TRANSPORT: options.transport }),
      ...options.environment,
    };
    this.#where = { folder: this.folder, home, environment };
    this.runner = RUNNERS[options.runner ?? RUNNER](this.#where);
  }

  /** Puts a program in; `msads` is there in plain JavaScript. */
  program(text: string): this {
    this.#write(this.#main, this.#main === "index.js" ? `${HEADER}${text}` : text);
    return this;
  }

  /** What its runs speak from here on. */
  speak(transport: Transport): this {
    return this.environment({ MSADS_TRANSPORT: transport });
  }

  /** The config of its runs from here on. */
  configure(config: Readonly<Record<string, string>>): this {
    const lines = Object.entries(config).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}\n`);
    const settings = lines.length === 0 ? "" : `config:\n${lines.join("")}`;
    this.#write("Pulumi.yaml", `name: e2e\nruntime: nodejs\n${this.#refresh}${settings}`);
    return this;
  }

  /** What the environment of its runs has besides from here on; undefined takes a variable away. */
  environment(more: NodeJS.ProcessEnv): this {
    Object.assign(this.#where.environment, more);
    return this;
  }

  async run(operation: OperationName): Promise<Operated> {
    const before = this.#emulator.calls().length;
    const outcome = await this.runner.run(operation);
    const calls = this.#emulator.calls().slice(before);
    return { ...outcome, calls, writes: calls.filter((call) => !call.operation?.startsWith("Get")) };
  }

  /** What our engine is told to run this; for a test that runs it elsewhere. */
  engineOptions(): RunOptions {
    return engineOptions(this.#where);
  }

  /** Runs the program, expects success, and that a preview then finds nothing to do. */
  async up(): Promise<Operated> {
    const done = await this.run("up");
    expect(done.ok, done.text).toBe(true);
    await this.expectSettled();
    return done;
  }

  /** A preview finds no change and writes nothing. */
  async expectSettled(): Promise<void> {
    const preview = await this.run("preview");
    expect([preview.ok, preview.unchanged, preview.writes.length], preview.text).toEqual([true, true, 0]);
  }

  resources() {
    return resourcesOf(this.runner.stateText());
  }

  /** The state's ids by resource name. */
  ids(): Readonly<Record<string, string | undefined>> {
    return Object.fromEntries(this.resources().map(({ urn, id }) => [urn.split("::").at(-1), id]));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }
}

function moduleType(main: string) {
  return main.endsWith(".mjs") ? { type: "module" } : {};
}
