import type { Report } from "../support/e2eStack";
import { Census } from "./census";
import { ChaosStack, type Fate, type Universe } from "./chaosStack";
import type { Dice } from "./dice";
import type { NameRules } from "./lostNames";
import { editNeighbour, NeighbourCensus } from "./neighbours";
import { ownersOf, type Party, type Run, type States } from "./party";
import { changedTooMany } from "./runLimit";
import type { SeedLog } from "./seedLog";
import { trouble } from "./trouble";
import { calm } from "./universe";
import { doubles } from "./verdict";
import { anyDeletion, anyEdit } from "./webUi";

/** The runs of a seed's programs, in trouble and in fair weather; after each it is looked whether something happened that must not. */
export class SeedRuns {
  /** Nobody changes anything by hand while a run is under way. */
  peopleAreAway = false;

  constructor(
    readonly dice: Dice,
    readonly universe: Universe,
    readonly names: NameRules,
    readonly log: SeedLog,
  ) {}

  /** `limits`: how often a run may change so many goals and tags only. */
  async inTrouble(parties: readonly Party[], states: States, run: Run, limits: number): Promise<void> {
    const { dice, universe } = this;
    const census = new Census(universe.emulator);
    for (let left = dice.whole(0, 2); left > 0; left -= 1) this.#changeSomething(parties, census, false);
    if (!this.peopleAreAway && dice.chance(0.25)) this.#changeNeighbour();
    const neighbours = new NeighbourCensus(universe.emulator);
    const planned = trouble(dice, universe, this.names.protects, (line) => this.log.tell(line));
    const running = parties.map((party) => {
      const start = party.stack;
      const most = dice.chance(limits) ? dice.whole(0, 3) : undefined;
      const stack = this.#process(party, start, this.#fate(parties, census), most);
      return { party, start, stack, most, report: run(party, stack) };
    });
    for (const { party, start, stack, most, report } of running) {
      party.stack = await this.#ended(party, start, report);
      if (most === undefined) continue;
      this.log.count("changeAtMost, in trouble");
      this.log.fail(changedTooMany(stack, most, party.plan, start));
    }
    this.log.tally.faults += planned - universe.pending();
    await calm(universe);
    this.log.fail(this.#misdeeds(census, ownersOf(parties, states)));
    this.log.fail(neighbours.trespasses(parties.flatMap(({ plan, before }) => [plan, before])));
  }

  #changeNeighbour(): void {
    const told = editNeighbour(this.dice, this.universe.emulator);
    this.log.tell(`web UI: ${told}`);
    this.log.count(`web UI: ${told.split(":")[0]}`);
    this.log.tally.edits += 1;
  }

  /** What is left of a stack after a run that ended, one way or the other. */
  async #ended(party: Party, start: ChaosStack, report: Promise<Report>): Promise<ChaosStack> {
    const { dice, universe } = this;
    const { stack } = party;
    const outcome = await universe.time.until(Promise.race([report, stack.process.died]));
    this.log.tally.runs += 1;
    if (outcome !== undefined) {
      if (!outcome.ok) this.log.tally.failedRuns += 1;
      this.log.tell(`${party.rules.stack} ended: ${outcome.steps.join(", ")}\n    ${outcome.said}`);
      return stack;
    }
    const isLost = dice.chance(0.4);
    party.hasDied = true;
    this.log.tally.crashes += 1;
    this.log.tally.lostStates += isLost ? 1 : 0;
    const fate = isLost ? ", and its state is lost" : "";
    this.log.tell(`${party.rules.stack} died at step ${stack.process.steps}${fate}`);
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

  /** A run of each, which has to succeed. */
  async heal(parties: readonly Party[], states: States, run: Run): Promise<void> {
    const census = new Census(this.universe.emulator);
    const neighbours = new NeighbourCensus(this.universe.emulator);
    const running = parties.map((party) => {
      const stack = this.#process(party, party.stack);
      return [run(party, stack), `${party.rules.stack} heals`] as const;
    });
    for (const [report, what] of running) await this.expectSuccess(report, what);
    this.log.fail(this.#misdeeds(census, ownersOf(parties, states)));
    this.log.fail(neighbours.trespasses(parties.flatMap(({ plan, before }) => [plan, before])));
  }

  /** A run of one program in fair weather, however it ends. */
  async calmRun(
    party: Party,
    parties: readonly Party[],
    states: States,
    run: Run,
    most?: number,
  ): Promise<Report> {
    const census = new Census(this.universe.emulator);
    const report = await this.universe.time.until(run(party, this.#process(party, party.stack, {}, most)));
    this.log.tally.runs += 1;
    this.log.tell(`${party.rules.stack} tries: ${report.steps.join(", ")}\n    ${report.said}`);
    this.log.fail(this.#misdeeds(census, ownersOf(parties, states)));
    return report;
  }

  /** What must not happen in any run, however it ends. */
  #misdeeds(census: Census, owners: ReturnType<typeof ownersOf>): readonly string[] {
    const { offences, emulator } = this.universe;
    return [...census.trespasses(owners), ...offences, ...doubles(emulator)];
  }

  async expectSuccess(running: Promise<Report>, what: string): Promise<void> {
    const report = await this.universe.time.until(running);
    this.log.tally.runs += 1;
    this.log.tell(`${what}: ${report.steps.join(", ")}`);
    if (!report.ok) this.log.fail([`${what}, and fails: ${report.said}`]);
  }

  /** Whether and when a process dies, and what people do meanwhile. */
  #fate(parties: readonly Party[], census: Census): Fate {
    const { dice } = this;
    const diesAt = dice.chance(0.4) ? dice.whole(1, 60) : undefined;
    const editAt = !this.peopleAreAway && dice.chance(0.3) ? dice.whole(1, 60) : undefined;
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
    this.log.tally.edits += 1;
    const when = isRunning ? ", in a run" : "";
    if (change.what !== "edit") this.log.count(`web UI: ${change.what}${when}`);
    if (change.what === "delete tag") {
      this.log.tell(`web UI: tag ${change.tag} is deleted${when}`);
      census.deleteTag(change.tag);
      return;
    }
    const { goal, edit } = change;
    this.log.tell(`web UI: ${goal.id}, ${goal.fields.Name}: ${JSON.stringify(edit)}${when}`);
    census.edit(goal.id, edit);
  }
}
