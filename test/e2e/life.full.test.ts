import { expect, test } from "vitest";
import type { Call } from "../../provider/emulator";
import { liveGoal, statuses } from "../support/e2eEmulator";
import { everything, SITE, urlGoalText } from "../support/e2ePrograms";
import { startRelay } from "../support/e2eRelay";
import { eachWay } from "../support/e2eUse";

const written = (writes: readonly { readonly operation?: string; readonly items: number }[]) =>
  writes.map(({ operation, items }) => `${operation} ${items}`);

function itemsOf(writes: readonly Call[]): Readonly<Record<string, number>> {
  const items: Record<string, number> = {};
  for (const { operation = "none", sent } of writes) items[operation] = (items[operation] ?? 0) + sent.length;
  return items;
}

eachWay((bench) => {
  test("eight types and two tags: made, left alone, three of eleven edited; also counted on the wire", async () => {
    const relay = await startRelay(bench.emulator.url);
    const requests = (operation: string) => relay.requests(operation, bench.transport);
    try {
      const project = bench.project({ environment: { MSADS_ENDPOINT: relay.url } });
      const made = await project.program(everything(false)).up();
      // What needs a tag comes after it; so the goals go in two calls, or in a few more where the machine is busy.
      expect(itemsOf(made.writes)).toEqual({ AddUetTags: 2, AddConversionGoals: 11 });
      expect(requests("AddUetTags")).toBe(1);
      const adds = made.writes.filter(({ operation }) => operation === "AddConversionGoals");
      expect(requests("AddConversionGoals")).toBe(adds.length);
      expect(adds.length).toBeLessThan(11);
      const edited = await project.program(everything(true)).up();
      expect(written(edited.writes)).toEqual(["UpdateConversionGoals 3"]);
      expect(edited.writes[0]?.sent.map(({ fields }) => fields)).toEqual(
        expect.arrayContaining([["ConversionWindowInMinutes", "Id"]]),
      );
      expect(requests("UpdateConversionGoals")).toBe(1);
    } finally {
      await relay.close();
    }
  });

  test("drift is named and repaired; a rename keeps the id; destroy and up bring the same ids back", async () => {
    const project = bench.project({ refreshAlways: true });
    await project.program(`${SITE}${urlGoalText("order", "Order")}`).up();
    const ids = project.ids();
    bench.emulator.editGoal(liveGoal(bench.emulator, "Order").id, { Status: "Paused" });
    const repaired = await project.run("up");
    expect(repaired.text).toContain('was changed outside this program: status is "Paused", wanted "Active"');
    expect(written(repaired.writes)).toEqual(["UpdateConversionGoals 1"]);
    await project.program(`${SITE}${urlGoalText("order", "Bought")}`).up();
    const destroyed = await project.run("destroy");
    expect(destroyed.ok, destroyed.text).toBe(true);
    expect(statuses(bench.emulator)).toEqual({ Bought: "Paused" });
    const back = await project.run("up");
    expect(back.text).toContain("brings back the paused goal");
    expect(project.ids()).toEqual(ids);
    await project.expectSettled();
  });

  test("a new scope and name replace a goal: the new one first, then the old one paused; a gone one is made anew", async () => {
    const project = bench.project();
    await project.program(`${SITE}${urlGoalText("order", "Order")}`).up();
    const replaced = await project
      .program(`${SITE}${urlGoalText("order", "Order 2", 'scope: "Account"')}`)
      .up();
    expect(written(replaced.writes)).toEqual(["AddConversionGoals 1", "UpdateConversionGoals 1"]);
    expect(statuses(bench.emulator)).toEqual({ Order: "Paused", "Order 2": "Active" });
    bench.emulator.deleteGoal(liveGoal(bench.emulator, "Order 2").id);
    const again = await project.program(`${SITE}${urlGoalText("order", "Order 3", 'scope: "Account"')}`).up();
    expect(again.text).toContain("is gone from the account; it will be created again");
    expect(statuses(bench.emulator)).toEqual({ Order: "Paused", "Order 3": "Active" });
  });
});
