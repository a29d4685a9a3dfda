import { expect, test } from "vitest";
import { liveGoal, statuses, useEmulator } from "../../support/e2eEmulator";
import { eventGoal, site, urlGoal } from "../../support/e2eGoals";
import { expectSettled, upAndSettle, written } from "../../support/e2eSettled";
import { Stack, tag } from "../../support/e2eStack";

const emulator = useEmulator();

test("delete pauses, and an event goal keeps its pairs", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, order: urlGoal("Order"), sign: eventGoal("Sign") });
  const before = liveGoal(emulator.now, "Sign").fields;
  expect((await stack.preview({ site })).steps).toEqual(["same site", "delete order", "delete sign"]);
  const up = await stack.up({ site });
  expect(written(up)).toEqual(["UpdateConversionGoals 2"]);
  expect(statuses(emulator.now)).toEqual({ Order: "Paused", Sign: "Paused" });
  expect(liveGoal(emulator.now, "Sign").fields).toEqual({ ...before, Status: "Paused" });
  await expectSettled(stack, { site });
});

test("onDelete: retain leaves a goal as it is, with a notice", async () => {
  const stack = new Stack(emulator.now, { "msads:onDelete": "retain" });
  await upAndSettle(stack, { site, order: urlGoal("Order"), sign: eventGoal("Sign", { onDelete: "pause" }) });
  const { id } = liveGoal(emulator.now, "Order");
  const destroyed = await stack.destroy();
  expect(destroyed.said).toContain(`info: order: goal ${id}, "Order", stays as it is (onDelete: retain)`);
  expect(destroyed.said).toContain("Microsoft's API cannot delete a tag");
  expect(statuses(emulator.now)).toEqual({ Order: "Active", Sign: "Paused" });
  expect(stack.state.size).toBe(0);
});

test("what is paused already needs no write", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, order: urlGoal("Order", { status: "Paused" }) });
  expect((await stack.destroy()).writes).toEqual([]);
});

test("onDelete changed alone renews state with no call", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, order: urlGoal("Order") });
  const retained = { site, order: urlGoal("Order", { onDelete: "retain" }) };
  const up = await upAndSettle(stack, retained);
  expect([up.steps, up.writes]).toEqual([["same site", "update order"], []]);
  await stack.destroy();
  expect(statuses(emulator.now)).toEqual({ Order: "Active" });
});

test("a goal that goes on under another resource name is not paused", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, order: urlGoal("Order") });
  const { id } = stack.entry("order");
  const moved = { site, bought: urlGoal("Order", { adopt: id }) };
  const up = await upAndSettle(stack, moved);
  expect(up.steps).toEqual(["same site", "create bought", "delete order"]);
  expect(up.writes).toEqual([]);
  expect(up.said).toContain(`order: goal ${id}, "Order", stays as it is: resource "bought" now manages it`);
  expect([stack.entry("bought").id, statuses(emulator.now)]).toEqual([id, { Order: "Active" }]);
});

test("renaming a resource without consent is refused, names the way out, and harms nothing", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, order: urlGoal("Order") });
  const up = await stack.up({ site, bought: urlGoal("Order") });
  expect(up.said).toContain('aliases: [{ name: "<old name>" }]');
  expect(up.said).toContain(
    "If the resource is tainted or named by --replace, this may be its own goal: run  pulumi state untaint <its URN>  ",
  );
  expect([up.writes, statuses(emulator.now)]).toEqual([[], { Order: "Active" }]);
  await expectSettled(stack, { site, order: urlGoal("Order") });
});

test("a destroy that refreshes first still pauses", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, order: urlGoal("Order"), sign: eventGoal("Sign") });
  const destroyed = await stack.destroy({ refresh: true });
  expect(written(destroyed)).toEqual(["UpdateConversionGoals 2"]);
  expect(statuses(emulator.now)).toEqual({ Order: "Paused", Sign: "Paused" });
});

test("a run that refreshes first still pauses what left the program", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, order: urlGoal("Order"), sign: eventGoal("Sign") });
  await stack.up({ site, order: urlGoal("Order") }, { refresh: true });
  expect(statuses(emulator.now)).toEqual({ Order: "Active", Sign: "Paused" });
});

test("two resources of the state on one goal are an error that names both", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, order: urlGoal("Order") });
  stack.state.set("twin", stack.entry("order"));
  const up = await stack.up({ site, order: urlGoal("Order"), twin: urlGoal("Order 2") });
  expect(up.said).toContain(
    `Resources "order" and "twin" both manage goal ${stack.entry("order").id}. Remove one of them`,
  );
  expect(statuses(emulator.now)).toEqual({ Order: "Active" });
});

test("two resources of the state on one tag are an error that names both", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site });
  stack.state.set("twin", stack.entry("site"));
  const up = await stack.up({ site, twin: tag({ name: "Other site" }) });
  expect(up.said).toContain(`Resources "site" and "twin" both manage UET tag ${stack.entry("site").id}`);
  expect(up.writes).toEqual([]);
});

test("a tag that goes on under another resource name stays, and the notice says for whom", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site });
  const { id } = stack.entry("site");
  const up = await upAndSettle(stack, { home: site });
  expect(up.said).toContain(
    `site: UET tag ${id}, "Main site", stays as it is: resource "home" now manages it`,
  );
  expect([up.writes, stack.entry("home").id]).toEqual([[], id]);
});

test("what another resource stands for since an earlier run is not paused by a late delete", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, order: urlGoal("Order") });
  stack.condemned.push({ name: "old", entry: stack.entry("order") });
  const up = await stack.up({ site, order: urlGoal("Order") });
  expect(up.steps).toEqual(["same site", "same order", "delete old"]);
  expect([up.writes, statuses(emulator.now)]).toEqual([[], { Order: "Active" }]);
});
