import equal from "fast-deep-equal";
import { messageOf } from "../core/errors";
import type { Props } from "../core/props";
import { inWords } from "../goals/problem";
import { type SessionRuntime, Sessions } from "../session/session";
import { configOf, isDefaultProvider, nameProblems, providerProblems, secretSettings } from "./config";
import { type Answer, lookUp } from "./lookups";
import { Resources } from "./resources";
import { encoded, type Values } from "./values";

/** What a process of the plugin needs; tests pass their own. */
export interface PluginRuntime extends Omit<SessionRuntime, "notify"> {
  readonly version: string;
  /** The package's schema, as JSON. */
  readonly schema: () => string;
  /** The way to tell the user something, given the engine's address. */
  readonly notices: (address: string | undefined) => SessionRuntime["notify"];
  /** The engine's address, where it started the process. */
  readonly engine: string | undefined;
}

const OLD_CLI =
  "pulumi-resource-msads needs a newer Pulumi CLI, 3.216 or later: this one would compare with old state instead of the live account. Nothing was done.";

const UNLOCKING =
  " To unlock: set msads:readOnly to false and unset MSADS_READ_ONLY; for a provider that the program declares, set its readOnly to false and run pulumi up first.";

/** Of a declared provider; the default one goes by the config of now. */
const EARLIER_INPUTS =
  " Until the program has run, Pulumi gives this provider its inputs of the last `pulumi up`, from state. If the program gives it others by now, add `--run-program` to the command: `pulumi up --run-program`, `pulumi destroy --run-program`.";

/** The engine ends its plugins some time after it has asked them to stop. */
const GRACE = 4_000;

/** One process of the plugin: the engine starts one for each provider that it configures. */
export class PluginProcess {
  readonly resources: Resources;
  readonly #sessions: Sessions;
  #notify: SessionRuntime["notify"];
  #isDeclared = false;
  #engineRefreshes = false;

  constructor(private readonly runtime: PluginRuntime) {
    this.#notify = runtime.notices(runtime.engine);
    const notify: SessionRuntime["notify"] = (notice) => this.#notify(notice);
    this.#sessions = new Sessions({
      ...runtime,
      notify,
      unlocking: UNLOCKING,
      earlierConfig: () => (this.#isDeclared ? EARLIER_INPUTS : ""),
    });
    this.resources = new Resources(this.#sessions, () => this.#isDeclared);
  }

  get version(): string {
    return this.runtime.version;
  }

  get sessions(): Sessions {
    return this.#sessions;
  }

  schema(): string {
    return this.runtime.schema();
  }

  /** The engine says whether it refreshes a resource before it updates it, if that was asked for. */
  greeted(engineRefreshes: boolean): void {
    this.#engineRefreshes = engineRefreshes;
  }

  /** The process was started by hand, to be debugged. */
  attach(address: string): void {
    this.#notify = this.runtime.notices(address);
  }

  checkConfig(name: string | undefined, { values, secret }: Values) {
    const { PULUMI_PROJECT: project } = this.runtime.environment;
    const isDefault = isDefaultProvider(name);
    const problems = [
      // A project that is itself named "msads" has its own keys among ours.
      ...(isDefault && project === "msads" ? [] : providerProblems(values, isDefault)),
      ...nameProblems(name, values, this.runtime.environment),
    ];
    const failures = problems.map(inWords);
    return { inputs: encoded({ values, secret: [...secret, ...secretSettings(values)] }), failures };
  }

  /** Another account under one name is refused goal by goal, with a way out: a changed provider replaces nothing. */
  isSameConfig(olds: Props, news: Props): boolean {
    return equal(olds, news);
  }

  /** Throws an Error that lists everything that is missing or contradictory, or says that the CLI is too old. */
  async configure(name: string | undefined, inputs: Props): Promise<void> {
    if (!this.#engineRefreshes) throw new Error(OLD_CLI);
    this.#isDeclared = !isDefaultProvider(name);
    this.#sessions.configure(configOf(inputs, !this.#isDeclared, this.runtime.environment));
    await this.#sessions.ready();
  }

  async invoke(token: string, args: Props): Promise<Answer> {
    try {
      return await lookUp(await this.#sessions.ready(), token, args);
    } catch (error) {
      throw new Error(this.#sessions.secrets.masked(messageOf(error)));
    }
  }

  /** Comes with Ctrl-C, and at the end of every run: nothing new is sent, what is under way finishes. */
  cancel(): void {
    const reason = "The run was interrupted before this was sent; nothing was written. Run pulumi up again.";
    void this.#sessions.stop(new Error(reason), GRACE);
  }
}
