import type { Provider } from "../../provider/dynamic/provider";
import { isCovered } from "../../provider/goals/propertyPath";
import type { CheckFailure, Declared, Entry, Program, RunError } from "./e2eStack";
import { newsOf, overTheWire, type Values } from "./e2eWire";

/** Pulumi's stand-in for what is not known yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const PROVIDER = 'exports.handler=()=>require("pulumi-msads/lifecycle").ofItsKind';

/** What answers for each kind of resource: one process of the plugin. */
export type Providers = Readonly<Record<Declared["kind"], Provider>>;

/** One run of a stack: asks the provider as the engine does, and keeps the state as the engine does. */
export class ScriptedRun {
  readonly failures: CheckFailure[] = [];
  readonly errors: RunError[] = [];
  readonly #steps: string[] = [];
  readonly #underWay = new Map<string, Promise<void>>();
  /** In a preview: it will be another one, under an id that nobody knows yet. */
  readonly #replaced = new Set<string>();
  readonly #planned = new Set<string>();
  /** The state's config, until the program registers something. */
  #providers: Providers;

  constructor(
    private readonly state: Map<string, Entry>,
    private readonly condemned: { readonly name: string; readonly entry: Entry }[],
    /** Configured with the run's config, and with what the state holds of it: the same unless it was changed. */
    private readonly processes: { readonly now: Providers; readonly held: Providers },
    private readonly how: { readonly continueOnError: boolean; readonly refreshesFirst: boolean },
  ) {
    this.#providers = processes.held;
  }

  report() {
    return { ok: this.#ok, steps: this.#steps, failures: this.failures, errors: this.errors };
  }

  get #ok(): boolean {
    return this.failures.length === 0 && this.errors.length === 0;
  }

