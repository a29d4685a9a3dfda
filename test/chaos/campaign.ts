import { offlineGoal } from "../support/e2eGoals";
import type { RunOptions } from "../support/e2eStack";
import { seeded } from "../support/engineArrivals";
import type { Version } from "./anyFields";
import { ChaosStack, type Universe } from "./chaosStack";
import { Dice } from "./dice";
import { featuresOf } from "./features";
import { leftSilently } from "./leaving";
import { wholeProgramOf } from "./neighbours";
import { EQUAL, movedIds, type Party, partiesOf, type Run } from "./party";
import type { Handmade } from "./plan";
import { refusedWrongly } from "./runLimit";
import { SeedFailure } from "./seedFailure";
import { SeedLog } from "./seedLog";
import { SeedRuns } from "./seedRuns";
import { giveNewNames, limitedRuns } from "./triedRuns";
import { universeOf } from "./universe";
import { notDestroyed, standing, unsettled } from "./verdict";
import { nextPlan } from "./versions";

/** One seed in so many is the native plugin's. */
const NATIVE_EVERY = 4;

/** Plays one seed to its end. Throws a SeedFailure when anything is not as it has to be. */
export async function playSeed(seed: number) {
  const dice = new Dice(seeded(seed));
  const version: Version = dice.chance(0.15) ? 12 : 13;
  const transport = version === 12 ? "soap" : dice.pick(["soap", "rest", "auto"] as const);
  const host = seed % NATIVE_EVERY === 0 ? "native" : "dynamic";
  return new Seed(seed, dice, await universeOf(dice.random, transport, host), version).play();
}

class Seed {
  readonly log: SeedLog;
  readonly runs: SeedRuns;

  constructor(
    seed: number,
    readonly dice: Dice,
    readonly universe: Universe,
    readonly version: Version,
  ) {
    const protects = dice.chance(0.6);
    const blocksDeleted = protects && dice.chance(0.6);
    this.log = new SeedLog(seed);
    this.runs = new SeedRuns(dice, universe, { protects, blocksDeleted }, this.log);
    const rules = { "goal.name-of-deleted": blocksDeleted, "tag.name-of-deleted": blocksDeleted };
    universe.emulator.settings({ rules: protects ? rules : { ...rules, "goal.name-taken": false } });
  }

  async play() {
    const { dice, universe } = this;
    this.log.count(`version ${this.version}`);
    this.log.count(`transport ${universe.transport}`);
    this.log.count(`host ${universe.host}`);
    try {
      const parties = partiesOf(dice, universe, this.version, await this.#outsiders());
      for (let version = 0, last = dice.whole(0, 2); version <= last; version += 1)
        await this.#version(parties, version === 0);
      if (dice.chance(0.3)) await this.#farewell(parties);
    } catch (error) {
      if (error instanceof SeedFailure) throw error;
      this.log.fail([error instanceof Error ? (error.stack ?? error.message) : String(error)]);
    }
    this.log.tally.calls = universe.emulator.calls().length;
    for (const [what, times] of Object.entries(universe.sky.met)) this.log.count(`sky: ${what}`, times);
    return this.log.tally;
  }

  /** Goals that no program has to do with, yet. */
  async #outsiders(): Promise<Handmade[]> {
    const { dice, universe } = this;
    const goals = Array.from({ length: dice.whole(1, 4) }, (_, index) => {
      const more = dice.chance(0.3) ? { status: "Paused" } : {};
      return [`o${index}`, offlineGoal(`Outsider ${index}`, more)] as const;
    });
    await this.runs.expectSuccess(new ChaosStack(universe, {}).up(Object.fromEntries(goals)), "outsiders");
    return universe.emulator.store.goals.map(({ id, fields }) => ({ id, name: fields.Name ?? "" }));
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
      this.log.tell(
        `${party.rules.stack} ${JSON.stringify(party.config)}: ${JSON.stringify(wholeProgramOf(party.plan))}`,
      );
    }
    const up = (options: RunOptions) => (party: Party, stack: ChaosStack) =>
      stack.up(wholeProgramOf(party.plan), options);
    const states = parties.map(({ stack }) => new Map(stack.state));
    await this.runs.inTrouble(parties, states, up({ refresh: this.dice.chance(0.2) }), 0.1);
    const limited = await limitedRuns(this.runs, parties, states);
    const heals: Run = (party, stack) => up({ config: EQUAL, refresh: this.dice.chance(0.15) })(party, stack);
    await giveNewNames(this.runs, parties, states, heals);
    await this.runs.heal(parties, states, heals);
    for (const [index, party] of parties.entries()) {
      this.log.fail(await unsettled(this.universe, party.plan, party.stack, party));
      this.log.fail(movedIds(party));
      const heard = party.runs.flatMap((stack) => stack.heard);
      const isNew = (resource: string) =>
        states[index]?.get(resource)?.id !== party.stack.state.get(resource)?.id;
      this.log.fail(leftSilently(party.plan, party.before, heard, isNew));
      this.log.count("[secret] said", heard.filter((message) => message.includes("[secret]")).length);
      // A preview does not know the id of a tag that it is about to take over: what hangs on it counts.
      if (!party.isBlind) this.log.fail(refusedWrongly(party.runs, limited.get(party)));
      this.log.tally.runs += 1;
      for (const feature of featuresOf(party.plan, party.before)) this.log.count(feature);
    }
  }

  /** All is destroyed; nothing of it may be lost or left active. */
  async #farewell(parties: readonly Party[]): Promise<void> {
    const goals = parties.map(({ plan, stack }) => standing(plan, stack));
    for (const party of parties) {
      party.before = party.plan;
      party.plan = { ...party.plan, slots: [], neighbours: undefined };
    }
    this.log.tell("destroy");
    this.log.count("destroy");
    const states = parties.map(({ stack }) => new Map(stack.state));
    // A goal that people activate while it is being destroyed may stay so: nothing knows of it any more afterwards.
    this.runs.peopleAreAway = true;
    const refresh = this.dice.chance(0.2);
    await this.runs.inTrouble(parties, states, (_, stack) => stack.destroy({ refresh }), 0);
    await this.runs.heal(parties, states, (_, stack) => stack.destroy());
    for (const [index, { stack }] of parties.entries())
      this.log.fail(notDestroyed(this.universe, goals[index] ?? [], stack));
  }
}
