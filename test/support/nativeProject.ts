import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { type Call, type Emulator, startEmulator } from "../../provider/emulator";
import { PACKAGE, PROGRAMS, packedPackage } from "./e2ePackage";
import {
  ended,
  type OperationName,
  type Outcome,
  RUNNERS,
  type Runner,
  resourcesOf,
  type StateResource,
} from "./e2eRunner";

/** What an operation said, did and wrote. */
export interface Ran extends Outcome {
  readonly calls: readonly Call[];
  readonly writes: readonly Call[];
}

/** A YAML project that uses the plugin of the packed package, under the real CLI. */
export class NativeProject {
  readonly folder: string;
  readonly runner: Runner;
  readonly #emulator: Emulator;
  readonly #environment: NodeJS.ProcessEnv;

  constructor(emulator: Emulator, environment: NodeJS.ProcessEnv = {}) {
    packedPackage();
    const parent = join(PROGRAMS, "programs");
    mkdirSync(parent, { recursive: true });
    this.folder = mkdtempSync(join(parent, "n-"));
    const home = join(this.folder, "home");
    mkdirSync(home);
    this.#emulator = emulator;
    this.#environment = {
      HOME: home,
      MSADS_ENVIRONMENT: "emulator",
      MSADS_ENDPOINT: emulator.url,
      ...environment,
    };
    this.program("");
    this.runner = RUNNERS.pulumi({ folder: this.folder, home, environment: this.#environment });
  }

  /** `resources`: what stands under that key, as YAML. */
  program(resources: string, more = ""): this {
    const plugins = `plugins:\n  providers:\n    - name: msads\n      path: ${join(PACKAGE, "plugin")}\n`;
    const body = resources === "" ? "" : `resources:\n${resources}`;
    writeFileSync(join(this.folder, "Pulumi.yaml"), `name: native\nruntime: yaml\n${plugins}${more}${body}`);
    return this;
  }

  environment(more: NodeJS.ProcessEnv): this {
    Object.assign(this.#environment, more);
    return this;
  }

  run(operation: OperationName): Promise<Ran> {
    return this.#ran(() => this.runner.run(operation));
  }

  /** Any other command on the stack: its words. */
  async pulumi(...words: readonly string[]): Promise<Ran> {
    const { args, ...how } = this.runner.command("preview");
    const isOfNoStack = words[0] === "plugin" || words[0] === "package";
    const flags = isOfNoStack ? [] : args.slice(args.indexOf("--stack"));
    return this.#ran(async () => {
      const { code, text } = await ended({ ...how, args: [...words, ...flags] });
      return { ok: code === 0, text, unchanged: false, warnings: [] };
    });
  }

  resources(): readonly StateResource[] {
    return resourcesOf(this.runner.stateText());
  }

  /** The id of a resource in state. */
  id(name: string): string {
    const found = this.resources().find(({ urn }) => urn.endsWith(`::${name}`));
    if (found?.id === undefined) throw new Error(`state has no ${name}`);
    return found.id;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #ran(work: () => Promise<Outcome>): Promise<Ran> {
    const before = this.#emulator.calls().length;
    const outcome = await work();
    const calls = this.#emulator.calls().slice(before);
    return { ...outcome, calls, writes: calls.filter(({ operation }) => !operation?.startsWith("Get")) };
  }
}

/** An emulator, fresh for each test, and projects that are removed after it. */
export function nativeBench() {
  let emulator: Emulator | undefined;
  const projects: NativeProject[] = [];
  const started = () => {
    if (emulator === undefined) throw new Error("the emulator starts before the first test");
    return emulator;
  };
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  beforeEach(() => emulator?.reset());
  afterEach(() => {
    for (const project of projects.splice(0)) project.remove();
  });
  afterAll(() => emulator?.close());
  return {
    get emulator() {
      return started();
    },
    project(environment: NodeJS.ProcessEnv = {}) {
      const project = new NativeProject(started(), environment);
      projects.push(project);
      return project;
    },
  };
}
