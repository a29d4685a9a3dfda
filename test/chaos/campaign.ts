import equal from "fast-deep-equal";
import type { GoalEdit, StoredGoal } from "../../provider/emulator";
import { offlineGoal } from "../support/e2eGoals";
import type { Entry, Program, Report, RunOptions } from "../support/e2eStack";
import { seeded } from "../support/engineArrivals";
import { Census, type Owner } from "./census";
import { ChaosStack, type Fate, type Universe } from "./chaosStack";
import { Dice } from "./dice";
import { anyFault } from "./faults";
import { offlineEmulator } from "./offlineEmulator";
import { firstPlan, nextPlan, type Plan, type PlanRules, programOf } from "./plan";
import { SharedTime } from "./time";
import { idIn, wrongs } from "./truth";
import { Wire } from "./wireFaults";

/** A program on its way through a seed. */
interface Party {
  readonly rules: PlanRules;
  readonly config: Readonly<Record<string, string>>;
  plan: Plan;
  before: Plan | undefined;
  isDestroyed: boolean;
  /** As the last process left it. */
  stack: ChaosStack;
}

/** What happened in a seed, in figures. */
export interface Tally {
  runs: number;
  calls: number;
  faults: number;
  crashes: number;
  lostStates: number;
  edits: number;
  failedRuns: number;
}

export const noTally = (): Tally => ({
  runs: 0,
  calls: 0,
  faults: 0,
  crashes: 0,
  lostStates: 0,
  edits: 0,
  failedRuns: 0,
});

/** A seed that failed: what was wrong, and what had happened so far. */
export class SeedFailure extends Error {
  constructor(
    readonly seed: number,
    readonly wrongs: readonly string[],
    readonly story: readonly string[],
  ) {
    super(`seed ${seed}: ${wrongs.join("\n  ")}\n  story:\n  ${story.join("\n  ")}`);
  }
}

/** Plays one seed to its end. Throws a SeedFailure when anything is not as it has to be. */
export async function playSeed(seed: number): Promise<Tally> {
  return (await Seed.open(seed)).play();
}

class Seed {
  readonly #tally = noTally();
  readonly #story: string[] = [];

  private constructor(
    readonly seed: number,
    readonly dice: Dice,
    readonly universe: Universe,
    readonly protectsNames: boolean,
    readonly pending: () => number,
  ) {}

  static async open(seed: number): Promise<Seed> {
    const random = seeded(seed);
    const dice = new Dice(random);
    const { emulator, fetch, pending } = await offlineEmulator(random);
    const time = new SharedTime();
    const transport = dice.pick(["soap", "rest", "auto"] as const);
    const universe: Universe = {
      emulator,
      wire: new Wire(fetch, time),
      time,
      random,
      transport,
      offences: [],
    };
    emulator.addCustomers({ id: "111", pilots: [574], accounts: [{ id: "222" }, { id: "333" }] });
    const protectsNames = dice.chance(0.6);
    if (!protectsNames) emulator.settings({ rules: { "goal.name-taken": false } });
    return new Seed(seed, dice, universe, protectsNames, pending);
  }

  async play(): Promise<Tally> {
    const { dice } = this;
    try {
      await this.#outsiders();
      const parties = this.#parties();
      for (let left = dice.whole(1, 3); left > 0; left -= 1) await this.#version(parties);
      if (dice.chance(0.3)) await this.#farewell(parties);
    } catch (error) {
      if (error instanceof SeedFailure) throw error;
      this.#fail([error instanceof Error ? (error.stack ?? error.message) : String(error)]);
    }
    this.#tally.calls = this.universe.emulator.calls().length;
    return this.#tally;
  }

