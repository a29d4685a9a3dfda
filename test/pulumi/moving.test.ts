import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { liveGoal, statuses } from "../support/e2eEmulator";
import { PACKAGE } from "../support/e2ePackage";
import type { Operated, Project } from "../support/e2eProject";
import { bench } from "../support/e2eUse";
import { addNodeSdk } from "../support/nodeSdk";

/** What docs/moving-to-the-plugin.md promises: each move is made by a provider that may not write. */
const lab = bench();
const PLUGIN = `plugins: { providers: [{ name: msads, path: ${JSON.stringify(join(PACKAGE, "plugin"))} }] }\n`;

function project(): Project {
  const made = lab.project();
  pulumiYaml(made, "runtime: nodejs\n");
  return made;
}

function pulumiYaml({ folder }: Project, rest: string): void {
  writeFileSync(join(folder, "Pulumi.yaml"), `name: e2e\n${PLUGIN}${rest}`);
}

/** The same program with one package or the other. `was`: what options say of the type that a resource had. */
function program(from: string, body: string, was = "() => ({})"): string {
  return `{ const pulumi = require("@pulumi/pulumi"), msads = require(${JSON.stringify(from)}), was = ${was};\n${body} }`;
}

const WAS = '(type) => ({ aliases: [{ type: "msads:index:" + type }] })';

async function moves(both: Project, expected: "unchanged" | "renewed"): Promise<void> {
  const ids = idsOf(both);
  both.environment({ MSADS_READ_ONLY: "true" });
  const moved = await both.run("up");
  expect([moved.ok, moved.writes, idsOf(both)], moved.text).toEqual([true, [], ids]);
  expect(moved.unchanged, moved.text).toBe(expected === "unchanged");
  both.environment({ MSADS_READ_ONLY: undefined });
}

/** Those of tags, goals and libraries. */
function idsOf(both: Project) {
  return new Map(both.resources().map(({ urn, id }) => [urn.split("::").at(-1), id] as const));
}

async function quietly(run: Promise<Operated>): Promise<Operated> {
  const done = await run;
  expect([done.ok, done.unchanged, done.writes], done.text).toEqual([true, true, []]);
  return done;
}

test("a program moves to the plugin by its import alone, and back with aliases: no write, the same ids, secrets and protection kept", async () => {
  const both = project();
  addNodeSdk(both);
  const body = `
const site = new msads.UetTag("site", { name: "Site" }, { protect: true, ...was("UetTag") });
const order = new msads.UrlGoal("order", {
  name: "Order", tagId: site.id, urlExpression: "/thanks", goalCategory: "Purchase", revenue: { type: "FixedValue", value: 25, currencyCode: "EUR" },
}, { protect: true, ignoreChanges: ["status"], ...was("UrlGoal") });
new msads.OfflineConversionGoal("won", {
  name: "Won", goalCategory: "Purchase", revenue: { type: "FixedValue", value: pulumi.secret(7919.25), currencyCode: "EUR" },
}, { dependsOn: order, ...was("OfflineConversionGoal") });
class Shop extends pulumi.ComponentResource {
  constructor(name) {
    super("shop:index:Shop", name);
    const tag = new msads.UetTag(name + "-tag", { name }, { parent: this, ...was("UetTag") });
    new msads.DurationGoal(name + "-visit", { name: name + " visit", tagId: tag.id, minimumDurationInSeconds: 300 }, { parent: this, ...was("DurationGoal") });
    if (name === "de") new msads.ConversionGoalLibrary("all", {
      goals: { Lead: { type: "OfflineConversion", goalCategory: "Purchase", revenue: { type: "FixedValue", value: 5, currencyCode: "EUR" } } },
    }, { parent: this, ...was("ConversionGoalLibrary") });
  }
}
new Shop("de");
new Shop("fr");`;
  await both.program(program("pulumi-msads", body)).up();
  lab.emulator.editGoal(liveGoal(lab.emulator, "Order").id, { Status: "Paused" });
  const before = statuses(lab.emulator);

  both.program(program("pulumi-msads-native", body));
  await quietly(both.run("preview"));
  await moves(both, "unchanged");
  await quietly(both.run("refresh"));
  await quietly(both.run("preview"));
  const state = both.runner.stateText();
  expect(state).toContain("shop:index:Shop$msads:index:DurationGoal::fr-visit");
  expect(state).not.toMatch(/7919\.25|__provider|pulumi-nodejs:dynamic/);
  expect(state.match(/"protect": true/g)).toHaveLength(2);

  both.program(program("pulumi-msads", body, WAS));
  await moves(both, "renewed");
  await quietly(both.program(program("pulumi-msads", body)).run("preview"));
  expect(both.runner.stateText()).not.toMatch(/7919\.25|msads:index/);
  expect(statuses(lab.emulator)).toEqual(before);
});

