import { expect, test } from "vitest";
import { offlineGoal } from "../support/e2eGoals";
import type { Program } from "../support/e2eStack";
import { ChaosStack, type Universe } from "./chaosStack";
import type { Weather } from "./sky";
import { universeOf } from "./universe";
import type { OperationName } from "./wireFaults";

// How long a run waits for a service in trouble, in virtual time: as long as the trouble lasts, not so long for each goal.

const MINUTE = 60_000;
/** Most that a pause takes longer than asked for. */
const JITTER = 5_000;
/** What a run takes by itself, writes, reads and the engine's own pace. */
const WORK = 20_000;

const goals = (count: number, account: string): Program =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `${account} ${index}`,
      offlineGoal(`Goal ${account} ${index}`, { accountId: account }),
    ]),
  );

async function run(universe: Universe, program: Program, continueOnError = false) {
  const began = universe.time.now();
  const report = await universe.time.until(new ChaosStack(universe, {}).up(program, { continueOnError }));
  return { report, took: universe.time.now() - began };
}

const throttle = (after: number, ms: number): Weather => ({ kind: "throttle", after, ms, says: 117 });

test.each([
  { after: 0, ms: 50_000, pauses: 1 },
  { after: 2, ms: 50_000, pauses: 1 },
  { after: 1, ms: 150_000, pauses: 3 },
])(
  "throttled for $ms ms from call $after on: 90 goals in 3 accounts wait $pauses times, together",
  async ({ after, ms, pauses }) => {
    const universe = await universeOf(7);
    universe.sky.expect(throttle(after, ms));
    const program = { ...goals(30, "222"), ...goals(30, "333"), ...goals(30, "444") };
    const { report, took } = await run(universe, program);
    expect(report.errors).toEqual([]);
    expect(universe.emulator.store.goals).toHaveLength(90);
    expect(universe.sky.met.throttled).toBeGreaterThan(0);
    expect(took).toBeGreaterThan(pauses * MINUTE);
    expect(took).toBeLessThan(pauses * (MINUTE + JITTER) + WORK);
  },
);

const EVERY: readonly OperationName[] = [
  "AddConversionGoals",
  "UpdateConversionGoals",
  "GetConversionGoalsByIds",
  "AddUetTags",
  "UpdateUetTags",
  "GetUetTagsByIds",
];

/** From the nth call of each operation on, nobody answers any more. */
function dead(universe: Universe, kind: "lost" | "late", after: number): void {
  for (const operation of EVERY)
    universe.wire.plan(...Array.from({ length: 300 }, () => ({ operation, kind, after, ms: 1_000_000 })));
}

test("a service that is dead from the start ends the run in seconds, with one message for all goals", async () => {
  const universe = await universeOf(7);
  dead(universe, "lost", 0);
  const { report, took } = await run(universe, goals(60, "222"), true);
  expect(report.failures).toHaveLength(60);
  expect(new Set(report.failures.map(({ reason }) => reason)).size).toBe(1);
  expect(report.failures[0]?.reason).toMatch(/GetConversionGoalsByIds failed: the connection broke/);
  expect(took).toBeLessThan(30_000);
});

test("a service that dies in the middle of a run ends it in seconds, not in seconds for each goal", async () => {
  const universe = await universeOf(7);
  dead(universe, "lost", 1);
  const { report, took } = await run(universe, goals(60, "222"), true);
  expect(report.ok).toBe(false);
  expect(took).toBeLessThan(60_000);
});

test("a service that takes calls and never answers is waited for once, not once for each goal", async () => {
  const universe = await universeOf(7);
  dead(universe, "late", 0);
  const { report, took } = await run(universe, goals(60, "222"), true);
  expect(new Set(report.failures.map(({ reason }) => reason)).size).toBe(1);
  expect(took).toBeLessThan(MINUTE + WORK);
});