  /** Goals that no program has to do with. */
  async #outsiders(): Promise<void> {
    const goals = Array.from({ length: this.dice.whole(1, 3) }, (_, index) => {
      const more = this.dice.chance(0.3) ? { status: "Paused" } : {};
      return [`o${index}`, offlineGoal(`Outsider ${index}`, more)] as const;
    });
    const stack = new ChaosStack(this.universe, {});
    await this.#settle(stack, stack.up(Object.fromEntries(goals)), "outsiders");
  }

  #parties(): readonly Party[] {
    const { dice, universe } = this;
    const unlisted = dice.chance(0.1);
    const many = dice.chance(0.02) ? dice.whole(95, 230) : 0;
    const isPair = !unlisted && dice.chance(0.35);
    return (isPair ? ["A", "B"] : ["A"]).map((stack): Party => {
      const rules = { stack, mayHaveShop: stack === "A", unlisted, many: stack === "A" ? many : 0 };
      const config = stack === "B" && dice.chance(0.5) ? { "msads:accountId": "333" } : {};
      const plan = firstPlan(dice, rules);
      const none = new ChaosStack(universe, config);
      return { rules, config, plan, before: undefined, isDestroyed: true, stack: none };
    });
  }

  /** One version of each program: a run in trouble, and a run that heals. */
  async #version(parties: readonly Party[]): Promise<void> {
    for (const party of parties) {
      if (!party.isDestroyed) {
        party.before = party.plan;
        party.plan = nextPlan(this.dice, party.plan, party.rules);
      }
      party.isDestroyed = false;
      this.#tell(`${party.rules.stack}: ${JSON.stringify(programOf(party.plan))}`);
    }
    const owners = parties.map(ownerOf);
    await this.#inTrouble(parties, owners, (party, stack) => stack.up(programOf(party.plan)));
    await this.#heal(parties, owners, (party, stack) => stack.up(programOf(party.plan), { config: EQUAL }));
    for (const party of parties) await this.#expectRight(party);
  }

  /** All is destroyed; nothing of it may be lost or left active. */
  async #farewell(parties: readonly Party[]): Promise<void> {
    for (const party of parties) {
      party.before = party.plan;
      party.plan = { ...party.plan, slots: [] };
    }
    const states = parties.map((party) => ({
      party,
      ids: party.before?.slots.map((slot) => ({ slot, id: idIn(party.stack.state, slot) })) ?? [],
    }));
    this.#tell("destroy");
    const owners = parties.map(ownerOf);
    await this.#inTrouble(parties, owners, (_, stack) => stack.destroy());
    await this.#heal(parties, owners, (_, stack) => stack.destroy());
    const wrong = states.flatMap(({ party, ids }) => [
      ...(party.stack.state.size === 0
        ? []
        : [`${party.rules.stack} still has ${[...party.stack.state.keys()]}`]),
      ...ids.flatMap(({ slot, id }) => {
        const status = this.universe.emulator.store.goal(id ?? "")?.fields.Status;
        return slot.onDelete === "retain" || status === "Paused"
          ? []
          : [`${slot.name} is ${status} after destroy`];
      }),
    ]);
    this.#fail(wrong);
  }

  async #inTrouble(
    parties: readonly Party[],
    owners: readonly Owner[],
    run: (party: Party, stack: ChaosStack) => Promise<Report>,
  ): Promise<void> {
    const { dice, universe } = this;
    const census = new Census(universe.emulator);
    for (let left = dice.whole(0, 2); left > 0; left -= 1) this.#editSomething(parties, census);
    const planned = this.#planFaults();
    const starts = parties.map((party) => party.stack);
    const running = parties.map((party) => {
      const fate = this.#fate(parties, census);
      const start = party.stack;
      const stack = new ChaosStack(universe, party.config, fate, start.state, start.condemned);
      party.stack = stack;
      const report = run(party, stack);
      return { party, stack, fate, report };
    });
    for (const [index, { party, stack, report }] of running.entries())
      party.stack = await this.#ended(party, stack, report, starts[index] ?? stack);
    for (let turns = 0; universe.wire.late > 0 && turns < 100; turns += 1) await universe.time.pass(5_000);
    this.#tally.faults += planned - this.pending() - universe.wire.pending;
    universe.emulator.clearFaults();
    universe.wire.clear();
    this.#fail([...census.trespasses(owners), ...universe.offences, ...this.#doubles()]);
  }

  /** What is left of a stack after a run that ended, one way or the other. */
  async #ended(
    party: Party,
    stack: ChaosStack,
    report: Promise<Report>,
    start: ChaosStack,
  ): Promise<ChaosStack> {
    const { dice, universe } = this;
    const { process } = stack;
    const outcome = await universe.time.until(Promise.race([report, process.died]));
    this.#tally.runs += 1;
    if (outcome !== undefined) {
      if (!outcome.ok) this.#tally.failedRuns += 1;
      this.#tell(
        `${party.rules.stack} ended: ${outcome.steps.join(", ")}\n    ${outcome.said.replaceAll("\n", "\n    ")}`,
      );
      return stack;
    }
    const isLost = dice.chance(0.4);
    this.#tally.crashes += 1;
    this.#tally.lostStates += isLost ? 1 : 0;
    this.#tell(
      `${party.rules.stack} died at step ${process.steps}${isLost ? ", and its state is lost" : ""}`,
    );
    if (isLost) return start;
    return new ChaosStack(universe, party.config, {}, stack.saved.state, stack.saved.condemned);
  }

  async #heal(
    parties: readonly Party[],
    owners: readonly Owner[],
    run: (party: Party, stack: ChaosStack) => Promise<Report>,
  ): Promise<void> {
    const census = new Census(this.universe.emulator);
    const running = parties.map((party) => {
      party.stack = new ChaosStack(this.universe, party.config, {}, party.stack.state, party.stack.condemned);
      return { party, report: run(party, party.stack) };
    });
    for (const { party, report } of running)
      await this.#settle(party.stack, report, `${party.rules.stack} heals`);
    this.#fail([...census.trespasses(owners), ...this.universe.offences, ...this.#doubles()]);
  }

  /** The account is as the program says, state is as the account is, and a preview finds nothing to do. */
  async #expectRight(party: Party): Promise<void> {
    const { emulator, time } = this.universe;
    this.#fail(wrongs(party.plan, party.stack.state, emulator));
    const saved = [...party.stack.state];
    const program = programOf(party.plan);
    const fresh = new ChaosStack(this.universe, party.config, {}, party.stack.state, party.stack.condemned);
    const options: RunOptions = { refresh: true };
    const preview = await time.until(fresh.preview(program, options));
    this.#tally.runs += 1;
    const changes = preview.steps.filter((step) => !step.startsWith("same ") && !step.startsWith("read "));
    this.#fail([
      ...changes.map((step) => `the next preview says: ${step}`),
      ...(preview.ok ? [] : [`the next preview fails: ${preview.said}`]),
      ...preview.writes.map(({ operation }) => `a preview calls ${operation}`),
      ...changedEntries(saved, fresh.state),
      ...(party.stack.condemned.length === 0 ? [] : ["something replaced is still to be deleted"]),
      ...this.#movedIds(party, program),
    ]);
  }

  /** A goal keeps its id unless it was replaced. */
  #movedIds(party: Party, _program: Program): readonly string[] {
    return party.plan.slots.flatMap((slot) => {
      const id = idIn(party.stack.state, slot);
      const known = this.#ids.get(`${party.rules.stack} ${slot.key}`);
      this.#ids.set(`${party.rules.stack} ${slot.key}`, id);
      return known === undefined || slot.isNewGoal || known === id
        ? []
        : [`${slot.name} was ${known} and is ${id}`];
    });
  }
  readonly #ids = new Map<string, string | undefined>();

  #doubles(): readonly string[] {
    const names = Map.groupBy(
      this.universe.emulator.store.goals.filter(({ deleted }) => !deleted),
      ({ fields }) => fields.Name,
    );
    return [...names].flatMap(([name, goals]) =>
      goals.length > 1 ? [`${name} is there ${goals.length} times`] : [],
    );
  }

  async #settle(_: ChaosStack, running: Promise<Report>, what: string): Promise<void> {
    const report = await this.universe.time.until(running);
    this.#tally.runs += 1;
    this.#tell(`${what}: ${report.steps.join(", ")}`);
    if (!report.ok) this.#fail([`${what}, and fails: ${report.said}`]);
  }

  /** Says how many were planned. */
  #planFaults(): number {
    const { dice, universe } = this;
    let planned = 0;
    if (universe.transport === "auto" && dice.chance(0.3)) {
      universe.emulator.faults({
        kind: "fault",
        code: 303,
        transport: "soap",
        after: dice.whole(0, 5),
        times: 99,
      });
      this.#tell("SOAP is retired");
      planned += 1;
    }
    for (let left = dice.whole(0, 4); left > 0; left -= 1)
      for (const fault of anyFault(dice, this.protectsNames)) {
        this.#tell(`fault: ${JSON.stringify(fault.fault)}`);
        planned += 1;
        if (fault.at === "service") universe.emulator.faults(fault.fault);
        else universe.wire.plan(fault.fault);
      }
    return planned;
  }

  /** Whether and when a process dies, and what people do meanwhile. */
  #fate(parties: readonly Party[], census: Census): Fate {
    const { dice } = this;
    const diesAt = dice.chance(0.4) ? dice.whole(1, 60) : undefined;
    const editAt = dice.chance(0.3) ? dice.whole(1, 60) : undefined;
    const onStep = (step: number) => {
      if (step === editAt) this.#editSomething(parties, census);
    };
    return { onStep, ...(diesAt === undefined ? {} : { diesAt }) };
  }

  /** A person changes a goal in the web UI. */
  #editSomething(parties: readonly Party[], census: Census): void {
    const { dice, universe } = this;
    const known = new Set(
      parties.flatMap(({ before, stack }) =>
        (before ?? { slots: [] }).slots.map((slot) => idIn(stack.state, slot)),
      ),
    );
    const open = universe.emulator.store.goals.filter(
      ({ id, fields }) => known.has(id) || fields.Name?.startsWith("Outsider"),
    );
    const goal = dice.pick(open);
    const edit = anyEdit(
      dice,
      goal,
      parties.some((party) => staysAsItIs(party, goal.id)),
    );
    this.#tally.edits += 1;
    this.#tell(`web UI: ${goal.id}, ${goal.fields.Name}: ${JSON.stringify(edit)}`);
    census.edit(goal.id, edit);
  }

  #tell(line: string): void {
    this.#story.push(line);
  }

  #fail(wrong: readonly string[]): void {
    if (wrong.length > 0) throw new SeedFailure(this.seed, wrong, this.#story);
  }
}

