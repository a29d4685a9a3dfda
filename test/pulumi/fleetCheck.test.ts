import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { Standing } from "../../provider/fleet/results";
import { FleetWorld } from "../support/e2eFleet";
import { PACKAGE } from "../support/e2ePackage";
import { bench } from "../support/e2eUse";

const lab = bench();
const worlds: FleetWorld[] = [];
afterEach(() => {
  for (const world of worlds.splice(0)) world.remove();
});

function worldOf(stacks: readonly string[]): FleetWorld {
  const world = new FleetWorld(lab.emulator, stacks);
  worlds.push(world);
  return world;
}

interface Account {
  readonly stack: string;
  readonly standing: Standing;
  readonly reason?: string;
}

/** How each account stands, in the order of the fleet file. A clean one must be one in which Pulumi's preview finds nothing to do. */
async function standings(
  world: FleetWorld,
  environment: NodeJS.ProcessEnv = {},
): Promise<readonly Standing[]> {
  const before = lab.emulator.calls().length;
  const { stdout, stderr } = await world.run(["check", "--json"], environment);
  const calls = lab.emulator.calls().slice(before);
  expect(calls.filter(({ operation = "" }) => !operation.startsWith("Get"))).toEqual([]);
  expect(stdout, stderr).not.toBe("");
  const { accounts } = JSON.parse(stdout) as { readonly accounts: readonly Account[] };
  const found = world.stacks.map((stack) => accounts.find((each) => each.stack === stack));
  await Promise.all(
    found.map(async (account) => {
      const { stack = "", standing } = account ?? {};
      if (standing !== "clean" && standing !== "drifted") return;
      const isStill = await findsNothing(world, stack, environment);
      expect([stack, standing], `${JSON.stringify(account)}`).toEqual([stack, isStill ? "clean" : "drifted"]);
    }),
  );
  return found.map((account) => account?.standing ?? "unreachable");
}

/** Whether `pulumi preview` shows no change. */
async function findsNothing(
  world: FleetWorld,
  stack: string,
  environment: NodeJS.ProcessEnv,
): Promise<boolean> {
  const { code, text } = await pulumi(world, `preview --expect-no-changes --stack ${stack}`, environment);
  // A preview that fails for another reason would prove nothing.
  expect(text).toMatch(/Resources:/);
  return code === 0;
}

function pulumi(world: FleetWorld, words: string, environment: NodeJS.ProcessEnv = {}) {
  const set = Object.entries({
    PULUMI_BACKEND_URL: `file://${join(world.folder, "backend")}`,
    ...environment,
  });
  const before = set.map(([name, value]) => `${name}='${value}'`).join(" ");
  return world.typed(`cd program && ${before} pulumi ${words} --non-interactive --color never`);
}

async function up(world: FleetWorld, environment: NodeJS.ProcessEnv = {}): Promise<void> {
  const { code, stdout, stderr } = await world.run(["up", "--json", "--concurrency", "2"], environment);
  expect(code, `${stdout}\n${stderr}`).toBe(0);
}

function editGoals(name: string, stackAt: number, world: FleetWorld, edit: object): void {
  const goals = lab.emulator.store.goals.filter(
    ({ fields, accountId }) => fields.Name === name && accountId === String(500_000 + stackAt),
  );
  expect(goals, `${name} of ${world.stacks[stackAt]}`).toHaveLength(1);
  for (const { id } of goals) lab.emulator.editGoal(id, edit);
}

const CLASSES = `const pulumi = require("@pulumi/pulumi");
const value = Number(new pulumi.Config("shop").get("value") ?? process.env.SHOP_VALUE ?? 25);
pulumi.runtime.registerResourceTransform(({ type, props, opts }) =>
  type.endsWith("ConversionGoalLibrary") ? { props, opts: { ...opts, ignoreChanges: ["goals[*].status"] } } : undefined);
const revenue = { type: "FixedValue", value, currencyCode: "EUR" };
new msads.UetTag("site", { name: "Site", description: "Ours" }, { ignoreChanges: ["description"] });
new msads.OfflineConversionGoal("won", { name: "Won", goalCategory: "Purchase", revenue });
new msads.ConversionGoalLibrary("all", { goals: { Lead: { type: "OfflineConversion", goalCategory: "Contact" } } });
new msads.AccountConversionSettings("account", { includeViewThroughConversions: true });
`;

