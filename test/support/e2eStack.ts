import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { accountSettingsHandler } from "../../provider/core/accountSettings/handler";
import { campaignGoalsHandler } from "../../provider/core/campaign/handler";
import { conversionGoalHandler } from "../../provider/core/goal/handler";
import { libraryHandler } from "../../provider/core/library/handler";
import { uetTagHandler } from "../../provider/core/tag/handler";
import { type Provider, providerOf } from "../../provider/dynamic/provider";
import type { Call, Emulator } from "../../provider/emulator";
import { Resources } from "../../provider/native/resources";
import { connect } from "../../provider/session/connect";
import type { Notice } from "../../provider/session/notices";
import type { Runtime } from "../../provider/session/runtime";
import { Sessions } from "../../provider/session/session";
import { leapingClock } from "./e2eClock";
import { type Providers, ScriptedRun } from "./e2eRun";
import type { Values } from "./e2eWire";
import { nativeProvider } from "./nativeProvider";

/** One resource of a program. Inputs may hold outputs of earlier resources: `output("site", "id")`. */
export interface Declared {
  readonly kind: "goal" | "tag" | "library" | "settings" | "campaign";
  readonly inputs: Values;
  readonly ignoreChanges?: readonly string[];
  /** Paths that a transform adds to `ignoreChanges` in the engine: no constructor knows of them. */
  readonly transformed?: readonly string[];
  /** Paths of inputs that the program marks secret. */
  readonly secret?: readonly string[];
  /** Whose child it is, by URN, and its name where that is not the one it stands under in the program. */
  readonly child?: { readonly parent: string; readonly name: string };
}
/** Resources by name, in the order of their registration. */
export type Program = Readonly<Record<string, Declared>>;

export const goal = (inputs: Values, ignoreChanges: readonly string[] = []): Declared => ({
  kind: "goal",
  inputs,
  ignoreChanges,
});
export const library = (inputs: Values, ignoreChanges: readonly string[] = []): Declared => ({
  kind: "library",
  inputs,
  ignoreChanges,
});
export const tag = (inputs: Values): Declared => ({ kind: "tag", inputs });
export const accountSettings = (inputs: Values, ignoreChanges: readonly string[] = []): Declared => ({
  kind: "settings",
  inputs,
  ignoreChanges,
});
export const campaignGoals = (inputs: Values, ignoreChanges: readonly string[] = []): Declared => ({
  kind: "campaign",
  inputs,
  ignoreChanges,
});
/** A resource as the child of a component, under a name that other components' children may have too. */
export const childOf = (parent: string, name: string, declared: Declared): Declared => ({
  ...declared,
  child: { parent, name },
});
export const output = (resource: string, property: string) => ({ $output: [resource, property] as const });

type Config = Readonly<Record<string, string>>;

/** What the engine keeps of a resource between runs. */
export interface Entry {
  readonly kind: Declared["kind"];
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;
  /** What the engine ignored when it was last registered. */
  readonly ignored?: readonly string[];
  /** Written, but not as it should be: the next run updates it whatever diff says. */
  readonly initErrors?: readonly string[];
}

export interface RunError {
  readonly resource: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly thrown: unknown;
}
export interface CheckFailure {
  readonly resource: string;
  readonly property: string;
  readonly reason: string;
}

/** What one run did and said. */
export interface Report {
  readonly ok: boolean;
  /** "create order", "same site", … in the order in which they ended. */
  readonly steps: readonly string[];
  readonly failures: readonly CheckFailure[];
  readonly errors: readonly RunError[];
  readonly notices: readonly Notice[];
  readonly calls: readonly Call[];
  readonly writes: readonly Call[];
  /** All that a user would read, but for what is said once of auto-tagging (`notices` has it). */
  readonly said: string;
}

export interface RunOptions {
  readonly refresh?: boolean;
  /** Seen once the program registers something: a refresh and a destroy go by the config of the last up. */
  readonly config?: Readonly<Record<string, string>>;
  readonly continueOnError?: boolean;
}

/** Whoever runs the tests may be signed in; that is not for them to use. */
export const NO_LOGIN = { MSADS_CREDENTIALS_FILE: join(__dirname, "no-such-folder/credentials.json") };

/** How many times less the runs' waits take. */
const SPEED = 10;

/**
 * A stack under an engine of a few lines, in this process: it asks what Pulumi's engine asks, in its order, with new
 * sessions for each run (as each run is a new process) and every value through the protocol's encoding.
 */
export class Stack {
  readonly state = new Map<string, Entry>();
  /** Replaced by something new, and not deleted yet. */
  readonly condemned: { readonly name: string; readonly entry: Entry }[] = [];
  /** The config of the last up that registered something, which is in the state of the provider's own resource. */
  #configInState: Config | undefined;
  /** Which of our hosts answers the engine. */
  host: "dynamic" | "native" = "dynamic";
  /** `environment` variables of the provider's process. */
  constructor(
    private readonly emulator: Emulator,
    private readonly config: Readonly<Record<string, string>> = {},
    private readonly environment: NodeJS.ProcessEnv = {},
    private readonly speed: number = SPEED,
    private readonly outside: Partial<Pick<Runtime, "clock" | "date" | "fetch">> = {},
  ) {}