const EQUAL = { "msads:adopt": "equal" };

/** What state says that is not so. Fields that the program does not manage may have changed since they were read. */
function changedEntries(
  saved: readonly (readonly [string, Entry])[],
  now: ReadonlyMap<string, Entry>,
): readonly string[] {
  return saved.flatMap(([name, entry]) => {
    const found = now.get(name);
    const names = Object.keys(entry.inputs);
    const before = managedPart(entry, names);
    const after = found === undefined ? undefined : managedPart(found, names);
    if (equal(after, before)) return [];
    return [`a refresh changes ${name}:\n${JSON.stringify(before)}\n${JSON.stringify(after)}`];
  });
}

/** Without `adopt`, which counts only before there is a state. */
function managedPart({ id, inputs, outputs }: Entry, names: readonly string[]): unknown {
  const own = Object.entries(outputs).filter(([name]) => names.includes(name));
  const part = { id, inputs, outputs: Object.fromEntries(own) };
  return JSON.parse(JSON.stringify(part, (name, value) => (name === "adopt" ? undefined : value)));
}

function ownerOf({ plan, before, stack }: Party): Owner {
  return { plan, before, state: new Map(stack.state) };
}

/** A goal that the program knows by its id: one that moves or leaves is looked for under its name. */
function staysAsItIs({ plan, before, stack }: Party, id: string): boolean {
  const past = before?.slots.find((slot) => idIn(stack.state, slot) === id);
  return plan.slots.some(
    ({ key, where, isNewGoal }) => key === past?.key && where === past.where && !isNewGoal,
  );
}

