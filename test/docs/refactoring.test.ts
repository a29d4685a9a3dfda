import { expect, test } from "vitest";
import { liveGoal, liveTag, statuses, useEmulator } from "../support/e2eEmulator";
import { offlineGoal, ofSite, site, urlGoal } from "../support/e2eGoals";
import { upAndSettle, written } from "../support/e2eSettled";
import { goal, output, type Program, Stack, tag } from "../support/e2eStack";

/** What docs/refactoring.md promises, move by move; libraries are in test/core/library/moves.test.ts. */

const emulator = useEmulator();
const equal = { config: { "msads:adopt": "equal" } };

/** With an alias the engine hands the old resource's state to the new name. */
function alias(stack: Stack, from: string, to: string): void {
  stack.state.set(to, stack.entry(from));
  stack.state.delete(from);
}

async function started(program: Program): Promise<Stack> {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, program);
  return stack;
}

test("a resource renamed with an alias: one update, nothing sent", async () => {
  const stack = await started({ site, order: urlGoal("Order") });
  alias(stack, "order", "thanks");
  const program = { site, thanks: urlGoal("Order") };
  expect((await stack.preview(program)).steps).toEqual(["same site", "update thanks"]);
  expect((await upAndSettle(stack, program)).writes).toEqual([]);
});

test.each([
  ["adopt: true", true, {}],
  ["config adopt: equal", undefined, equal],
])("a resource renamed with %s: the two notices, nothing sent", async (_, adopt, options) => {
  const stack = await started({ site, order: urlGoal("Order") });
  const { id } = liveGoal(emulator.now, "Order");
  const program = { site, thanks: urlGoal("Order", adopt === undefined ? {} : { adopt }) };
  const preview = await stack.preview(program, options);
  expect(preview.said).toContain(`info: thanks: takes over goal ${id}, "Order", as it is`);
  expect(preview.steps).toEqual(["same site", "create thanks", "delete order"]);
  const up = await upAndSettle(stack, program, options);
  expect(up.said).toContain(
    `info: order: goal ${id}, "Order", stays as it is: resource "thanks" now manages it`,
  );
  expect([up.writes, statuses(emulator.now)]).toEqual([[], { Order: "Active" }]);
});

test("another type under the same names: an update in place", async () => {
  const visit = { type: "Duration", name: "Visit", ...ofSite, minimumDurationInSeconds: 300 };
  const stack = await started({ site, visit: goal(visit) });
  const { id } = liveGoal(emulator.now, "Visit");
  const pages = { type: "PagesViewedPerVisit", name: "Visit", ...ofSite, minimumPagesViewed: 4 };
  const up = await upAndSettle(stack, { site, visit: goal(pages) });
  expect([up.steps, written(up)]).toEqual([["same site", "update visit"], ["UpdateConversionGoals 1"]]);
  expect(liveGoal(emulator.now, "Visit")).toMatchObject({ id, kind: "PagesViewedPerVisit" });
});

test("goals get another tag: one call, the old tag stays", async () => {
  const goals = (at: object) => ({ order: urlGoal("Order", { ...at }), again: urlGoal("Again", { ...at }) });
  const stack = await started({ site, ...goals(ofSite) });
  const blog = tag({ name: "Blog" });
  await upAndSettle(stack, { site, blog, ...goals(ofSite) });
  const up = await upAndSettle(stack, { site, blog, ...goals({ tagId: output("blog", "id") }) });
  expect(written(up)).toEqual(["UpdateConversionGoals 2"]);
  expect(liveGoal(emulator.now, "Order").fields.TagId).toBe(liveTag(emulator.now, "Blog").id);
  expect(liveTag(emulator.now, "Main site")).toBeDefined();
});

test("a tag under another resource name: the same id, nothing sent", async () => {
  const stack = await started({ site, order: urlGoal("Order") });
  const program = { home: site, order: urlGoal("Order", { tagId: output("home", "id") }) };
  const up = await upAndSettle(stack, program);
  expect([up.writes, statuses(emulator.now)]).toEqual([[], { Order: "Active" }]);
});

test("a goal moves to another program in three steps, and is never paused", async () => {
  const old = await started({ site, order: urlGoal("Order") });
  const { id } = liveGoal(emulator.now, "Order");
  const retained = await upAndSettle(old, { site, order: urlGoal("Order", { onDelete: "retain" }) });
  const left = await upAndSettle(old, { site });
  expect(left.said).toContain("stays as it is");
  const taken = await upAndSettle(new Stack(emulator.now), { site, order: urlGoal("Order", { adopt: id }) });
  expect([retained, left, taken].flatMap(({ writes }) => writes)).toEqual([]);
  expect(liveGoal(emulator.now, "Order")).toMatchObject({ id, fields: { Status: "Active" } });
});

test("another account needs a new name; the old goal is paused in its own", async () => {
  emulator.now.addCustomers({ id: "111", accounts: [{ id: "333" }] });
  const stack = await started({ deal: offlineGoal("Deal") });
  const refused = await stack.preview({ deal: offlineGoal("Deal", { accountId: "333" }) });
  expect(refused.failures.map(({ property }) => property)).toEqual(["accountId"]);
  await upAndSettle(stack, { deal: offlineGoal("Deal far", { accountId: "333" }) });
  expect(liveGoal(emulator.now, "Deal far").accountId).toBe("333");
  expect(liveGoal(emulator.now, "Deal")).toMatchObject({ accountId: "222", fields: { Status: "Paused" } });
});

test("another namePrefix updates every name in place", async () => {
  const program = { site, order: urlGoal("Order") };
  const stack = await started(program);
  const { id } = liveGoal(emulator.now, "Order");
  await upAndSettle(stack, program, { config: { "msads:namePrefix": "dev-" } });
  expect(liveGoal(emulator.now, "dev-Order").id).toBe(id);
  expect(liveTag(emulator.now, "dev-Main site")).toBeDefined();
});
