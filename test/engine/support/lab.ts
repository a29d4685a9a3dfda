import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { PROGRAMS } from "../../support/e2ePackage";
import { childEnvironment } from "./environment";

/** The programs, their provider, and what the real CLI did with them. */
export const RECORDINGS = join(__dirname, "../recordings");
const PROGRAM = ["Pulumi.yaml", "package.json", "index.js", "scenarios.js", "provider.js"];
export const STACK = "conf";
export const CONFIG = { plain: "v1" };
export const SECRETS = { hidden: "s1" };
export const PARALLEL = 8;

export type Json = Readonly<Record<string, unknown>>;
type Edit = (id: string, change: ((live: Record<string, unknown>) => unknown) | null) => void;

/** What a program of `scenarios.js` is run through. */
export interface Scenario {
  /** Options of `up`. */
  readonly flags?: readonly ("--continue-on-error" | "--refresh")[];
  /** Whether the order in which the provider is asked counts; else it is chance, but for each resource by itself. */
  readonly ordered?: boolean;
  /** `preview n`, `up n`, `refresh n`, `destroy n`, where n is the program's STEP; `drift`. */
  readonly ops: readonly string[];
  /** Config by STEP, over the lab's own. */
  readonly config?: (step: number) => Readonly<Record<string, string>>;
  readonly drift?: (edit: Edit) => void;
}

const SCENARIOS = createRequire(__filename)(join(RECORDINGS, "scenarios.js")) as Readonly<
  Record<string, Scenario>
>;

export function scenarioNames(): readonly string[] {
  return Object.keys(SCENARIOS);
}

export function scenarioOf(name: string): Scenario {
  const scenario = SCENARIOS[name];
  if (scenario === undefined) throw new Error(`scenarios.js has no ${name}`);
  return scenario;
}

/** One scenario's program, provider cloud and call log, in a folder of its own below the repository's node_modules. */
export class Lab {
  readonly folder: string;
  readonly program: string;
  readonly #cloud: string;
  readonly #callLog: string;

  constructor(readonly scenario: string) {
    const parent = join(PROGRAMS, "programs");
    mkdirSync(parent, { recursive: true });
    this.folder = mkdtempSync(join(parent, "lab-"));
    this.program = join(this.folder, "program");
    for (const file of PROGRAM) cpSync(join(RECORDINGS, file), join(this.program, file));
    this.#cloud = mkdtempSync(join(this.folder, "cloud-"));
    this.#callLog = join(this.folder, "calls.jsonl");
  }

  /** Of the program and its provider. */
  environment(step: number): NodeJS.ProcessEnv {
    const { scenario: SCENARIO } = this;
    return {
      ...childEnvironment(),
      SCENARIO,
      STEP: String(step),
      CLOUD: this.#cloud,
      CALLLOG: this.#callLog,
    };
  }

  /** What the provider was asked since the last time. */
  takeCalls(): readonly Json[] {
    appendFileSync(this.#callLog, "");
    const lines = readFileSync(this.#callLog, "utf8").split("\n");
    writeFileSync(this.#callLog, "");
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Json);
  }

  /** Edits the cloud behind Pulumi's back. */
  drift(): void {
    const { drift } = scenarioOf(this.scenario);
    drift?.((id, change) => {
      const file = join(this.#cloud, `${id}.json`);
      if (change === null) rmSync(file);
      else writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, "utf8")))));
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
