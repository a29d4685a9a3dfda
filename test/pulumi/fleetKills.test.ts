import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { Dice } from "../chaos/dice";
import { type FleetCommand, type FleetEnded, FleetWorld, goalsIn, killed } from "../support/e2eFleet";
import { until } from "../support/e2eUntil";
import { bench } from "../support/e2eUse";
import { seeded } from "../support/engineArrivals";

const lab = bench();
const SEED = Number(process.env.MSADS_FLEET_SEED ?? Date.now() % 1e9);
const ROUNDS = Number(process.env.MSADS_FLEET_ROUNDS ?? 2);
const STACKS = Array.from({ length: 8 }, (_, at) => `shop-${at}`);
const UP = ["up", "--concurrency", "3", "--json"];

/** Who gets kill -9: processes by their command lines. */
const VICTIMS = {
  command: /cli\/main\.js fleet/,
  worker: /fleet\/run\/worker\.js/,
  pulumi: /^pulumi /,
  provider: /cmd\/dynamic-provider|pulumi-resource-/,
  "command and workers": /cli\/main\.js fleet|fleet\/run\/worker\.js/,
  /** As `killall -9 node` does. */
  "all of Node.js": /^\S*node /,
  all: /./,
} as const;
type Victim = keyof typeof VICTIMS;

/** After the first ones the command goes on with what is left. */
const PLANS: readonly (readonly Victim[])[] = [
  ["provider", "pulumi", "command"],
  ["worker", "pulumi", "all"],
  ["pulumi", "provider", "command and workers"],
  ["command"],
  ["worker", "all"],
];

let world: FleetWorld;
afterEach(() => world.remove());

test("kill -9 at random moments of the command, of workers, of Pulumi and of providers: the same command brings every account there, each goal once", async () => {
  world = new FleetWorld(lab.emulator, STACKS);
  const dice = new Dice(seeded(SEED));
  lab.emulator.settings({ latencyMs: 120 });
  for (let round = 1; round <= ROUNDS; round += 1) {
    const what = `seed ${SEED}, round ${round}`;
    world.program(programOf(round));
    const command = world.start(UP);
    const hit: (readonly [Victim, number])[] = [];
    const victims = PLANS[(round - 1) % PLANS.length] ?? [];
    for (const victim of victims) hit.push([victim, await killOne(world, command, VICTIMS[victim], dice)]);
    expect(hit.map(([, count]) => count).some((count) => count > 0)).toBe(true);
    if (!command.isOver()) expectHonest(await command.ended, round, what);
    await world.ends();
    const outcomes = await expectRecovers(world, round, what);
    if (process.env.MSADS_FLEET_ROUNDS !== undefined) console.log(what, hit.join(" "), outcomes);
  }
});

test("kill -9 of the command and of all workers at once, or of all of Node.js, at a random moment: nothing of their runs is left, and the same command brings every account there, each goal once", async () => {
  world = new FleetWorld(lab.emulator, STACKS.slice(0, 3));
  const dice = new Dice(seeded(SEED));
  for (let round = 1; round <= ROUNDS; round += 1) {
    const what = `seed ${SEED}, round ${round}`;
    world.program(programOf(round));
    // A run waits for several answers: it takes longer than the moment that is waited for.
    lab.emulator.settings({ latencyMs: 1_500 });
    const command = world.start(UP);
    const has = (which: RegExp) => world.processes().filter(({ command: line }) => which.test(line));
    await until("a run to begin", () => command.isOver() || has(VICTIMS.worker).length > 0);
    const moment = dice.whole(0, 4_500);
    await sleep(moment);
    const which = round % 2 === 1 ? "command and workers" : "all of Node.js";
    const victims = has(VICTIMS[which]);
    for (const { pid } of victims) killed(pid);
    const began = performance.now();
    lab.emulator.settings({ latencyMs: 120 });
    expect(victims.length, `${what}: ${which}`).toBeGreaterThan(1);
    await world.ends();
    await until("no folder of a run to be left", () => world.runFolders().length === 0);
    const took = Math.round(performance.now() - began);
    const outcomes = await expectRecovers(world, round, what);
    if (process.env.MSADS_FLEET_ROUNDS !== undefined)
      console.log(
        what,
        `${which}: killed ${victims.length} after ${moment} ms, all gone after ${took} ms:`,
        outcomes,
      );
  }
});

