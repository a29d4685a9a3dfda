import { afterEach, beforeEach, expect, test } from "vitest";
import type { Call, Emulator } from "../../provider/emulator";
import { withTwin } from "../support/e2eEmulator";
import { startKillable, type Victim } from "../support/e2eKill";
import type { Operated, Project } from "../support/e2eProject";
import { type Relay, startRelay } from "../support/e2eRelay";
import type { Transport } from "../support/e2eTransport";
import { until } from "../support/e2eUntil";
import { bench } from "../support/e2eUse";

const lab = bench();
const GOALS = 250;
/** Of these so many get another window in an edit: a call of 100 and one of 50. */
const EDITED = 150;
/** The service holds what shall be struck until it is told to go on. */
const HELD_MS = 3_600_000;

let relay: Relay;
beforeEach(async () => {
  relay = await startRelay(lab.emulator.url);
  // Else the service itself would keep a goal from being made twice.
  lab.emulator.settings({ rules: { "goal.name-taken": false } });
});
afterEach(() => relay.close());

interface Strike {
  readonly operation: "AddConversionGoals" | "UpdateConversionGoals";
  /**
   * When the run dies: the second batch has reached the service, which will do it after the run's death; the second batch is done
   * and not answered; the first is answered, the second not sent.
   */
  readonly moment: "received" | "done" | "between";
  readonly victim: Victim;
  readonly transport: Transport;
}

function libraryOf(minutes: number, more = ""): string {
  return `const goals = {};
for (let i = 0; i < ${GOALS}; i++)
  goals["Goal " + i] = { type: "OfflineConversion", goalCategory: "Purchase", conversionWindowInMinutes: i < ${EDITED} ? ${minutes} : 60 };
new msads.ConversionGoalLibrary("all", { goals, ${more} });
`;
}

/** The windows of all live goals by name, as the program of `minutes` wants them. */
function wanted(minutes: number): Readonly<Record<string, string>> {
  const goal = (_: unknown, i: number) => [`Goal ${i}`, `Active ${i < EDITED ? minutes : 60}`] as const;
  return Object.fromEntries(Array.from({ length: GOALS }, goal));
}

function live({ store }: Emulator): Readonly<Record<string, string>> {
  return Object.fromEntries(
    store.goals.map(({ fields, deleted }) => [
      fields.Name,
      deleted ? "deleted" : `${fields.Status} ${fields.ConversionWindowInMinutes}`,
    ]),
  );
}

/** All goals are there, once each, as the program says. */
function expectWhole(emulator: Emulator, minutes: number): void {
  expect(live(emulator)).toEqual(wanted(minutes));
  expect(emulator.store.goals).toHaveLength(GOALS);
  expect(emulator.calls().filter(({ items }) => items > 100)).toEqual([]);
}

/** How many goals are not yet as the program says. */
function missing(emulator: Emulator, minutes: number): number {
  const now = live(emulator);
  return Object.entries(wanted(minutes)).filter(([name, goal]) => now[name] !== goal).length;
}

/** Starts a run, and kills it at its moment. Settles when nothing of it is under way, at the service neither. */
async function struck(project: Project, strike: Strike, minutes: number): Promise<void> {
  await (await killed(project, strike, minutes)).end();
}

/** Starts a run, and kills it at its moment. `end` settles when the service has done what the dead run sent. */
async function killed(project: Project, { operation, moment, victim, transport }: Strike, minutes: number) {
  const before = lab.emulator.calls().length;
  const requested = relay.requests(operation);
  const answered = (): readonly Call[] =>
    lab.emulator
      .calls()
      .slice(before)
      .filter((call) => call.operation === operation);
  const held = moment === "between" ? "GetConversionGoalsByIds" : operation;
  const when = moment === "done" ? "after" : "before";
  // The first read is the list before the first write; what is read back after it holds the second write up.
  const times = moment === "between" ? 2 : 1;
  lab.emulator.faults({ operation: held, kind: "delay", ms: HELD_MS, when, after: 1, times });
  const isReached = {
    received: () => relay.requests(operation) - requested === 2,
    done: () => missing(lab.emulator, minutes) === (operation === "AddConversionGoals" ? GOALS - 200 : 0),
    between: () => answered().length === 1,
  }[moment];
  const run = startKillable(project.speak(transport).runner.command("up"));
  await until(`the moment: ${operation} ${moment}`, isReached);
  expect([moment, answered().length]).toEqual([moment, 1]);
  await run.kill(victim);
  const death = Date.now();
  const orphans = () => answered().filter(({ startedAt }) => startedAt <= death);
  const reached = moment === "between" ? 1 : 2;
  expect(relay.requests(operation) - requested, "nothing was sent after the death").toBe(reached);
  lab.emulator.clearFaults();
  return { end: () => until("the orphaned write to end", () => orphans().length === reached) };
}

