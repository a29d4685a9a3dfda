import { expect, test } from "vitest";
import { liveGoal, useEmulator } from "../support/e2eEmulator";
import { site, urlGoal } from "../support/e2eGoals";
import { upAndSettle } from "../support/e2eSettled";
import { Stack } from "../support/e2eStack";
import type { Values } from "../support/e2eWire";

const emulator = useEmulator();

/** What version 0.1.0 kept where there is `__msads` now. */
function asIn010({ __msads, ...others }: Values): Values {
  const { name, ignored } = __msads as { name: string; ignored?: readonly string[] };
  return { ...others, resourceName: name, ...(ignored === undefined ? {} : { ignoredFields: ignored }) };
}

async function stackOf010(program: Parameters<Stack["up"]>[0]): Promise<Stack> {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, program);
  for (const [name, { inputs, outputs, ...entry }] of stack.state)
    stack.state.set(name, { ...entry, inputs: asIn010(inputs), outputs: asIn010(outputs) });
  return stack;
}

test("a stack of 0.1.0 has no change, whatever it ignores; a destroy still names its resources", async () => {
  const program = { site, order: urlGoal("Order"), held: urlGoal("Held", {}, ["status"]) };
  const stack = await stackOf010(program);
  const again = await stack.up(program);
  expect(again.steps).toEqual(["same site", "same order", "same held"]);
  expect(again.writes).toEqual([]);
  emulator.now.editGoal(liveGoal(emulator.now, "Order").id, { UrlExpression: "/x" });
  const refreshed = await stack.refresh();
  expect(refreshed.said).toContain("order: goal");
  expect((await stack.destroy()).said).toContain("site: UET tag");
});

test('ignoreChanges "*" on a stack that knows no hidden input leaves the live goal alone', async () => {
  const stack = await stackOf010({ site, order: urlGoal("Order") });
  emulator.now.editGoal(liveGoal(emulator.now, "Order").id, { UrlExpression: "/by-hand" });
  const up = await stack.up({ site, order: urlGoal("Another", { urlExpression: "/program" }, ["*"]) });
  expect(up.writes).toEqual([]);
  expect(up.ok).toBe(true);
  expect(liveGoal(emulator.now, "Order").fields.UrlExpression).toBe("/by-hand");
});

test("what the program tells of its run gets into no state", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, order: urlGoal("Order") });
  const kept = [...stack.state.values()].flatMap(({ inputs, outputs }) => [inputs, outputs]);
  expect(kept.map(({ __msads }) => Object.keys(__msads as object))).toEqual(Array(4).fill(["name"]));
});

test('ignoreChanges "*" leaves all as it is, the prefix of the name and what is live included', async () => {
  const stack = new Stack(emulator.now, { "msads:namePrefix": "dev-" });
  await upAndSettle(stack, { site, order: urlGoal("Order") });
  emulator.now.editGoal(liveGoal(emulator.now, "dev-Order").id, { UrlExpression: "/by-hand" });
  const program = { site, order: urlGoal("Another", { urlExpression: "/program" }, ["*"]) };
  const up = await stack.up(program);
  expect([up.ok, up.writes]).toEqual([true, []]);
  expect(stack.entry("order").inputs.name).toBe("dev-Order");
  const again = await stack.up(program);
  expect(again.steps).toEqual(["same site", "same order"]);
  expect(liveGoal(emulator.now, "dev-Order").fields.UrlExpression).toBe("/by-hand");
});
