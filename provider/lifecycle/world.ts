import { appendFileSync } from "node:fs";
import type { Account } from "../account/account";
import { Accounts } from "../account/accounts";
import { Claims } from "../account/claims";
import { sleep, systemClock } from "../account/clock";
import { EMPTY_ACCOUNT } from "../account/emptyAnswer";
import { RunChanges } from "../account/runChanges";
import { RunProgress } from "../account/runProgress";
import type { AccountRef } from "../service/campaignManagement";
import { type Connection, connect } from "./connect";
import { earlierConfigHint } from "./earlierConfig";
import { engineNotices, type Notify } from "./notices";
import { openSettings } from "./openSettings";
import type { Outside } from "./outside";
import { ResourceNames } from "./resourceNames";
import { Secrets } from "./secrets";
import type { Settings } from "./settings";

/** What the lifecycle needs of the world outside; tests pass their own. */
export interface World extends Outside {
  /** Called once a process. */
  readonly connect: (settings: Settings, outside: Outside) => Pick<Connection, "port">;
}

/** The plugin process: the engine's address is its first argument. */
export function pluginWorld(): World {
  return { environment: process.env, clock: systemClock, notify: engineNotices(process.argv[2]), connect };
}

/** What is known once the engine has called `configure`. */
export interface Session {
  readonly settings: Settings;
  readonly notify: Notify;
  /** The environment of this run says that goals which leave stay as they are. */
  readonly retains: boolean;
  /** A resource was checked in this process: what diff then says of it speaks for the program, not for a refresh. */
  readonly checked: Set<string>;
  /** What people call the program's resources. */
  readonly names: ResourceNames;
  /** The library of each account: ids are the accounts'. */
  readonly libraries: Claims;
  /** What users were told of, and need not be told again in this process. */
  readonly told: Set<string>;
  /** What to add to an error of read or delete. */
  readonly hint: (error: unknown) => string;
  readonly progress: RunProgress;
  /** What the run is going to change. */
  readonly changes: RunChanges;
  account(ref: AccountRef): Account;
}

export type Config = { get(key: string): string | undefined };

/** The one session of a process. `configure` only stores a promise: the SDK calls other methods before it is done. */
export class Sessions {
  #session: Promise<Session> | undefined;
  #accounts: Accounts | undefined;
  #config: Config = { get: () => undefined };
  readonly #checked = new Set<string>();
  /** What programs mark secret is in nothing that is printed. */
  readonly secrets = new Secrets();

  constructor(private readonly world: World) {}

  configure(config: Config): void {
    if (this.#session === undefined) this.#config = config;
    this.#session ??= this.#open(config);
    // Whoever awaits the session gets the error; nobody may yet.
    this.#session.catch(() => {});
  }

  ready(): Promise<Session> {
    return this.#session ?? Promise.reject(new Error("msads: the engine called a method before configure."));
  }

  async #open(config: Config): Promise<Session> {
    const { world } = this;
    const notify: Notify = (notice) =>
      world.notify({ ...notice, message: this.secrets.masked(notice.message) });
    const settings = openSettings((key) => config.get(key), world);
    const audit = auditTo(settings.auditLog, notify, (line) => this.secrets.masked(line));
    const progress = new RunProgress(() => world.clock.now());
    const changes = new RunChanges(settings.changeAtMost);
    const connection = world.connect(settings, { ...world, notify });
    const accounts = new Accounts((ref) => connection.port(ref), {
      clock: world.clock,
      progress,
      changes,
      audit,
      tell: (message) => notify({ severity: "info", message }),
      readOnly: settings.readOnly,
      confirmsEmpty: world.environment[EMPTY_ACCOUNT] === "true",
    });
    this.#accounts = accounts;
    return {
      settings,
      notify,
      retains: world.environment.MSADS_ON_DELETE?.trim() === "retain",
      checked: this.#checked,
      names: new ResourceNames(),
      libraries: new Claims(),
      told: new Set(),
      hint: (error) => this.hint(error),
      progress,
      changes,
      account: (ref) => accounts.of(ref),
    };
  }

  /** What to add to an error of read or delete: nothing once a program was checked, which brings its own config. */
  hint(error: unknown): string {
    return this.#checked.size > 0 ? "" : earlierConfigHint(error, (key) => this.#config.get(key));
  }

  /** A write is under way. */
  get busy(): boolean {
    return this.#accounts?.busy === true;
  }

  /** No new write starts; the one under way has `graceMs` to finish. */
  async stop(reason: Error, graceMs: number): Promise<void> {
    const accounts = this.#accounts;
    if (accounts === undefined) return;
    accounts.stop(reason);
    const end = this.world.clock.now() + graceMs;
    while (accounts.busy && this.world.clock.now() < end) await sleep(this.world.clock, 20);
  }
}

/** One line for each write: in the engine's debug log and, where wanted, in a file. A file that cannot be written must not stop a write. */
function auditTo(
  file: string | undefined,
  notify: Notify,
  masked: (line: string) => string,
): (line: string) => void {
  return (unmasked) => {
    const line = masked(unmasked);
    notify({ severity: "debug", message: line });
    if (file === undefined) return;
    try {
      appendFileSync(file, `${new Date().toISOString()} ${line}\n`, { mode: 0o600 });
    } catch (error) {
      notify({
        severity: "warning",
        message: `auditLog: ${error instanceof Error ? error.message : String(error)}`,
      });
    }
  };
}