  /** Read and then diff, without check, all at once. */
  async refresh(): Promise<void> {
    await Promise.all(
      [...this.state].map(([name, entry]) =>
        this.#catching(name, async () => {
          const seen = await this.#read(entry);
          if (seen === undefined) this.state.delete(name);
          else this.state.set(name, seen);
          this.#steps.push(`${seen === undefined ? "gone" : "read"} ${name}`);
        }),
      ),
    );
  }

  /** As it is live; undefined where it is gone. */
  async #read(entry: Entry): Promise<Entry | undefined> {
    const provider = this.#providers[entry.kind];
    const { id, props, inputs } = await provider.read(entry.id, overTheWire(entry.outputs));
    if (id === undefined || id === "") return undefined;
    const outputs = answer(props, entry.outputs);
    const newInputs = inputs === undefined ? entry.inputs : answer(inputs, entry.outputs);
    await provider.diff(entry.id, overTheWire(outputs), newsOf("diff", entry.inputs, entry.ignored));
    return { ...entry, outputs, inputs: newInputs };
  }

  /** Checks and diffs one resource after the other; creates and updates run meanwhile. */
  async register(program: Program, dryRun: boolean): Promise<void> {
    const counts = countsOf(program);
    for (const [name, declared] of Object.entries(program)) {
      if (!this.#ok && !this.how.continueOnError && !dryRun) break;
      this.#providers = this.processes.now;
      const inputs = async () => ({
        ...(await this.#resolve(declared.inputs)),
        ...hidden(name, declared, counts),
      });
      await this.#catching(name, async () => this.#registerOne(name, declared, await inputs(), dryRun));
    }
    await Promise.all(this.#underWay.values());
  }

  async #registerOne(name: string, declared: Declared, given: Values, dryRun: boolean): Promise<void> {
    const old = await this.#known(name, dryRun);
    const provider = this.#providers[declared.kind];
    const ignored = [...(declared.ignoreChanges ?? []), ...(declared.transformed ?? [])];
    const kept = old === undefined ? given : withOld(given, old.inputs, ignored);
    const marked = this.how.refreshesFirst ? withOldSecrets(kept, old?.inputs ?? {}, ignored) : kept;
    const news = overTheWire({ ...marked, __provider: PROVIDER });
    const inputs = await this.#check(name, provider, old?.inputs ?? {}, news);
    if (inputs === undefined) return;
    if (old === undefined)
      return this.#start("create", name, dryRun, () => this.#create(name, declared, inputs, ignored));
    const diff = await provider.diff(old.id, overTheWire(old.outputs), newsOf("diff", inputs, ignored));
    if ((diff.replaces ?? []).length > 0) {
      const again = await this.#check(name, provider, {}, news);
      if (again === undefined) return;
      return this.#start("replace", name, dryRun, async () => {
        await this.#create(name, declared, again, ignored);
        this.condemned.push({ name, entry: old });
      });
    }
    if (diff.changes || old.initErrors !== undefined)
      return this.#start("update", name, dryRun, () => this.#update(name, old, inputs, ignored));
    this.#steps.push(`same ${name}`);
    if (!dryRun) this.state.set(name, { ...old, inputs, ignored });
  }

  /** What state holds of a resource; read anew where the provider asks for that, and in a preview not kept. */
  async #known(name: string, dryRun: boolean): Promise<Entry | undefined> {
    const entry = this.state.get(name);
    if (entry === undefined || !this.how.refreshesFirst) return entry;
    const seen = await this.#read(entry);
    if (!dryRun && seen === undefined) this.state.delete(name);
    if (!dryRun && seen !== undefined) this.state.set(name, seen);
    return seen;
  }

  async #check(name: string, provider: Provider, olds: Values, news: Values): Promise<Values | undefined> {
    const { inputs, failures } = await provider.check(overTheWire(olds), news);
    for (const failure of failures ?? []) this.failures.push({ resource: name, ...failure });
    return (failures ?? []).length > 0 ? undefined : answer(inputs, news);
  }

  #start(step: string, name: string, dryRun: boolean, work: () => Promise<void>): void {
    if (dryRun) {
      this.#planned.add(name);
      if (step === "replace") this.#replaced.add(name);
      this.#steps.push(`${step} ${name}`);
      return;
    }
    const done = this.#catching(name, async () => {
      await work();
      this.#steps.push(`${step} ${name}`);
    });
    this.#underWay.set(name, done);
  }

  async #create(name: string, { kind }: Declared, inputs: Values, ignored: readonly string[]): Promise<void> {
    try {
      const { id, outs } = await this.#providers[kind].create(overTheWire(inputs));
      this.state.set(name, { kind, id, inputs, ignored, outputs: answer(outs, inputs) });
    } catch (error) {
      const failed = initFailure(error);
      if (failed !== undefined) this.state.set(name, { kind, inputs, ignored, ...failed });
      throw error;
    }
  }

  async #update(
    name: string,
    { kind, id, inputs: oldInputs, outputs: olds }: Entry,
    inputs: Values,
    ignored: readonly string[],
  ): Promise<void> {
    try {
      const news = newsOf("update", inputs, ignored);
      const { outs } = await this.#providers[kind].update(id, overTheWire(olds), news);
      this.state.set(name, { kind, id, inputs, ignored, outputs: answer(outs, inputs) });
    } catch (error) {
      const failed = initFailure(error);
      if (failed !== undefined) this.state.set(name, { kind, inputs: oldInputs, ignored, ...failed });
      throw error;
    }
  }

  /** What was replaced, and what the program no longer has; not after a failure. */
  async deleteUnneeded(program: Program, dryRun: boolean): Promise<void> {
    if (!this.#ok && !this.how.continueOnError) return;
    const gone = [...this.state]
      .filter(([name]) => !(name in program))
      .map(([name, entry]) => ({ name, entry }));
    const doomed = [...this.condemned, ...gone];
    if (dryRun) {
      this.#steps.push(...doomed.map(({ name }) => `delete ${name}`));
      return;
    }
    await Promise.all(doomed.map((each) => this.#catching(each.name, () => this.#delete(each))));
  }

  async #delete(each: { readonly name: string; readonly entry: Entry }): Promise<void> {
    const { name, entry } = each;
    await this.#providers[entry.kind].delete(entry.id, overTheWire(entry.outputs));
    const at = this.condemned.indexOf(each);
    if (at >= 0) this.condemned.splice(at, 1);
    else this.state.delete(name);
    this.#steps.push(`delete ${name}`);
  }

  /** A resource's inputs with the outputs of others in their place, once these are there. */
  async #resolve(value: Values): Promise<Values>;
  async #resolve(value: unknown): Promise<unknown>;
  async #resolve(value: unknown): Promise<unknown> {
    if (Array.isArray(value)) return Promise.all(value.map((each) => this.#resolve(each)));
    if (typeof value !== "object" || value === null) return value;
    if ("$output" in value) return this.#output(value.$output as readonly [string, string]);
    const entries = Object.entries(value).map(async ([name, each]) => [name, await this.#resolve(each)]);
    return Object.fromEntries(await Promise.all(entries)) as Values;
  }

  async #output([resource, property]: readonly [string, string]): Promise<unknown> {
    await this.#underWay.get(resource);
    const entry = this.state.get(resource);
    if (property === "id" && entry !== undefined && !this.#replaced.has(resource)) return entry.id;
    return entry === undefined || this.#planned.has(resource) ? UNKNOWN : entry.outputs[property];
  }

  async #catching(resource: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      const { message, stack, reasons } = thrown as Error & { reasons?: readonly string[] };
      this.errors.push({ resource, message: reasons?.join("\n") ?? message, stack, thrown });
    }
  }
}

/** The SDK adds the provider's text to whatever comes back. */
function answer(values: object | undefined, from: Values): Values {
  return { ...overTheWire({ ...values }), __provider: from.__provider };
}

/** How many of each kind a program declares; a library counts as a goal. */
type Counts = Readonly<Record<string, number>>;

function countsOf(program: Program): Counts {
  const kinds = Object.values(program).map(({ kind }) => kind);
  const count = (...some: readonly Declared["kind"][]) => kinds.filter((kind) => some.includes(kind)).length;
  const counts = {
    goals: count("goal", "library"),
    tags: count("tag"),
    settings: count("settings"),
    campaigns: count("campaign"),
  };
  return Object.fromEntries(Object.entries(counts).filter(([, number]) => number > 0));
}

/** What the constructors of the package send with each resource. */
function hidden(
  name: string,
  { child, ignoreChanges: ignored = [], secret = [] }: Declared,
  counts: Counts,
): Values {
  const some = (key: string, paths: readonly string[]) => (paths.length === 0 ? {} : { [key]: paths });
  const paths = { ...some("ignored", ignored), ...some("secret", secret) };
  return { __msads: { ...(child ?? { name }), fresh: true, stack: "test", declared: counts, ...paths } };
}

/** The engine puts the old inputs in the place of ignored ones, before check. Paths: `a`, `a.b`, `a["b c"].d`, `a[*].d`. */
function withOld(news: Values, olds: Values, ignored: readonly string[]): Values {
  return ignored.reduce((kept, path) => setBack(kept, olds, path.match(/[^.[\]"]+/g) ?? []), news);
}

/** An old input that the engine puts in the place of a new one stays secret: in Pulumi's protocol the value itself says so. */
function withOldSecrets(news: Values, olds: Values, ignored: readonly string[]): Values {
  const hidden = (news.__msads ?? {}) as { readonly secret?: readonly string[] };
  const { secret: before = [] } = (olds.__msads ?? {}) as { readonly secret?: readonly string[] };
  const back = before.filter(
    (path) => isCovered(path, ignored) || ignored.some((each) => isCovered(each, [path])),
  );
  const secret = [...new Set([...(hidden.secret ?? []), ...back])];
  return secret.length === 0 ? news : { ...news, __msads: { ...hidden, secret } };
}

function setBack(news: Values, olds: Values, [name = "", ...rest]: readonly string[]): Values {
  if (name === "*") {
    const all = [...new Set([...Object.keys(news), ...Object.keys(olds)])];
    return all.reduce((kept, each) => setBack(kept, olds, [each, ...rest]), news);
  }
  const [now, old] = [news[name], olds[name]];
  if (rest.length > 0) {
    const inside = typeof now === "object" && now !== null && typeof old === "object" && old !== null;
    return inside ? { ...news, [name]: setBack(now as Values, old as Values, rest) } : news;
  }
  const { [name]: _, ...others } = news;
  return old === undefined ? others : { ...others, [name]: old };
}

function initFailure(error: unknown): Pick<Entry, "id" | "outputs" | "initErrors"> | undefined {
  const { id, properties, reasons } = error as {
    id?: string;
    properties?: Values;
    reasons?: readonly string[];
  };
  if (id === undefined) return undefined;
  return { id, outputs: overTheWire(properties ?? {}), initErrors: reasons ?? [] };
}