test("a fleet of classes: what is clean is what pulumi preview finds nothing to do in, whatever people and programs did", async () => {
  const world = worldOf(["north", "south", "east"]);
  // It grows with each run, among the program's files.
  world.fleetFile({ config: { "msads:auditLog": "audit.jsonl" } });
  world.program(CLASSES);
  await up(world);
  expect(await standings(world)).toEqual(["clean", "clean", "clean"]);
  expect(readFileSync(join(world.folder, "program/audit.jsonl"), "utf8")).toContain("AddConversionGoals");

  editGoals("Won", 0, world, { Revenue: { Type: "FixedValue", Value: "30", CurrencyCode: "EUR" } });
  editGoals("Lead", 1, world, { Status: "Paused", ConversionWindowInMinutes: 60 });
  expect((await pulumi(world, "up --yes --skip-preview --stack east")).code).toBe(0);
  expect(await standings(world)).toEqual(["drifted", "clean", "unknown"]);
  await up(world);
  expect(await standings(world)).toEqual(["clean", "clean", "clean"]);

  const settings = join(world.folder, "program/Pulumi.north.yaml");
  const asWas = readFileSync(settings, "utf8");
  writeFileSync(settings, asWas.replace("config:\n", "config:\n  shop:value: 31\n"));
  expect(await standings(world)).toEqual(["changed", "clean", "clean"]);
  writeFileSync(settings, `environment:\n  - shops/prod\n${asWas}`);
  expect((await world.run(["check", "--json"])).stdout).toContain(
    "an environment of Pulumi ESC (shops/prod)",
  );
  writeFileSync(settings, asWas);

  expect(await standings(world, { SHOP_VALUE: "26" })).toEqual(["changed", "changed", "changed"]);
  expect(await standings(world, { MSADS_ON_DELETE: "retain" })).toEqual(["changed", "changed", "changed"]);
  world.write("program/goals.json", "[]");
  expect(await standings(world)).toEqual(["changed", "changed", "changed"]);
  rmSync(join(world.folder, "program/goals.json"));

  // Somebody tries another program in one account, and puts the old one back.
  world.program(CLASSES.replace("?? 25", "?? 27"));
  expect((await pulumi(world, "up --yes --skip-preview --stack south")).code).toBe(0);
  world.program(CLASSES);
  expect(await standings(world)).toEqual(["clean", "unknown", "clean"]);
  expect(await findsNothing(world, "south", {})).toBe(false);
});

const YAML = (value: number, path: string) => `name: e2e
runtime: yaml
options:
  refresh: always
plugins:
  providers:
    - name: msads
      path: ${path}
resources:
  site:
    type: msads:UetTag
    properties: { name: Site }
  order:
    type: msads:UrlGoal
    properties:
      name: Order
      tagId: \${site.id}
      urlOperator: Contains
      urlExpression: /thank-you
      goalCategory: Purchase
      revenue: { type: FixedValue, value: ${value}, currencyCode: EUR }
    options:
      ignoreChanges: [urlExpression]
`;

test("a fleet of a YAML program with the plugin: the same, with a preview that refreshes", async () => {
  const world = worldOf(["north", "south"]);
  const plugin = join(PACKAGE, "plugin");
  rmSync(join(world.folder, "program/package.json"));
  world.write("program/Pulumi.yaml", YAML(25, plugin));
  await up(world);
  expect(await standings(world)).toEqual(["clean", "clean"]);
  editGoals("Order", 0, world, { UrlExpression: "/theirs", IsEnhancedConversionsEnabled: true });
  editGoals("Order", 1, world, { GoalCategory: "Signup" });
  expect(await standings(world)).toEqual(["clean", "drifted"]);
  world.write("program/Pulumi.yaml", YAML(26, plugin));
  expect(await standings(world)).toEqual(["changed", "changed"]);
  await up(world);
  expect(await standings(world)).toEqual(["clean", "clean"]);
});
