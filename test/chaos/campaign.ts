import { offlineGoal } from "../support/e2eGoals";
import type { Report } from "../support/e2eStack";
import { seeded } from "../support/engineArrivals";
import { Census, type Owner } from "./census";
import { ChaosStack, type Fate, type Universe } from "./chaosStack";
import { Dice } from "./dice";
import { anyFault, strike } from "./faults";
import { firstPlan, nextPlan, type Plan, type PlanRules, programOf } from "./plan";
import { noTally, SeedFailure, type Tally } from "./seedFailure";
import { idIn } from "./truth";
import { calm, universeOf } from "./universe";
import { doubles, notDestroyed, standing, unsettled } from "./verdict";
import { anyEdit } from "./webUi";

/** A program on its way through a seed. */
interface Party {
  readonly rules: PlanRules;
  readonly config: Readonly<Record<string, string>>;
  plan: Plan;
  before: Plan | undefined;
  /** As the last process left it. */
  stack: ChaosStack;
  /** By slot. */
  readonly ids: Map<string, string | undefined>;
}

type Run = (party: Party, stack: ChaosStack) => Promise<Report>;

/** Heals what was made and not saved: config `adopt`. */
const EQUAL = { "msads:adopt": "equal" };

/** Plays one seed to its end. Throws a SeedFailure when anything is not as it has to be. */
export async function playSeed(seed: number): Promise<Tally> {
  const dice = new Dice(seeded(seed));
  const universe = await universeOf(dice.random, dice.pick(["soap", "rest", "auto"] as const));
  return new Seed(seed, dice, universe).play();
}

class Seed {
  readonly #tally = noTally();
  readonly #story: string[] = [];
  readonly #protectsNames: boolean;
  #peopleAreAway = false;

  constructor(
    readonly seed: number,
    readonly dice: Dice,
    readonly universe: Universe,
  ) {
    this.#protectsNames = dice.chance(0.6);
    if (!this.#protectsNames) universe.emulator.settings({ rules: { "goal.name-taken": false } });
  }

  async play(): Promise<Tally> {
    const { dice } = this;
    try {
      await this.#outsiders();
      const parties = this.#parties();
      for (let version = 0, last = dice.whole(0, 2); version <= last; version += 1)
        await this.#version(parties, version === 0);
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
    await this.#expectSuccess(new ChaosStack(this.universe, {}).up(Object.fromEntries(goals)), "outsiders");
  }

  #parties(): readonly Party[] {
    const { dice, universe } = this;
    const unlisted = dice.chance(0.1);
    const many = dice.chance(0.02) ? dice.whole(95, 230) : 0;
    const isPair = !unlisted && dice.chance(0.35);
    return (isPair ? ["A", "B"] : ["A"]).map((name): Party => {
      const rules = { stack: name, mayHaveShop: name === "A", unlisted, many: name === "A" ? many : 0 };
      const config = name === "B" && dice.chance(0.5) ? { "msads:accountId": "333" } : {};
      const stack = new ChaosStack(universe, config);
      return { rules, config, plan: firstPlan(dice, rules), before: undefined, stack, ids: new Map() };
    });
  }

  /** One version of each program: a run in trouble, and a run that heals. */
  async #version(parties: readonly Party[], isFirst: boolean): Promise<void> {
    for (const party of parties) {
      if (!isFirst) {
        party.before = party.plan;
        party.plan = nextPlan(this.dice, party.plan, party.rules);
      }
      this.#tell(`${party.rules.stack}: ${JSON.stringify(programOf(party.plan))}`);
    }
    const owners = parties.map(ownerOf);
    await this.#inTrouble(parties, owners, (party, stack) => stack.up(programOf(party.plan)));
    await this.#heal(parties, owners, (party, stack) => stack.up(programOf(party.plan), { config: EQUAL }));
    for (const party of parties) {
      this.#fail(await unsettled(this.universe, party.plan, party.stack, party));
      this.#fail(movedIds(party));
      this.#tally.runs += 1;
    }
  }

