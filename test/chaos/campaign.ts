import { offlineGoal } from "../support/e2eGoals";
import type { Report, RunOptions } from "../support/e2eStack";
import { seeded } from "../support/engineArrivals";
import type { Version } from "./anyFields";
import { Census, type Owner } from "./census";
import { ChaosStack, type Fate, type Universe } from "./chaosStack";
import { Dice } from "./dice";
import { featuresOf } from "./features";
import { leftSilently } from "./leaving";
import { lostNames, type NameRules, withoutLostNames } from "./lostNames";
import { ACCOUNTS, type Handmade, type Plan, type PlanRules, programOf } from "./plan";
import { changedTooMany, type Limited, refusedWrongly } from "./runLimit";
import { happened, noTally, SeedFailure } from "./seedFailure";
import { trouble } from "./trouble";
import { idIn } from "./truth";
import { calm, universeOf } from "./universe";
import { doubles, notDestroyed, standing, unsettled } from "./verdict";
import { firstPlan, nextPlan } from "./versions";
import { anyDeletion, anyEdit } from "./webUi";

/** A program on its way through a seed. */
interface Party {
  readonly rules: PlanRules;
  readonly config: Readonly<Record<string, string>>;
  plan: Plan;
  before: Plan | undefined;
  /** As the last process left it. */
  stack: ChaosStack;
  /** The runs of the present version. */
  runs: ChaosStack[];
  /** A run of the present version died: what it wrote may be secret, and state does not say so until a run has saved that. */
  hasDied: boolean;
  /** And its state was lost. */
  isBlind: boolean;
  /** By slot. */
  readonly ids: Map<string, string | undefined>;
}

type Run = (party: Party, stack: ChaosStack) => Promise<Report>;

/** Heals what was made and not saved: config `adopt`. */
const EQUAL = { "msads:adopt": "equal" };

/** Plays one seed to its end. Throws a SeedFailure when anything is not as it has to be. */
export async function playSeed(seed: number) {
  const dice = new Dice(seeded(seed));
  const version: Version = dice.chance(0.15) ? 12 : 13;
  const transport = version === 12 ? "soap" : dice.pick(["soap", "rest", "auto"] as const);
  return new Seed(seed, dice, await universeOf(dice.random, transport), version).play();
}

class Seed {
  readonly #tally = noTally();
  readonly #story: string[] = [];
  readonly #names: NameRules;
  #peopleAreAway = false;

  constructor(
    readonly seed: number,
    readonly dice: Dice,
    readonly universe: Universe,
    readonly version: Version,
  ) {
    const protects = dice.chance(0.6);
    const burns = protects && dice.chance(0.6);
    this.#names = { protects, burns };
    const rules = { "goal.name-burnt": burns, "tag.name-burnt": burns };
    universe.emulator.settings({ rules: protects ? rules : { ...rules, "goal.name-taken": false } });
  }

  async play() {
    const { dice, universe } = this;
    this.#count(`version ${this.version}`);
    this.#count(`transport ${universe.transport}`);
    try {
      const parties = this.#parties(await this.#outsiders());
      for (let version = 0, last = dice.whole(0, 2); version <= last; version += 1)
        await this.#version(parties, version === 0);
      if (dice.chance(0.3)) await this.#farewell(parties);
    } catch (error) {
      if (error instanceof SeedFailure) throw error;
      this.#fail([error instanceof Error ? (error.stack ?? error.message) : String(error)]);
    }
    this.#tally.calls = universe.emulator.calls().length;
    for (const [what, times] of Object.entries(universe.sky.met)) this.#count(`sky: ${what}`, times);
    return this.#tally;
  }

