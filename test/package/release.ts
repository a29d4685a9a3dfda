import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type Call, type Emulator, startEmulator } from "../../provider/emulator";
import { destroy, preview, type Result, type RunOptions, up } from "../../provider/engine";
import { PROGRAMS, packedPackage } from "../support/e2ePackage";

/** What each release left behind: a folder for each version, with the program, its stack's state and the account of that time. */
export const KEPT = join(__dirname, "fixtures");
const PROGRAM = ["Pulumi.yaml", "package.json", "index.js"] as const;
/** Not .json: they are no source to format. */
const STATE = "state.json.txt";
const ACCOUNT = "account.json.txt";

export function keptReleases(): readonly string[] {
  return readdirSync(KEPT).sort();
}

/** A program with its stack and its account, as somebody has them on his machine. */
export class Release {
  private constructor(
    readonly folder: string,
    readonly emulator: Emulator,
  ) {}

  /** A copy of what a release left behind; today's package and today's emulator take it over. */
  static async open(version: string): Promise<Release> {
    packedPackage();
    mkdirSync(join(PROGRAMS, "programs"), { recursive: true });
    const folder = mkdtempSync(join(PROGRAMS, "programs/release-"));
    for (const file of [...PROGRAM, STATE, ACCOUNT])
      if (existsSync(join(KEPT, version, file))) copyFileSync(join(KEPT, version, file), join(folder, file));
    return new Release(folder, await startEmulator({ data: join(folder, ACCOUNT) }));
  }

  preview(): Promise<Ran> {
    return this.#run(preview);
  }

  up(): Promise<Ran> {
    return this.#run(up);
  }

  destroy(): Promise<Ran> {
    return this.#run(destroy);
  }

  stateText(): string {
    return readFileSync(join(this.folder, STATE), "utf8");
  }

  /** The state and the account become what this version leaves behind. */
  async keep(version: string): Promise<void> {
    await this.emulator.close();
    for (const file of [STATE, ACCOUNT]) {
      const text = readFileSync(join(this.folder, file), "utf8");
      // The port of this run stands in what tags gave out.
      const timeless = text.replaceAll(this.emulator.url, "http://127.0.0.1:8462");
      writeFileSync(join(KEPT, version, file), timeless);
    }
  }

  async close(): Promise<void> {
    await this.emulator.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #run(operation: (options: RunOptions) => Promise<Result>): Promise<Ran> {
    const before = this.emulator.calls().length;
    const env = {
      PATH: process.env.PATH,
      HOME: this.folder,
      MSADS_ENVIRONMENT: "emulator",
      MSADS_ENDPOINT: this.emulator.url,
    };
    const stateFile = join(this.folder, STATE);
    const result = await operation({ programDir: this.folder, stack: "kept", stateFile, env, parallel: 32 });
    const calls = this.emulator.calls().slice(before);
    return {
      ok: result.exitCode === 0,
      said: result.diagnostics.map(({ severity, message }) => `${severity}: ${message}`),
      changes: result.steps
        .filter(({ op }) => op !== "same" && op !== "refresh")
        .map(({ op, name }) => `${op} ${name}`),
      writes: calls.filter(({ operation: name }) => !name?.startsWith("Get")),
    };
  }
}

export interface Ran {
  readonly ok: boolean;
  readonly said: readonly string[];
  /** "update order": what was, or would be, done. */
  readonly changes: readonly string[];
  readonly writes: readonly Call[];
}