test("children of a component move to a YAML program without components, and back: each by an alias that names its old place", async () => {
  const both = project();
  const root =
    '() => ({ aliases: [{ type: "msads:index:OfflineConversionGoal", parent: pulumi.rootStackResource }] })';
  const body = `
class Deals extends pulumi.ComponentResource {
  constructor() {
    super("shop:index:Deals", "deals");
    for (const name of ["won", "lost"])
      new msads.OfflineConversionGoal(name, { name: name + " deal", goalCategory: "Purchase" }, { parent: this, ...was() });
  }
}
new Deals();`;
  const classes = program("pulumi-msads", body);
  await both.program(classes).up();
  const old = (name: string) =>
    `urn:pulumi:e2e::e2e::shop:index:Deals$pulumi-nodejs:dynamic/msads:ConversionGoal::${name}`;
  const goals = ["won", "lost"].map(
    (name) => `  ${name}:
    type: msads:OfflineConversionGoal
    properties: { name: ${name} deal, goalCategory: Purchase }
    options: { aliases: ["${old(name)}"] }\n`,
  );
  pulumiYaml(both, `runtime: yaml\nresources:\n${goals.join("")}`);
  await moves(both, "renewed"); // The component goes.
  await quietly(both.run("preview"));

  pulumiYaml(both, "runtime: nodejs\n");
  both.program(program("pulumi-msads", body, root));
  await moves(both, "renewed");
  await quietly(both.program(classes).run("preview"));
  expect(statuses(lab.emulator)).toEqual({ "won deal": "Active", "lost deal": "Active" });
});

test("a part of a program moves, to a declared provider, under another name, or with all of it ignored; the rest stays", async () => {
  const both = project();
  addNodeSdk(both);
  const goal = (from: string, name: string, called: string, more = "", options = "{}") =>
    `new ${from}.OfflineConversionGoal("${name}", { name: "${called}", goalCategory: "Purchase"${more} }, ${options});\n`;
  const declared = `const native = require("pulumi-msads-native");
const north = new native.Provider("north", { customerId: "111", accountId: "222", environment: "emulator" });\n`;
  const was = (name: string, type: string) => `aliases: [{ name: "${name}", type: "${type}" }]`;
  const stays = goal("msads", "stays", "Stays");
  await both
    .program(
      stays +
        goal("msads", "north", "North", ', accountId: "222"') +
        goal("msads", "old", "Renamed") +
        goal("msads", "held", "Held", "", '{ ignoreChanges: ["*"] }'),
    )
    .up();
  lab.emulator.editGoal(liveGoal(lab.emulator, "Held").id, { Status: "Paused" });
  both.program(
    declared +
      stays +
      goal("native", "north", "North", "", "{ provider: north }") +
      goal(
        "native",
        "new",
        "Renamed",
        "",
        `{ ${was("old", "pulumi-nodejs:dynamic/msads:ConversionGoal")} }`,
      ) +
      goal("native", "held", "Held", "", '{ ignoreChanges: ["*"] }'),
  );
  const ids = [...idsOf(both).values()].sort();
  const moved = await both.environment({ MSADS_READ_ONLY: "true" }).run("up");
  expect([moved.ok, moved.writes, [...idsOf(both).values()].sort()], moved.text).toEqual([true, [], ids]);
  await quietly(both.run("preview"));

  const native = "msads:index:OfflineConversionGoal";
  both.program(
    stays +
      goal("msads", "north", "North", ', accountId: "222"', `{ ${was("north", native)} }`) +
      goal("msads", "old", "Renamed", "", `{ ${was("new", native)} }`) +
      goal("msads", "held", "Held", "", `{ ignoreChanges: ["status"], ${was("held", native)} }`),
  );
  const back = await both.run("up");
  expect([back.ok, back.writes, [...idsOf(both).values()].sort()], back.text).toEqual([true, [], ids]);
  await quietly(both.run("preview"));
  expect(statuses(lab.emulator)).toEqual({
    Stays: "Active",
    North: "Active",
    Renamed: "Active",
    Held: "Paused",
  });
});
