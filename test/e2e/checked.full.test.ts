import { expect, test } from "vitest";
import { liveGoal, statuses } from "../support/e2eEmulator";
import { offlineGoalText, SITE, urlGoalText } from "../support/e2ePrograms";
import { eachWay } from "../support/e2eUse";

const PULUMI = 'const pulumi = require("@pulumi/pulumi");\n';
const GOALS = '[["Won", { type: "OfflineConversion", goalCategory: "Purchase" }]]';

const WRONG = `${PULUMI}new msads.UetTag("nameless", {});
const site = new msads.UetTag("site", { name: "Site" }, { import: "4711" });
new msads.UrlGoal("order", { name: "Order", tagId: site.id, goalCategory: "Purchase", urlExpression: 5 });
new msads.DurationGoal("visit", { name: "order ", tagId: site.id, minimumDurationInSeconds: -1 });
new msads.ConversionGoalLibrary("all", { goals: new Map(${GOALS}) });
new msads.ConversionGoalLibrary("more", { goals: { Deal: { type: "OfflineConversion", goalCategory: "Purchas" } } });
class Shop extends pulumi.ComponentResource {
  constructor(name) {
    super("e2e:Shop", name);
    const opts = { parent: this, ignoreChanges: ["Status"], dependsOn: [site] };
    new msads.OfflineConversionGoal("deal", { name: "Won", goalCategory: "Purchase" }, opts);
  }
}
new Shop("north");
`;

const SAID = [
  "The program has 8 problems. The resources below were not registered.",
  "nameless (index.js:3:1)\n- name is required",
  "site (index.js:4:14)\n- import: Pulumi cannot import",
  "order (index.js:5:1)\n- urlExpression: got 5",
  "visit (index.js:6:1)\n",
  '- name: "order " and "Order", the name of resource "order", differ only by case or blanks',
  "- minimumDurationInSeconds: got -1",
  "all (index.js:7:1)\n- goals: got a Map; allowed: plain values",
  'more (index.js:8:1)\n- goals["Deal"].goalCategory: got "Purchas"',
  'deal (of e2e:Shop north) (index.js:13:5)\n- ignoreChanges: "Status" is not a field of this resource',
];

/** What is printed, without the runners' own indents. */
const flush = (text: string) => text.replaceAll(/^ +/gm, "");
const count = (text: string, words: string) => text.split(words).length - 1;

eachWay((bench) => {
  test("all that is wrong with a program is one error, with the line of each resource, before anything reaches the service", async () => {
    const project = bench.project();
    const fine = offlineGoalText("fine", "Fine");
    await project.program(fine).up();
    for (const operation of ["preview", "up"] as const) {
      const run = await project.program(`${WRONG}${fine}`).run(operation);
      expect([run.ok, run.calls.length], run.text).toEqual([false, 0]);
      for (const words of SAID) expect(flush(run.text)).toContain(words);
      // Both runners print each error twice: when it comes, and among the diagnostics.
      expect(count(run.text, "The program has")).toBe(2);
      expect(run.text).not.toMatch(/error serializing|at new /);
    }
    expect(statuses(bench.emulator)).toEqual({ Fine: "Active" });
  });

  test("what is declared after an await is checked as well; what went before it is done", async () => {
    const late = `module.exports = async () => {
  await new Promise((resolve) => setTimeout(resolve, 100));
  new msads.UetTag("late", {});
  ${offlineGoalText("later", "Deal", "countType: 5")}};
`;
    const up = await bench
      .project()
      .program(`${offlineGoalText("fine", "Fine")}${late}`)
      .run("up");
    expect(up.ok).toBe(false);
    expect(flush(up.text)).toContain("The program has 2 problems.");
    expect(flush(up.text)).toContain("late (index.js:5:3)\n- name is required");
    expect(statuses(bench.emulator)).toEqual({ Fine: "Active" });
  });

  test("a Map that comes from an output pauses no goal of a library", async () => {
    const project = bench.project();
    const program = (goals: string) =>
      `${SITE}new msads.ConversionGoalLibrary("all", { goals: site.id.apply(() => ${goals}) });\n`;
    await project.program(program(`Object.fromEntries(${GOALS})`)).up();
    const preview = await project.program(program(`new Map(${GOALS})`)).run("up");
    expect(preview.ok).toBe(false);
    expect(flush(preview.text)).toContain("all\n- goals: got a Map");
    expect(statuses(bench.emulator)).toEqual({ Won: "Active" });
  });

  test("what a transformation fills in is not missing; what it leaves missing the provider refuses", async () => {
    const fill = (fields: string) =>
      `${PULUMI}pulumi.runtime.registerStackTransformation(({ props, opts }) => ({ props: { ...props, ${fields} }, opts }));
new msads.OfflineConversionGoal("deal", { name: "Deal" });\n`;
    const project = bench.project();
    await project.program(fill('goalCategory: "Purchase"')).up();
    const preview = await project.program(fill('status: "Active"')).run("preview");
    expect([preview.ok, preview.text.includes("goalCategory is required")]).toEqual([false, true]);
  });

  test("goals under names that every object has, and objects without a prototype, get through", async () => {
    const goal = '{ type: "OfflineConversion", goalCategory: "Purchase", revenue }';
    const program = `const revenue = Object.assign(Object.create(null), { type: "FixedValue", value: 5, currencyCode: "EUR" });
new msads.ConversionGoalLibrary("all", { goals: { toString: ${goal}, constructor: ${goal} } });
${offlineGoalText("deal", "Deal", "revenue")}`;
    await bench.project().program(program).up();
    expect(statuses(bench.emulator)).toEqual({ toString: "Active", constructor: "Active", Deal: "Active" });
  });

  test("a goal that left a library and is ignored stays as it is, and the preview has nothing against it", async () => {
    const goal = '{ type: "OfflineConversion", goalCategory: "Purchase" }';
    const program = (goals: string, options: string) =>
      `new msads.ConversionGoalLibrary("all", { goals: { ${goals} } }, ${options});\n`;
    const project = bench.project();
    await project.program(program(`Deal: ${goal}, Legacy: ${goal}`, "{}")).up();
    const without = project.program(program(`Deal: ${goal}`, `{ ignoreChanges: ['goals["Legacy"]'] }`));
    for (const operation of ["preview", "up"] as const) {
      const run = await without.run(operation);
      expect([run.ok, run.writes], run.text).toEqual([true, []]);
    }
    expect(statuses(bench.emulator)).toEqual({ Deal: "Active", Legacy: "Active" });
  });

  test("a program that goes to another folder first, and values that are instances of a class, get through", async () => {
    const program = `process.chdir(require("node:os").tmpdir());
class Fixed { type = "FixedValue"; value = 5; currencyCode = "EUR"; }
const revenue = new Fixed();
${offlineGoalText("deal", "Deal", "revenue")}
${offlineGoalText("late", "Late", "revenue: Promise.resolve(revenue)")}`;
    await bench.project().program(program).up();
    for (const name of ["Deal", "Late"])
      expect(liveGoal(bench.emulator, name).fields.Revenue).toMatchObject({
        Value: "5",
        CurrencyCode: "EUR",
      });
  });

  test("an option without effect is a warning that leaves the run alone", async () => {
    const options = '{ customTimeouts: { create: "1m" } }';
    const program = `${SITE}${urlGoalText("order", "Order", "", options)}`;
    const up = await bench.project().program(program).run("up");
    expect([up.ok, up.text.includes("order: customTimeouts has no effect")], up.text).toEqual([true, true]);
  });
});
