import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { accountOf, type FleetEnded, FleetWorld, goalsIn } from "../support/e2eFleet";
import { until } from "../support/e2eUntil";
import { bench } from "../support/e2eUse";

const lab = bench();
const STACKS = ["acme", "beta", "cargo", "delta", "echo", "fox"];
const UP = ["up", "--concurrency", "2", "--json"];
const WON = ["Won Active"];
/** The goals are there, but the answer that says so does not come. */
const HELD = {
  kind: "delay",
  ms: 3_600_000,
  operation: "AddConversionGoals",
  when: "after",
  times: 99,
} as const;

let world: FleetWorld;
beforeEach(() => {
  world = new FleetWorld(lab.emulator, STACKS);
  world.program(`new msads.OfflineConversionGoal("won", { name: "Won", goalCategory: "Purchase" });`);
});
afterEach(async () => {
  lab.emulator.clearFaults();
  await world.remove();
});

interface Ran {
  readonly accounts: readonly {
    readonly stack: string;
    readonly outcome: string;
    readonly message?: string;
  }[];
}

function ranIn({ stdout, stderr }: FleetEnded): Ran["accounts"] {
  expect(stdout, stderr).toMatch(/^\{/);
  return (JSON.parse(stdout) as Ran).accounts;
}

const live = () => STACKS.map((_, at) => goalsIn(lab.emulator, at));
const adds = () =>
  lab.emulator
    .calls()
    .filter(({ operation }) => operation === "AddConversionGoals")
    .map(({ accountId }) => accountId);

/** What the engines of the runs under way have said. */
function upLogs(): readonly string[] {
  const logs = world.processes().map(({ command }) => /^pulumi up .*--event-log (\S+)/.exec(command)?.[1]);
  return logs.flatMap((log) => (log === undefined ? [] : [readFileSync(log, "utf8")]));
}

async function expectAllApplied(): Promise<void> {
  const checked = await world.run(["check", "--expect-no-changes"]);
  expect(checked.code, checked.stdout).toBe(0);
  expect(live()).toEqual(STACKS.map(() => WON));
}

test("two shards at the same time, over one record and backend, apply all accounts, each of them once", async () => {
  const shards = await Promise.all(["1/2", "2/2"].map((shard) => world.run([...UP, "--shard", shard])));
  expect(shards.map(({ code }) => code)).toEqual([0, 0]);
  expect(
    shards
      .flatMap(ranIn)
      .map(({ stack }) => stack)
      .sort(),
  ).toEqual(STACKS);
  expect(adds().sort()).toEqual(STACKS.map((_, at) => accountOf(at)));
  await expectAllApplied();
});

test("the same shard twice by mistake: an account that the other command runs is named as locked, and no goal is made twice", async () => {
  const shard = [...UP, "--shard", "1/2"];
  const both = await Promise.all([world.run(shard), world.run(shard)]);
  for (const { stack, outcome, message = "" } of both.flatMap(ranIn))
    expect([stack, outcome, message]).toEqual([
      stack,
      expect.stringMatching(/^(done|locked)$/),
      outcome === "locked" ? expect.stringContaining(`Stack ${stack} is locked by`) : "",
    ]);
  const rest = await Promise.all([world.run(shard), world.run([...UP, "--shard", "2/2"])]);
  expect(
    rest.map(({ code }) => code),
    rest.map(({ stdout }) => stdout).join(""),
  ).toEqual([0, 0]);
  expect(adds().sort()).toEqual(STACKS.map((_, at) => accountOf(at)));
  await expectAllApplied();
});

test("Ctrl-C begins no further account and lets those under way finish; a second one ends them in order; the same command goes on", async () => {
  lab.emulator.faults(HELD);
  const first = world.start(UP);
  await until("two accounts to be under way", () => lab.emulator.store.goals.length === 2);
  first.interrupt();
  await until("the notice", () => first.said().includes("no further account is begun"));
  lab.emulator.clearFaults();
  const stopped = await first.ended;
  expect(stopped.code).toBe(1);
  const outcomes = ranIn(stopped).map(({ stack, outcome }) => `${stack} ${outcome}`);
  expect(outcomes).toEqual([...STACKS.slice(2).map((stack) => `${stack} skipped`), "acme done", "beta done"]);
  expect(ranIn(stopped)[0]?.message).toBe("not begun, since the command was stopped");
  expect(stopped.stderr).not.toContain("fox");

  lab.emulator.faults(HELD);
  const second = world.start(UP);
  await until("two more to be under way", () => lab.emulator.store.goals.length === 4);
  second.interrupt();
  await until("the notice", () => second.said().includes("no further account is begun"));
  second.interrupt();
  // The writes under way are answered as soon as Pulumi knows that it is to stop.
  await until(
    "both to hear of it",
    () => upLogs().filter((text) => text.includes("^C received")).length === 2,
  );
  lab.emulator.clearFaults();
  const ended = await second.ended;
  expect([ended.code, ended.stderr]).toEqual([1, expect.stringContaining("Ending the runs under way")]);
  expect(ranIn(ended).map(({ outcome }) => outcome)).toEqual([
    "interrupted",
    "interrupted",
    "skipped",
    "skipped",
  ]);
  expect(world.processes()).toEqual([]);

  const last = await world.run(UP);
  expect([last.code, ranIn(last).length], last.stdout).toEqual([0, 4]);
  await expectAllApplied();
});