/** A run does what is missing and no more. */
async function completes(project: Project, emulator: Emulator, minutes: number): Promise<void> {
  const left = missing(emulator, minutes);
  const done = await project.run("up");
  expect(done.ok, done.text).toBe(true);
  expect(itemsOf(done)).toBe(left);
  expectWhole(emulator, minutes);
}

/** A run does what is missing and no more; the next one nothing. */
async function converges(project: Project, emulator: Emulator, minutes: number): Promise<void> {
  await completes(project, emulator, minutes);
  const again = await project.run("up");
  expect([again.ok, again.unchanged, again.writes], again.text).toEqual([true, true, []]);
  expect(Object.keys(project.resources()[0]?.outputs?.ids as object)).toHaveLength(GOALS);
}

function itemsOf({ writes }: Operated): number {
  return writes.reduce((sum, { items }) => sum + items, 0);
}

const inAdds: readonly Omit<Strike, "operation">[] = [
  { moment: "done", victim: "all", transport: "soap" },
  { moment: "done", victim: "plugin", transport: "rest" },
  { moment: "received", victim: "all", transport: "rest" },
  { moment: "between", victim: "engine", transport: "soap" },
  { moment: "between", victim: "all", transport: "rest" },
];

test.each(inAdds)(
  "a library being made, batch $moment, kill -9 of $victim over $transport: the next run makes what is missing, with the state and without",
  async (strike) => {
    const adopting = { MSADS_ADOPT: "equal" };
    const own = { environment: { ...adopting, MSADS_ENDPOINT: relay.url } };
    const project = lab.project(own).program(libraryOf(60));
    await struck(project, { operation: "AddConversionGoals", ...strike }, 60);
    await withTwin(lab.emulator, async (twin) => {
      const { transport } = strike;
      const stateless = lab.project({ environment: adopting, transport }, twin).program(libraryOf(60));
      await completes(stateless, twin, 60);
    });
    await converges(project, lab.emulator, 60);
  },
);

test("the next run begins while the dead one's batch is still on its way: whoever comes first, no goal is there twice", async () => {
  // Only the service can tell here, as it does: names are unique.
  lab.emulator.settings({ rules: { "goal.name-taken": true } });
  const environment = { MSADS_ADOPT: "equal", MSADS_ENDPOINT: relay.url };
  const project = lab.project({ environment }).program(libraryOf(60));
  const strike = { moment: "received", victim: "all", transport: "rest" } as const;
  const orphan = await killed(project, { operation: "AddConversionGoals", ...strike }, 60);
  const overtaking = await project.run("up");
  await orphan.end();
  if (!overtaking.ok) expect(overtaking.text).toMatch(/5317/);
  expectWhole(lab.emulator, 60);
  await converges(project, lab.emulator, 60);
});

const inUpdates: readonly Strike[] = [
  { operation: "UpdateConversionGoals", moment: "done", victim: "plugin", transport: "soap" },
  { operation: "UpdateConversionGoals", moment: "between", victim: "engine", transport: "rest" },
  { operation: "UpdateConversionGoals", moment: "received", victim: "all", transport: "rest" },
];

test("a library being changed, killed with kill -9 in three ways: the next run changes what is left, with the state and without", async () => {
  const project = lab.project({ environment: { MSADS_ENDPOINT: relay.url } }).program(libraryOf(60));
  await project.up();
  for (const [turn, strike] of inUpdates.entries()) {
    const minutes = 90 + turn;
    await struck(project.program(libraryOf(minutes)), strike, minutes);
    if (strike.moment === "between")
      await withTwin(lab.emulator, (twin) => healsWithConsent(twin, minutes - 1, minutes));
    await converges(project, lab.emulator, minutes);
  }
});

/** Without state nobody knows that the goals are ours: what differs is refused until the program consents. */
async function healsWithConsent(twin: Emulator, before: number, minutes: number): Promise<void> {
  const store = twin.store.snapshot();
  const stateless = lab.project({ environment: { MSADS_ADOPT: "equal" } }, twin).program(libraryOf(minutes));
  const refused = await stateless.run("up");
  expect([refused.ok, refused.writes]).toEqual([false, []]);
  expect(refused.text).toContain(`It differs: conversionWindowInMinutes is ${before}, wanted ${minutes}`);
  expect(twin.store.snapshot()).toEqual(store);
  await converges(stateless.program(libraryOf(minutes, "adopt: true")), twin, minutes);
}