/** Whatever was killed, nothing is said to be done that is not, and the same command goes on to the end. */
async function expectRecovers(world: FleetWorld, round: number, what: string): Promise<string> {
  expectRecords(world);
  expectCleanIsDone(await world.run(["check", "--json"]), round, what);
  const outcomes = await settle(world, round, what);
  expect(world.runFolders()).toEqual([]);
  return outcomes;
}

/** Each round another value for all goals, and a goal more. */
function programOf(round: number): string {
  return `const revenue = { type: "FixedValue", value: ${20 + round}, currencyCode: "EUR" };
for (let n = 0; n < ${3 + round}; n += 1) new msads.OfflineConversionGoal("goal" + n, { name: "Goal " + n, goalCategory: "Purchase", revenue });`;
}

/** How many processes it was; none in a command that is over. */
async function killOne(world: FleetWorld, command: FleetCommand, which: RegExp, dice: Dice): Promise<number> {
  const target = lab.emulator.calls().length + dice.whole(0, 5);
  const found = () => world.processes().filter(({ command: line }) => which.test(line));
  await until(
    "a victim, or the end",
    () => command.isOver() || (lab.emulator.calls().length >= target && found().length > 0),
  );
  // Not to wait for anything: any moment will do.
  await sleep(dice.whole(0, 1_000));
  if (command.isOver()) return 0;
  // Of the runs one; but the command, or all, at once.
  const isOne = which === VICTIMS.worker || which === VICTIMS.pulumi || which === VICTIMS.provider;
  const some = isOne ? found().slice(0, 1) : found();
  for (const { pid } of some) killed(pid);
  return some.length;
}

interface Ran {
  readonly accounts: readonly {
    readonly stack: string;
    readonly outcome: string;
    readonly message?: string;
  }[];
}

/** The same command, and `pulumi cancel` where a message says it: every account is applied then. */
async function settle(world: FleetWorld, round: number, what: string): Promise<string> {
  const first = await world.run(UP);
  expectHonest(first, round, what);
  const { accounts } = JSON.parse(first.stdout) as Ran;
  for (const { stack, outcome, message = "" } of accounts) {
    expect([what, stack, outcome, message]).toEqual([
      what,
      stack,
      expect.stringMatching(/^(done|locked)$/),
      message,
    ]);
    if (outcome === "locked") {
      const [, line = ""] = /run {2}(.*? pulumi cancel .*?) {2}and/.exec(message) ?? [];
      const typed = await world.typed(line);
      expect([typed.code, line], typed.text).toEqual([0, expect.stringContaining(`--stack ${stack} --yes`)]);
    }
  }
  const second = await world.run(UP);
  expect([second.code, second.stderr.includes("✗")], `${what}\n${second.stdout}\n${second.stderr}`).toEqual([
    0,
    false,
  ]);
  const checked = await world.run(["check", "--json", "--expect-no-changes"]);
  expect(checked.code, `${what}\n${checked.stdout}`).toBe(0);
  const { stacks } = world;
  expect(stacks.map((_, at) => goalsIn(lab.emulator, at))).toEqual(stacks.map(() => wanted(round)));
  return accounts.map(({ outcome }) => outcome).join(" ");
}

/** What it says is done, is done. */
function expectHonest({ stdout, stderr }: FleetEnded, round: number, what: string): void {
  if (stdout === "") return;
  const { accounts } = JSON.parse(stdout) as Ran;
  for (const { stack, outcome } of accounts)
    if (outcome === "done")
      expect([stack, goalsIn(lab.emulator, STACKS.indexOf(stack))], `${what}\n${stderr}`).toEqual([
        stack,
        wanted(round),
      ]);
}

function expectCleanIsDone({ stdout, stderr }: FleetEnded, round: number, what: string): void {
  const { accounts } = JSON.parse(stdout) as {
    readonly accounts: readonly { readonly stack: string; readonly standing: string }[];
  };
  expect(accounts.length, stderr).toBe(world.stacks.length);
  for (const { stack, standing } of accounts)
    if (standing === "clean")
      expect([stack, goalsIn(lab.emulator, STACKS.indexOf(stack))], what).toEqual([stack, wanted(round)]);
}

/** Each record is whole; what was half written is not among them. */
function expectRecords({ folder }: FleetWorld): void {
  const record = join(folder, "record");
  const names = existsSync(record) ? readdirSync(record).filter((name) => name.endsWith(".json")) : [];
  for (const name of names)
    expect(JSON.parse(readFileSync(join(record, name), "utf8"))).toMatchObject({ stack: name.slice(0, -5) });
}

function wanted(round: number): readonly string[] {
  return Array.from({ length: 3 + round }, (_, n) => `Goal ${n} Active ${20 + round}`).sort();
}