  preview(program: Program, options: RunOptions = {}): Promise<Report> {
    return this.#run(options, async (run) => {
      if (options.refresh) await run.refresh();
      await run.register(program, true);
      run.deleteUnneeded(program, true);
    });
  }

  up(program: Program, options: RunOptions = {}): Promise<Report> {
    return this.#run(options, async (run, config) => {
      if (options.refresh) await run.refresh();
      if (Object.keys(program).length > 0) this.#configInState = config;
      await run.register(program, false);
      await run.deleteUnneeded(program, false);
    });
  }

  refresh(options: RunOptions = {}): Promise<Report> {
    return this.#run(options, (run) => run.refresh());
  }

  destroy(options: RunOptions = {}): Promise<Report> {
    return this.#run(options, async (run) => {
      if (options.refresh) await run.refresh();
      await run.deleteUnneeded({}, false);
    });
  }

  /** A stack with the same state, for runs that leave this one as it is. */
  copy(): Stack {
    const copy = new Stack(this.emulator, this.config, this.environment, this.speed, this.outside);
    copy.host = this.host;
    for (const [name, entry] of this.state) copy.state.set(name, entry);
    copy.condemned.push(...this.condemned);
    copy.#configInState = this.#configInState;
    return copy;
  }

  entry(name: string): Entry {
    const entry = this.state.get(name);
    if (entry === undefined) throw new Error(`the stack has no ${name}`);
    return entry;
  }

  async #run(
    options: RunOptions,
    work: (run: ScriptedRun, config: Config) => Promise<unknown>,
  ): Promise<Report> {
    const before = this.emulator.calls().length;
    const notices: Notice[] = [];
    const config = { ...this.defaults(), ...this.config, ...options.config };
    const now = this.#providers(config, notices);
    const inState = this.#configInState ?? config;
    const held = isDeepStrictEqual(inState, config) ? now : this.#providers(inState, notices);
    const { continueOnError = false } = options;
    // The plugin asks for a refresh of each resource before its update.
    const how = { continueOnError, refreshesFirst: this.host === "native" };
    const run = new ScriptedRun(this.state, this.condemned, { now, held }, how);
    await work(run, config);
    const calls = this.emulator.calls().slice(before);
    const writes = calls.filter(({ operation }) => operation === undefined || !operation.startsWith("Get"));
    const shown = notices.filter(
      ({ severity, message }) => severity !== "debug" && !isOfAutoTagging(message),
    );
    const said = [
      ...run.failures.map(({ resource, property, reason }) => `${resource}: ${property} ${reason}`),
      ...run.errors.map(({ resource, message }) => `${resource}: ${message}`),
      ...shown.map(({ severity, message }) => `${severity}: ${message}`),
    ].join("\n");
    return { ...run.report(), notices, calls, writes, said };
  }

  /** A plugin process of its own. */
  #providers(config: Config, notices: Notice[]): Providers {
    const sessions = this.openSessions((notice) => notices.push(notice));
    const resources = new Resources(sessions, () => false);
    const provider = (kind: Declared["kind"]): Provider => {
      const lifecycle =
        this.host === "native"
          ? nativeProvider(sessions, resources, kind)
          : providerOf(sessions, HANDLERS[kind]);
      void lifecycle.configure({ config: asConfig(config) });
      return lifecycle;
    };
    return {
      goal: provider("goal"),
      library: provider("library"),
      tag: provider("tag"),
      settings: provider("settings"),
      campaign: provider("campaign"),
    };
  }

  /** As in a new plugin process. */
  openSessions(notify: (notice: Notice) => void): Sessions {
    return new Sessions({
      environment: { ...NO_LOGIN, ...this.environment },
      clock: leapingClock(this.speed),
      notify,
      connect,
      ...this.outside,
    });
  }

  defaults(): Readonly<Record<string, string>> {
    return { "msads:environment": "emulator", "msads:endpoint": this.emulator.soap };
  }
}

const HANDLERS = {
  goal: conversionGoalHandler,
  library: libraryHandler,
  tag: uetTagHandler,
  settings: accountSettingsHandler,
  campaign: campaignGoalsHandler,
};

function isOfAutoTagging(message: string): boolean {
  return message.includes("turns auto-tagging on");
}

type ConfigureConfig = Parameters<Provider["configure"]>[0]["config"];

export function asConfig(values: Readonly<Record<string, string>>): ConfigureConfig {
  const get = (key: string) => values[key];
  return { get, require: (key: string) => get(key) ?? "" } as unknown as ConfigureConfig;
}
