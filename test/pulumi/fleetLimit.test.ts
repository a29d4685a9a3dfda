import { afterEach, beforeEach, expect, test } from "vitest";
import { accountOf, type FleetEnded, FleetWorld, goalsIn } from "../support/e2eFleet";
import { bench } from "../support/e2eUse";

const lab = bench();
let world: FleetWorld;
beforeEach(() => {
  world = new FleetWorld(lab.emulator, ["acme", "beta"]);
});
afterEach(() => world.remove());

const GOAL = `{ type: "OfflineConversion", goalCategory: "Contact" }`;
const OLD = ["Old 1", "Old 2", "Old 3"];

interface Runs {
  readonly op: string;
  readonly writes: number;
  readonly accounts: readonly {
    readonly stack: string;
    readonly changes: readonly { readonly op: string; readonly fields: readonly object[] }[];
  }[];
}

function runs({ stdout, stderr }: FleetEnded): Runs {
  expect(stdout, stderr).toMatch(/^\{/);
  return JSON.parse(stdout) as Runs;
}

const live = () => [0, 1].map((at) => goalsIn(lab.emulator, at));

test("--change-at-most counts the goals that a library pauses since it does not list them: a new one's, and one's that only now pauses", async () => {
  world.program(
    `for (const name of ${JSON.stringify(OLD)}) new msads.OfflineConversionGoal(name, { name, goalCategory: "Contact", scope: "Account" });`,
  );
  expect((await world.run(["up"])).code).toBe(0);
  const before = live();
  expect(before[0]).toEqual(OLD.map((name) => `${name} Active`));
  // Another program, which knows nothing of the first one's goals.
  world.write("program/Pulumi.yaml", "name: other\nruntime: nodejs\nmain: index.js\n");
  const library = (unlisted: string) =>
    world.program(
      `new msads.ConversionGoalLibrary("all", { goals: { Lead: ${GOAL} }, unlisted: "${unlisted}" });`,
    );
  library("pause");
  const fresh = await world.run(["up", "--change-at-most", "7", "--json"]);
  expect([fresh.code, fresh.stderr]).toEqual([1, expect.stringContaining("this would write 8 goals")]);
  const told = runs(fresh);
  expect([told.op, told.writes]).toEqual(["preview", 8]);
  for (const { changes } of told.accounts)
    expect(changes).toMatchObject([
      {
        op: "create",
        fields: OLD.map((name) => ({ path: `goals["${name}"].status`, from: "Active", to: "Paused" })),
      },
    ]);
  expect(live()).toEqual(before);

  library("ignore");
  expect((await world.run(["up", "--change-at-most", "2"])).code).toBe(0);
  library("pause");
  const later = await world.run(["up", "--change-at-most", "5"]);
  expect([later.code, later.stderr]).toEqual([1, expect.stringContaining("this would write 6 goals")]);
  const up = await world.run(["up", "--change-at-most", "6", "--json"]);
  expect([up.code, runs(up).writes]).toEqual([0, 6]);
  expect(live()[1]).toEqual(["Lead Active", ...OLD.map((name) => `${name} Paused`)]);
});

test("--change-at-most refuses a library that pauses goals which nobody knows before, and applies nothing", async () => {
  world.program(`const tag = new msads.UetTag("site", { name: "Site" });
const accountId = tag.trackingScript.apply(() => process.env.ACCOUNT);
new msads.ConversionGoalLibrary("all", { accountId, goals: { Lead: ${GOAL} }, unlisted: "pause" });`);
  const ids = { ACCOUNT: accountOf(0) };
  const refused = await world.run(["up", "--only", "acme", "--change-at-most", "99"], ids);
  expect([refused.code, refused.stderr]).toEqual([
    1,
    expect.stringContaining('cannot be counted: ConversionGoalLibrary "all" in acme'),
  ]);
  expect([live()[0], lab.emulator.store.tags]).toEqual([[], []]);
  expect((await world.run(["up", "--only", "acme"], ids)).code).toBe(0);
  expect(live()[0]).toEqual(["Lead Active"]);
});
