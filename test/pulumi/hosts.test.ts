import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { statuses } from "../support/e2eEmulator";
import { PACKAGE } from "../support/e2ePackage";
import { bench } from "../support/e2eUse";

const lab = bench();

/** A program in which both hosts have resources: the package's classes, and the plugin's tokens. */
const NATIVE = `const pulumi = require("@pulumi/pulumi");
const native = (name, props) => new pulumi.CustomResource("msads:index:OfflineConversionGoal", name, props);
`;
const dynamic = (name: string, called: string) =>
  `new msads.OfflineConversionGoal(${JSON.stringify(name)}, { name: ${JSON.stringify(called)}, goalCategory: "Purchase" });\n`;

function project() {
  const made = lab.project();
  const plugin = `plugins:\n  providers:\n    - name: msads\n      path: ${join(PACKAGE, "plugin")}\n`;
  writeFileSync(join(made.folder, "Pulumi.yaml"), `name: e2e\nruntime: nodejs\n${plugin}`);
  return made;
}

test("a goal that moves from the dynamic provider to the plugin, or back, under another name is not paused", async () => {
  const both = project();
  const made = await both.program(`${NATIVE}${dynamic("won", "Won")}${dynamic("left", "Left")}`).run("up");
  expect(made.ok, made.text).toBe(true);
  const there = `${NATIVE}native("moved", { name: "Won", goalCategory: "Purchase", adopt: true });\n`;
  const moved = await both.program(there).run("up");
  expect(moved.text).toContain('stays as it is: resource "moved" now manages it');
  expect([moved.ok, statuses(lab.emulator)], moved.text).toEqual([true, { Won: "Active", Left: "Paused" }]);
  const back = `new msads.OfflineConversionGoal("back", { name: "Won", goalCategory: "Purchase", adopt: true });\n`;
  const returned = await both.program(back).run("up");
  expect(returned.text).toContain('stays as it is: resource "back" now manages it');
  expect(statuses(lab.emulator)).toEqual({ Won: "Active", Left: "Paused" });
});

test("one name of a customer for both hosts is refused in preview", async () => {
  const both = project();
  const program = `${NATIVE}${dynamic("won", "Won")}native("other", { name: "Won", goalCategory: "Purchase" });\n`;
  const preview = await both.program(program).run("preview");
  expect([preview.ok, preview.writes, preview.text]).toEqual([
    false,
    [],
    expect.stringMatching(/"Won" is also the name of resource "(won|other)"/),
  ]);
});

test("goals, tags and libraries move from the classes to the plugin by their aliases: no write, the same ids, and settled", async () => {
  const both = project();
  const goal =
    '{ name: "Won", goalCategory: "Purchase", revenue: { type: "FixedValue", value: 25, currencyCode: "EUR" } }';
  const goals = '{ goals: { Lead: { type: "OfflineConversion", goalCategory: "Purchase" } } }';
  const before = `new msads.UetTag("site", { name: "Site" });
new msads.OfflineConversionGoal("won", ${goal});
new msads.ConversionGoalLibrary("all", ${goals});\n`;
  const made = await both.program(before).run("up");
  expect(made.ok, made.text).toBe(true);
  const ids = both.ids();
  const after = `const pulumi = require("@pulumi/pulumi");
const moved = (type, dynamic, name, props) =>
  new pulumi.CustomResource("msads:index:" + type, name, props, { aliases: [{ type: "pulumi-nodejs:dynamic/msads:" + dynamic }] });
moved("UetTag", "UetTag", "site", { name: "Site" });
moved("OfflineConversionGoal", "ConversionGoal", "won", ${goal});
moved("ConversionGoalLibrary", "ConversionGoalLibrary", "all", ${goals});\n`;
  const preview = await both.program(after).run("preview");
  expect([preview.ok, preview.writes], preview.text).toEqual([true, []]);
  const moved = await both.run("up");
  expect([moved.ok, moved.writes, both.ids()], moved.text).toEqual([true, [], ids]);
  expect((await both.run("preview")).unchanged).toBe(true);
  expect(both.runner.stateText()).toContain("msads:index:OfflineConversionGoal::won");
  const destroyed = await both.run("destroy");
  expect([destroyed.ok, statuses(lab.emulator)], destroyed.text).toEqual([
    true,
    { Won: "Paused", Lead: "Paused" },
  ]);
});
