import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RestoreOptions, runRestore } from "../../provider/cli/restore/runRestore";
import type { Emulator } from "../../provider/emulator";
import { leapingClock } from "../support/e2eClock";
import { NO_LOGIN, Stack } from "../support/e2eStack";

/** A stack whose writes are in an audit log, by a clock of its own: a minute passes with each call of `later`. */
export class LoggedAccount {
  readonly #folder = mkdtempSync(join(tmpdir(), "msads-restore-"));
  readonly file = join(this.#folder, "audit.log");
  #now = Date.parse("2026-11-27T10:00:00.000Z");
  readonly stack: Stack;

  constructor(
    private readonly emulator: Emulator,
    private readonly config: Readonly<Record<string, string>> = {},
  ) {
    const outside = { date: () => new Date(this.#now) };
    const all = { "msads:auditLog": this.file, ...config };
    this.stack = new Stack(emulator, all, { PULUMI_PROJECT: "shop" }, 100, outside);
  }

  /** The clock is set to another time. */
  setTo(time: string): void {
    this.#now = Date.parse(time);
  }

  /** A minute passes. The time in the middle of it. */
  later(): Date {
    this.#now += 60_000;
    return new Date(this.#now - 30_000);
  }

  /** Runs `msads restore`; what it printed, and the calls that it made to write. */
  async restore(
    at: Date,
    options: Partial<RestoreOptions> = {},
    more: {
      readonly config?: Readonly<Record<string, string>>;
      readonly ask?: (question: string) => Promise<boolean>;
    } = {},
  ) {
    this.later();
    const before = this.emulator.calls().length;
    let text = "";
    const complaints: string[] = [];
    const config = { ...this.stack.defaults(), "msads:auditLog": this.file, ...this.config, ...more.config };
    const isWell = await runRestore(
      {
        at,
        file: undefined,
        thing: undefined,
        apply: false,
        overwritesOthers: false,
        pausesNew: false,
        pauseAtMost: 10,
        skipsUnreadable: false,
        json: false,
        ...options,
      },
      {
        environment: NO_LOGIN,
        config: (key) => (config as Readonly<Record<string, string>>)[key],
        clock: leapingClock(100),
        date: () => new Date(this.#now),
        notify: () => {},
        print: (printed) => {
          text += printed;
        },
        complain: (line) => complaints.push(line),
        ask: more.ask,
      },
    );
    const calls = this.emulator.calls().slice(before);
    const writes = calls.flatMap(({ operation = "" }) => (operation.startsWith("Get") ? [] : [operation]));
    return { isWell, text, complaints, writes };
  }

  close(): void {
    rmSync(this.#folder, { recursive: true });
  }
}