function anyEdit(dice: Dice, { kind, fields }: StoredGoal, mayRename: boolean): GoalEdit {
  const edits: readonly GoalEdit[] = [
    { Status: fields.Status === "Active" ? "Paused" : "Active" },
    { ConversionWindowInMinutes: dice.whole(1, 129_600) },
    { IsEnhancedConversionsEnabled: dice.chance(0.5) },
    { ExcludeFromBidding: dice.chance(0.5) },
    ...(kind === "Url" ? [{ UrlExpression: `/edited/${dice.whole(1, 99)}` }] : []),
    ...(kind === "Duration" ? [{ MinimumDurationInSeconds: dice.whole(1, 999) }] : []),
    ...(kind === "Event" ? [{ LabelExpression: "edited", LabelOperator: "Equals" }] : []),
    ...(kind === "Event" && fields.LabelExpression !== undefined && fields.ActionExpression !== undefined
      ? [{ ActionExpression: null, ActionOperator: null }]
      : []),
    ...(kind.startsWith("App")
      ? []
      : [{ CountType: "Unique" }, { Revenue: { Type: "FixedValue", Value: "7.00", CurrencyCode: "EUR" } }]),
    ...(mayRename ? [{ Name: `${fields.Name} (edited)` }] : []),
  ];
  return dice.pick(edits);
}
