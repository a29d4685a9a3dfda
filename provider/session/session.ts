import { setImmediate } from "node:timers/promises";
import type { Account } from "../account/account";
import { Accounts } from "../account/accounts";
import { RunProgress } from "../account/batch/runProgress";
import { Claims } from "../account/claims";
import { sleep } from "../account/clock";
import type { OtherProcesses } from "../account/otherProcesses";
import { RunChanges } from "../account/runChanges";
import { earlierConfigHint } from "../config/earlierConfig";
import { EMPTY_ACCOUNT } from "../config/environmentNames";
import { openSettings } from "../config/openSettings";
import type { Settings } from "../config/settings";
import type { AccountRef } from "../service/campaignManagement";
import { type Origin, programOrigin } from "./auditEntry";
import { AuditLog } from "./auditLog";
import type { Connection } from "./connect";
import { type Notify, warnBy } from "./notices";
import { ResourceNames } from "./resourceNames";
import type { Runtime } from "./runtime";
import { Secrets } from "./secrets";
import { Turns } from "./turns";

/** What the sessions of a process need of it; tests pass their own. */
export interface SessionRuntime extends Runtime {
  /** Called once a process. */
  readonly connect: (settings: Settings, runtime: Runtime) => Pick<Connection, "port">;
  /** How readOnly is unlocked for a destroy. Default: as for the dynamic provider, whose config Pulumi takes from state. */
  readonly unlocking?: string;
  /** What is said where the settings in use may be older than the program. Default: the same; nothing where they never are. */
  readonly earlierConfig?: () => string;
  /** Who writes, for the audit log. Default: a Pulumi program, as the environment names its project. */
  readonly origin?: Origin;
  /** Lets the event loop turn once. Default: Node.js's. */
  readonly turn?: () => Promise<void>;
  /** The claims of the run's other processes. Default: there are none. */
  readonly others?: OtherProcesses | undefined;
}

/** Pulumi keeps the config in state with each run, and hands that over when it destroys. */
const UNLOCKING =
  " pulumi destroy uses the config of the last `pulumi up`. To unlock: unset MSADS_READ_ONLY and set msads:readOnly to false, then run `pulumi up` (it writes nothing else) or `pulumi destroy --run-program`.";

const EARLIER_CONFIG =
  " A refresh or destroy uses the config of the last `pulumi up`, unless it runs with --run-program.";

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
  /** What becomes of that which is replaced, by resource and id: `onDelete` as the program has it now. */
  readonly replaced: Map<string, unknown>;
  /** What users were told of, and need not be told again in this process. */
  readonly told: Set<string>;
  /** What to add to an error of read or delete. */
  readonly hint: (error: unknown) => string;
  readonly progress: RunProgress;
  /** What the run is going to change. */
  readonly changes: RunChanges;
  /** Who writes, for the audit log; the stack becomes known with the first resource. */
  readonly origin: Origin;
  /** For answers, of which one goes out at a time. */
  readonly turns: Turns;
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

  constructor(private readonly runtime: SessionRuntime) {}

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
    const { runtime } = this;
    const notify: Notify = (notice) =>
      runtime.notify({ ...notice, message: this.secrets.masked(notice.message) });
    const settings = openSettings((key) => config.get(key), runtime.environment, warnBy(notify));
    const origin = runtime.origin ?? programOrigin(runtime.environment);
    const audit = new AuditLog(settings.auditLog, {
      notify,
      masked: (text) => this.secrets.masked(text),
      date: runtime.date ?? (() => new Date()),
      who: () => origin.who,
    });
    const progress = new RunProgress(() => runtime.clock.now());
    const changes = new RunChanges(settings.changeAtMost);
    const connection = runtime.connect(settings, { ...runtime, notify });
    const accounts = new Accounts((ref) => connection.port(ref), {
      clock: runtime.clock,
      progress,
      changes,
      audit: (event, ref) => audit.note(event, ref),
      others: runtime.others,
      tell: (message) => notify({ severity: "info", message }),
      readOnly: settings.readOnly,
      unlocking: runtime.unlocking ?? UNLOCKING,
      confirmsEmpty: runtime.environment[EMPTY_ACCOUNT]?.trim() === "true",
    });
    this.#accounts = accounts;
    return {
      settings,
      notify,
      retains: runtime.environment.MSADS_ON_DELETE?.trim() === "retain",
      checked: this.#checked,
      names: new ResourceNames(),
      libraries: new Claims(runtime.others, "libraries"),
      replaced: new Map(),
      told: new Set(),
      hint: (error) => this.hint(error),
      progress,
      changes,
      origin,
      turns: new Turns(runtime.turn ?? (() => setImmediate())),
      account: (ref) => accounts.of(ref),
    };
  }

  /** What to add to an error of read or delete: nothing once a program was checked, which brings its own config. */
  hint(error: unknown): string {
    if (this.#checked.size > 0) return "";
    const words = this.runtime.earlierConfig?.() ?? EARLIER_CONFIG;
    return earlierConfigHint(error, (key) => this.#config.get(key), words);
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
    const end = this.runtime.clock.now() + graceMs;
    while (accounts.busy && this.runtime.clock.now() < end) await sleep(this.runtime.clock, 20);
  }
}