  /** All is destroyed; nothing of it may be lost or left active. */
  async #farewell(parties: readonly Party[]): Promise<void> {
    const goals = parties.map(({ plan, stack }) => standing(plan, stack));
    for (const party of parties) {
      party.before = party.plan;
      party.plan = { ...party.plan, slots: [] };
    }
    this.#tell("destroy");
    const owners = parties.map(ownerOf);
    // A goal that people activate while it is being destroyed may stay so: nothing knows of it any more afterwards.
    this.#peopleAreAway = true;
    await this.#inTrouble(parties, owners, (_, stack) => stack.destroy());
    await this.#heal(parties, owners, (_, stack) => stack.destroy());
    for (const [index, { stack }] of parties.entries())
      this.#fail(notDestroyed(this.universe, goals[index] ?? [], stack));
  }

  async #inTrouble(parties: readonly Party[], owners: readonly Owner[], run: Run): Promise<void> {
    const { dice, universe } = this;
    const census = new Census(universe.emulator);
    for (let left = dice.whole(0, 2); left > 0; left -= 1) this.#editSomething(parties, census);
    const planned = this.#planFaults();
    const running = parties.map((party) => {
      const start = party.stack;
      const fate = this.#fate(parties, census);
      party.stack = new ChaosStack(universe, party.config, fate, start.state, start.condemned);
      return { party, start, report: run(party, party.stack) };
    });
    for (const { party, start, report } of running) party.stack = await this.#ended(party, start, report);
    this.#tally.faults += planned - universe.pending();
    await calm(universe);
    this.#fail(this.#misdeeds(census, owners));
  }

  /** What is left of a stack after a run that ended, one way or the other. */
  async #ended(party: Party, start: ChaosStack, report: Promise<Report>): Promise<ChaosStack> {
    const { dice, universe } = this;
    const { stack } = party;
    const outcome = await universe.time.until(Promise.race([report, stack.process.died]));
    this.#tally.runs += 1;
    if (outcome !== undefined) {
      if (!outcome.ok) this.#tally.failedRuns += 1;
      this.#tell(`${party.rules.stack} ended: ${outcome.steps.join(", ")}\n    ${outcome.said}`);
      return stack;
    }
    const isLost = dice.chance(0.4);
    this.#tally.crashes += 1;
    this.#tally.lostStates += isLost ? 1 : 0;
    const fate = isLost ? ", and its state is lost" : "";
    this.#tell(`${party.rules.stack} died at step ${stack.process.steps}${fate}`);
    if (isLost) return start;
    return new ChaosStack(universe, party.config, {}, stack.saved.state, stack.saved.condemned);
  }

  async #heal(parties: readonly Party[], owners: readonly Owner[], run: Run): Promise<void> {
    const census = new Census(this.universe.emulator);
    const running = parties.map((party) => {
      const { state, condemned } = party.stack;
      party.stack = new ChaosStack(this.universe, party.config, {}, state, condemned);
      return [run(party, party.stack), `${party.rules.stack} heals`] as const;
    });
    for (const [report, what] of running) await this.#expectSuccess(report, what);
    this.#fail(this.#misdeeds(census, owners));
  }

  /** What must not happen in any run, however it ends. */
  #misdeeds(census: Census, owners: readonly Owner[]): readonly string[] {
    const { offences, emulator } = this.universe;
    return [...census.trespasses(owners), ...offences, ...doubles(emulator)];
  }

  async #expectSuccess(running: Promise<Report>, what: string): Promise<void> {
    const report = await this.universe.time.until(running);
    this.#tally.runs += 1;
    this.#tell(`${what}: ${report.steps.join(", ")}`);
    if (!report.ok) this.#fail([`${what}, and fails: ${report.said}`]);
  }

  /** Says how many were planned. */
  #planFaults(): number {
    const { dice, universe } = this;
    const faults = Array.from({ length: dice.whole(0, 4) }, () => anyFault(dice, this.#protectsNames)).flat();
    for (const fault of faults) {
      this.#tell(`fault: ${JSON.stringify(fault.fault)}`);
      strike(universe, fault);
    }
    if (universe.transport !== "auto" || dice.chance(0.7)) return faults.length;
    this.#tell("SOAP is retired");
    const after = dice.whole(0, 5);
    universe.emulator.faults({ kind: "fault", code: 303, transport: "soap", after, times: 99 });
    return faults.length + 1;
  }

  /** Whether and when a process dies, and what people do meanwhile. */
  #fate(parties: readonly Party[], census: Census): Fate {
    const { dice } = this;
    const diesAt = dice.chance(0.4) ? dice.whole(1, 60) : undefined;
    const editAt = !this.#peopleAreAway && dice.chance(0.3) ? dice.whole(1, 60) : undefined;
    const onStep = (step: number) => {
      if (step === editAt) this.#editSomething(parties, census);
    };
    return { onStep, ...(diesAt === undefined ? {} : { diesAt }) };
  }

  #editSomething(parties: readonly Party[], census: Census): void {
    const { goal, edit } = anyEdit(this.dice, this.universe.emulator, parties);
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

function ownerOf({ plan, before, stack }: Party): Owner {
  return { plan, before, state: new Map(stack.state) };
}

/** A goal keeps its id unless it was replaced. */
function movedIds({ plan, stack, ids }: Party): readonly string[] {
  return plan.slots.flatMap((slot) => {
    const id = idIn(stack.state, slot);
    const known = ids.get(slot.key);
    ids.set(slot.key, id);
    const isMoved = known !== undefined && !slot.isNewGoal && known !== id;
    return isMoved ? [`${slot.name} was ${known} and is ${id}`] : [];
  });
}
