import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { liveGoal, statuses } from "../support/e2eEmulator";
import { eachWay } from "../support/e2eUse";

const EXAMPLE = join(__dirname, "../../examples/library-from-data");
const program = readFileSync(join(EXAMPLE, "index.ts"), "utf8");
const files = { "tsconfig.json": readFileSync(join(EXAMPLE, "tsconfig.json"), "utf8") };

/** The example with one thing edited; an edit that hits nothing would test nothing. */
function edited(from: string | RegExp, to: string): string {
  const text = program.replace(from, to);
  if (text === program) throw new Error(`the example has no ${from}`);
  return text;
}

const library = (change = "") => `
const site = new msads.UetTag("site", { name: "Main site" });
new msads.ConversionGoalLibrary("lib", { goals: {
  Order: { type: "Url", tagId: site.id, urlExpression: "/thanks", urlOperator: "Contains", goalCategory: "Purchase" },
  Deal: { type: "OfflineConversion", goalCategory: "Purchase" },
  ${change}
} }, { ignoreChanges: ['goals["Order"].status'] });
`;

eachWay((bench) => {
  test("examples/library-from-data: made in one call, edited in one, drift named and repaired, found again without state", async () => {
    // That its types are right is checked with all examples; here it would take half of the time.
    const environment = { MSADS_ADOPT: "equal", PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
    const options = { main: "index.ts", files, environment, refreshAlways: true };
    const project = bench.project(options).program(program);
    const made = await project.up();
    const counts = ({ writes }: typeof made) => writes.map(({ operation, items }) => `${operation} ${items}`);
    expect(counts(made)).toEqual(["AddUetTags 1", "AddConversionGoals 19"]);
    const ids = project.resources().find(({ type }) => type.endsWith("Library"))?.outputs?.ids;
    expect(ids).toMatchObject({
      "Poland: order placed": liveGoal(bench.emulator, "Poland: order placed").id,
    });
    expect(Object.keys(ids as object)).toHaveLength(19);

    const raised = await project.program(edited("orderValue: 42", "orderValue: 45")).up();
    expect([counts(raised), raised.writes.flatMap(({ sent }) => sent.map(({ fields }) => fields))]).toEqual([
      ["UpdateConversionGoals 1"],
      [["Id", "Revenue.CurrencyCode", "Revenue.Type", "Revenue.Value"]],
    ]);

    bench.emulator.editGoal(liveGoal(bench.emulator, "Italy: basket filled").id, { Status: "Paused" });
    const preview = await project.run("preview");
    expect(preview.text).toMatch(
      /"Italy: basket filled", was changed outside this program: status is "Paused"/,
    );
    expect([preview.unchanged, preview.writes.length]).toEqual([false, 0]);
    expect(counts(await project.up())).toEqual(["UpdateConversionGoals 1"]);

    const lost = bench.project(options).program(edited("orderValue: 42", "orderValue: 45"));
    expect(counts(await lost.up())).toEqual([]);
    expect(bench.emulator.store.goals).toHaveLength(19);

    // Three goals of Sweden leave, and the edit above is undone.
    const less = await lost.program(edited(/.*"Sweden".*\n/, "")).up();
    expect(counts(less)).toEqual(["UpdateConversionGoals 4"]);
    expect(statuses(bench.emulator)["Sweden: order placed"]).toBe("Paused");
  });

  test("ignoreChanges inside a goal, a refused goal beside one that stands, and destroy", async () => {
    const project = bench.project().program(library());
    await project.up();
    bench.emulator.editGoal(liveGoal(bench.emulator, "Order").id, { Status: "Paused" });
    await project.expectSettled();
    await project.run("refresh");
    await project.expectSettled();
    const goal = (name: string) => `"${name}": { type: "OfflineConversion", goalCategory: "Other" },`;
    bench.emulator.faults({
      operation: "AddConversionGoals",
      kind: "partial",
      index: 1,
      code: 3349,
      symbol: "InvalidCategoryForGoalType",
    });
    project.program(library(goal("New 1") + goal("New 2")));
    const failed = await project.run("up");
    expect(failed.ok).toBe(false);
    expect(failed.text).toMatch(/1 of 4 goals failed, the others are unaffected:\s+"New 2": .*3349/);
    expect((await project.up()).writes.map(({ items }) => items)).toEqual([1]);
    expect((await project.run("destroy")).ok).toBe(true);
    expect(new Set(Object.values(statuses(bench.emulator)))).toEqual(new Set(["Paused"]));
  });

  test("single goals move into a library and out again", async () => {
    const single = `
const site = new msads.UetTag("site", { name: "Main site" });
new msads.OfflineConversionGoal("deal", { name: "Deal", goalCategory: "Purchase" });
new msads.UrlGoal("order", { name: "Order", tagId: site.id, urlExpression: "/thanks", urlOperator: "Contains", goalCategory: "Purchase" });
`;
    const project = bench.project({ environment: { MSADS_ADOPT: "equal" } }).program(single);
    await project.up();
    expect((await project.program(library()).up()).writes).toEqual([]);
    expect((await project.program(single).up()).writes).toEqual([]);
    expect(statuses(bench.emulator)).toEqual({ Order: "Active", Deal: "Active" });
    expect(bench.emulator.store.goals).toHaveLength(2);
  });
});