  /** Goals that no program has to do with, yet. */
  async #outsiders(): Promise<Handmade[]> {
    const { dice, universe } = this;
    const goals = Array.from({ length: dice.whole(1, 4) }, (_, index) => {
      const more = dice.chance(0.3) ? { status: "Paused" } : {};
      return [`o${index}`, offlineGoal(`Outsider ${index}`, more)] as const;
    });
    await this.#expectSuccess(new ChaosStack(universe, {}).up(Object.fromEntries(goals)), "outsiders");
    return universe.emulator.store.goals.map(({ id, fields }) => ({ id, name: fields.Name ?? "" }));
  }

  #parties(handmade: Handmade[]): readonly Party[] {
    const { dice, universe, version } = this;
    const unlisted = dice.chance(0.1);
    const many = dice.chance(0.02) ? dice.whole(95, 230) : 0;
    const isPair = !unlisted && dice.chance(0.35);
    return (isPair ? ["A", "B"] : ["A"]).map((name): Party => {
      const [first, second] = ACCOUNTS;
      const account = name === "B" && dice.chance(0.5) ? second : first;
      const rules = {
        ...{ stack: name, version, account, handmade, unlisted },
        mayHaveShop: name === "A",
        many: name === "A" ? many : 0,
      };
      const config = {
        "msads:accountId": account,
        "msads:apiVersion": String(version),
      };
      const stack = new ChaosStack(universe, config);
      return {
        rules,
        config,
        plan: firstPlan(dice, rules),
        before: undefined,
        stack,
        runs: [],
        ...{ hasDied: false, isBlind: false },
        ids: new Map(),
      };
    });
  }

  /** One version of each program: a run in trouble, and a run that heals. */
  async #version(parties: readonly Party[], isFirst: boolean): Promise<void> {
    for (const party of parties) {
      party.runs = [];
      party.hasDied = false;
      party.isBlind = false;
      if (!isFirst) {
        party.before = party.plan;
        party.plan = nextPlan(this.dice, party.plan, party.rules);
      }
      this.#tell(
        `${party.rules.stack} ${JSON.stringify(party.config)}: ${JSON.stringify(programOf(party.plan))}`,
      );
    }
    const up = (options: RunOptions) => (party: Party, stack: ChaosStack) =>
      stack.up(programOf(party.plan), options);
    const states = parties.map(({ stack }) => new Map(stack.state));
    await this.#inTrouble(parties, states, up({ refresh: this.dice.chance(0.2) }), 0.1);
    const limited = await this.#limited(parties, states);
    const heals: Run = (party, stack) => up({ config: EQUAL, refresh: this.dice.chance(0.15) })(party, stack);
    await this.#giveNewNames(parties, states, heals);
    await this.#heal(parties, states, heals);
    for (const [index, party] of parties.entries()) {
      this.#fail(await unsettled(this.universe, party.plan, party.stack, party));
      this.#fail(movedIds(party));
      const heard = party.runs.flatMap((stack) => stack.heard);
      const isNew = (resource: string) =>
        states[index]?.get(resource)?.id !== party.stack.state.get(resource)?.id;
      this.#fail(leftSilently(party.plan, party.before, heard, isNew));
      this.#count("[secret] said", heard.filter((message) => message.includes("[secret]")).length);
      // A preview does not know the id of a tag that it is about to take over: what hangs on it counts.
      if (!party.isBlind) this.#fail(refusedWrongly(party.runs, limited.get(party)));
      this.#tally.runs += 1;
      for (const feature of featuresOf(party.plan, party.before)) this.#count(feature);
    }
  }

  /** What people deleted may have taken its name with it: a run says so, and they give new names. */
  async #giveNewNames(parties: readonly Party[], states: readonly Owner["state"][], run: Run): Promise<void> {
    const { emulator } = this.universe;
    const lost = parties.map(({ plan }) => lostNames(plan, emulator, this.#names));
    const isTried = this.dice.chance(0.6);
    for (const [index, party] of parties.entries()) {
      const names = lost[index] ?? [];
      if (names.length === 0 || !isTried) continue;
      this.#count("names lost, and told");
      const report = await this.#calmRun(party, parties, states, run);
      if (report.ok) this.#fail([`a run makes what has a name that was lost: ${names}`]);
      const words = [
        ...names,
        ...party.plan.slots.flatMap(({ adopt }) => (typeof adopt === "string" ? adopt : [])),
      ];
      if (!words.some((word) => report.said.includes(word)))
        this.#fail([`a run fails without a word of ${names}: ${report.said}`]);
    }
    for (const [index, party] of parties.entries()) {
      if ((lost[index] ?? []).length > 0) this.#count("names lost", lost[index]?.length);
      party.plan = withoutLostNames(party.plan, emulator, this.#names, party.ids);
      this.#tell(`${party.rules.stack}: ${JSON.stringify(programOf(party.plan))}`);
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
    this.#count("destroy");
    const states = parties.map(({ stack }) => new Map(stack.state));
    // A goal that people activate while it is being destroyed may stay so: nothing knows of it any more afterwards.
    this.#peopleAreAway = true;
    const refresh = this.dice.chance(0.2);
    await this.#inTrouble(parties, states, (_, stack) => stack.destroy({ refresh }), 0);
    await this.#heal(parties, states, (_, stack) => stack.destroy());
    for (const [index, { stack }] of parties.entries())
      this.#fail(notDestroyed(this.universe, goals[index] ?? [], stack));
  }

  /** `limits`: how often a run may change so many goals and tags only. */
  async #inTrouble(
    parties: readonly Party[],
    states: readonly Owner["state"][],
    run: Run,
    limits: number,
  ): Promise<void> {
    const { dice, universe } = this;
    const census = new Census(universe.emulator);
    for (let left = dice.whole(0, 2); left > 0; left -= 1) this.#changeSomething(parties, census, false);
    const planned = trouble(dice, universe, this.#names.protects, (line) => this.#tell(line));
    const running = parties.map((party) => {
      const start = party.stack;
      const most = dice.chance(limits) ? dice.whole(0, 3) : undefined;
      const stack = this.#process(party, start, this.#fate(parties, census), most);
      return { party, start, stack, most, report: run(party, stack) };
    });
    for (const { party, start, stack, most, report } of running) {
      party.stack = await this.#ended(party, start, report);
      if (most === undefined) continue;
      this.#count("changeAtMost, in trouble");
      this.#fail(changedTooMany(stack, most, party.plan, start));
    }
    this.#tally.faults += planned - universe.pending();
    await calm(universe);
    this.#fail(this.#misdeeds(census, ownersOf(parties, states)));
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
    party.hasDied = true;
    this.#tally.crashes += 1;
    this.#tally.lostStates += isLost ? 1 : 0;
    const fate = isLost ? ", and its state is lost" : "";
    this.#tell(`${party.rules.stack} died at step ${stack.process.steps}${fate}`);
    if (isLost) {
      party.isBlind = true;
      return start;
    }
    return new ChaosStack(universe, party.config, {}, stack.saved.state, stack.saved.condemned);
  }

  /** A process of a program's next run, from what the last one left. `most`: changeAtMost. */
  #process(party: Party, { state, condemned }: ChaosStack, fate: Fate = {}, most?: number): ChaosStack {
    const byRun = most !== undefined && this.dice.chance(0.4);
    const inConfig = most === undefined ? {} : { "msads:changeAtMost": String(byRun ? 50 : most) };
    const config = { ...party.config, ...inConfig };
    party.stack = new ChaosStack(this.universe, config, fate, state, condemned);
    if (byRun) party.stack.variables = { MSADS_CHANGE_AT_MOST: String(most) };
    party.stack.isBlind = party.hasDied;
    party.runs.push(party.stack);
    return party.stack;
  }

  /** A preview and a run that may change so many goals and tags only: by party, how many that were, and whether it was too few. */
  async #limited(parties: readonly Party[], states: readonly Owner["state"][]): Promise<Map<Party, Limited>> {
    const { dice, universe } = this;
    const limited = new Map<Party, Limited>();
    for (const party of parties) {
      if (!dice.chance(0.15) || lostNames(party.plan, universe.emulator, this.#names).length > 0) continue;
      const [program, most, start] = [programOf(party.plan), dice.whole(0, 4), party.stack];
      const preview = await this.#calmRun(
        party,
        parties,
        states,
        (_, stack) => stack.preview(program, { config: EQUAL }),
        most,
      );
      const words = `changeAtMost is ${most}`;
      const isRefused = preview.said.includes(words);
      this.#fail(preview.writes.map(({ operation }) => `a preview calls ${operation}`));
      party.stack = start;
      const up = await this.#calmRun(
        party,
        parties,
        states,
        (_, stack) => stack.up(program, { config: EQUAL }),
        most,
      );
      this.#fail(changedTooMany(party.stack, most, party.plan, start));
      if (preview.ok && !up.ok)
        this.#fail([`a preview with changeAtMost ${most} passes, and the run fails: ${up.said}`]);
      this.#count(`changeAtMost: ${isRefused ? "refused" : "enough"}`);
      if (up.said.includes(words)) this.#count("changeAtMost: held");
      limited.set(party, { most, isRefused, from: party.stack });
    }
    return limited;
  }

  async #heal(parties: readonly Party[], states: readonly Owner["state"][], run: Run): Promise<void> {
    const census = new Census(this.universe.emulator);
    const running = parties.map((party) => {
      const stack = this.#process(party, party.stack);
      return [run(party, stack), `${party.rules.stack} heals`] as const;
    });
    for (const [report, what] of running) await this.#expectSuccess(report, what);
    this.#fail(this.#misdeeds(census, ownersOf(parties, states)));
  }

  /** A run of one program in fair weather, however it ends. */
  async #calmRun(
    party: Party,
    parties: readonly Party[],
    states: readonly Owner["state"][],
    run: Run,
    most?: number,
  ): Promise<Report> {
    const census = new Census(this.universe.emulator);
    const report = await this.universe.time.until(run(party, this.#process(party, party.stack, {}, most)));
    this.#tally.runs += 1;
    this.#tell(`${party.rules.stack} tries: ${report.steps.join(", ")}\n    ${report.said}`);
    this.#fail(this.#misdeeds(census, ownersOf(parties, states)));
    return report;
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

  /** Whether and when a process dies, and what people do meanwhile. */
  #fate(parties: readonly Party[], census: Census): Fate {
    const { dice } = this;
    const diesAt = dice.chance(0.4) ? dice.whole(1, 60) : undefined;
    const editAt = !this.#peopleAreAway && dice.chance(0.3) ? dice.whole(1, 60) : undefined;
    const onStep = (step: number) => {
      if (step === editAt) this.#changeSomething(parties, census, true);
    };
    return { onStep, ...(diesAt === undefined ? {} : { diesAt }) };
  }

  #changeSomething(programs: readonly Party[], census: Census, isRunning: boolean): void {
    const { dice, universe } = this;
    const scene = { emulator: universe.emulator, programs, isRunning };
    const change = dice.chance(0.12) ? anyDeletion(dice, scene) : anyEdit(dice, scene);
    if (change === undefined) return;
    this.#tally.edits += 1;
    const when = isRunning ? ", in a run" : "";
    if (change.what !== "edit") this.#count(`web UI: ${change.what}${when}`);
    if (change.what === "delete tag") {
      this.#tell(`web UI: tag ${change.tag} is deleted${when}`);
      census.deleteTag(change.tag);
      return;
    }
    const { goal, edit } = change;
    this.#tell(`web UI: ${goal.id}, ${goal.fields.Name}: ${JSON.stringify(edit)}${when}`);
    census.edit(goal.id, edit);
  }

  #count(what: string, times = 1): void {
    happened(this.#tally, what, times);
  }

  #tell(line: string): void {
    this.#story.push(line);
  }

  #fail(wrong: readonly string[]): void {
    if (wrong.length > 0) throw new SeedFailure(this.seed, wrong, this.#story);
  }
}

/** `states`: as they were when the version began. */
function ownersOf(parties: readonly Party[], states: readonly Owner["state"][]): readonly Owner[] {
  return parties.map(({ plan, before }, index) => ({ plan, before, state: states[index] ?? new Map() }));
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
