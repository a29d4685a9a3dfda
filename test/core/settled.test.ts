import { expect, test } from "vitest";
import { liveGoal, statuses, useEmulator } from "../support/e2eEmulator";
import { allTypes, eventGoal, offlineGoal, site, urlGoal } from "../support/e2eGoals";
import { batches, expectSettled, upAndSettle, written } from "../support/e2eSettled";
import { Stack, tag } from "../support/e2eStack";

const emulator = useEmulator();
const WAITLESS = 200;

test("two tags and a goal of each type: one list of each kind and process, and nothing to do the second time", async () => {
  const stack = new Stack(emulator.now, {}, {}, 1);
  const program = { site, blog: tag({ name: "Blog", description: "Our blog" }), ...allTypes };
  const preview = await stack.preview(program);
  expect([preview.said, preview.writes]).toEqual(["", []]);
  expect(batches(await stack.up(program))).toEqual(["AddUetTags 2", "AddConversionGoals 8"]);
  const again = await stack.up(program);
  expect(again.calls.map(({ operation }) => operation).sort()).toEqual([
    "GetConversionGoalsByIds",
    "GetUetTagsByIds",
  ]);
  await expectSettled(stack, program);
});

test.each<[string, unknown]>([
  ["a number", 25],
  ["a text", "25.00"],
  ["a number with cents", 0.1],
])("money as %s stays as the program wrote it, whatever the service makes of it", async (_, value) => {
  emulator.now.settings({ rules: { "answer.decimals-with-four": true } });
  const stack = new Stack(emulator.now);
  const revenue = { type: "FixedValue", value, currencyCode: "EUR" };
  await upAndSettle(stack, {
    site,
    order: urlGoal("Order", { revenue }),
    sign: eventGoal("Sign", { value, valueOperator: "Equals" }),
  });
  expect(stack.entry("order").outputs.revenue).toEqual(revenue);
  expect(stack.entry("sign").outputs.value).toBe(value);
});

test("a currency that the program leaves open is the account's, and no difference", async () => {
  const stack = new Stack(emulator.now);
  const revenue = { type: "FixedValue", value: 5 };
  await upAndSettle(stack, { site, order: urlGoal("Order", { scope: "Account", revenue }) });
  expect(liveGoal(emulator.now, "Order").fields.Revenue).toMatchObject({ CurrencyCode: "EUR" });
  await upAndSettle(stack, {
    site,
    order: urlGoal("Order", { scope: "Account", revenue: { ...revenue, value: 6 } }),
  });
  expect(liveGoal(emulator.now, "Order").fields.Revenue).toMatchObject({ CurrencyCode: "EUR", Value: "6" });
});

test("an offline goal has the scope that the program says, the account's where it says none", async () => {
  const stack = new Stack(emulator.now);
  const up = await upAndSettle(stack, {
    plain: offlineGoal("Plain"),
    own: offlineGoal("Own", { scope: "Account" }),
    shared: offlineGoal("Shared", { scope: "Customer" }),
  });
  const sent = up.writes.flatMap(({ sent: goals }) => goals.map(({ fields }) => fields.includes("Scope")));
  expect(sent).toEqual([true, true, true]);
  const scopes = ["Plain", "Own", "Shared"].map((name) => liveGoal(emulator.now, name).fields.Scope);
  expect(scopes).toEqual(["Account", "Account", "Customer"]);
});

test("ids beyond what a number holds", async () => {
  emulator.now.continueIdsAfter("9007199254740992");
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, order: urlGoal("Order") });
  expect([stack.entry("site").id, stack.entry("order").id]).toEqual(["9007199254740993", "9007199254740993"]);
  expect(stack.entry("order").outputs.tagId).toBe("9007199254740993");
});

test("a tag that was deleted took its goals with it: all are made anew, nothing is torn down", async () => {
  const stack = new Stack(emulator.now, {}, { MSADS_EMPTY_ACCOUNT: "true" });
  await upAndSettle(stack, { site, order: urlGoal("Order"), sign: eventGoal("Sign") });
  emulator.now.deleteTag(stack.entry("site").id);
  const program = { site: tag({ name: "New site" }), order: urlGoal("Order 2"), sign: eventGoal("Sign 2") };
  const preview = await stack.preview(program);
  expect(preview.steps).toEqual(["replace site", "replace order", "replace sign"]);
  const up = await upAndSettle(stack, program);
  expect(written(up)).toEqual(["AddUetTags 1", "AddConversionGoals 2"]);
  expect(statuses(emulator.now)).toEqual({ "Order 2": "Active", "Sign 2": "Active" });
});

test("a service that stumbles is read again", async () => {
  const stack = new Stack(emulator.now, {}, {}, WAITLESS);
  await upAndSettle(stack, { site, order: urlGoal("Order") });
  emulator.now.faults(
    { operation: "GetConversionGoalsByIds", kind: "http", status: 503, times: 2 },
    { operation: "GetUetTagsByIds", kind: "fault", code: 0, times: 2 },
  );
  const up = await stack.up({ site, order: urlGoal("Order") });
  expect([up.said, up.steps]).toEqual(["", ["same site", "same order"]]);
});

test("a new name that only the service knows to be taken leaves goal and state as they were", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, order: urlGoal("Order"), sign: eventGoal("Sign") });
  emulator.now.deleteGoal(stack.entry("sign").id);
  const up = await stack.up({ site, order: urlGoal("Sign") });
  expect(up.said).toContain("5317 ConversionGoalNameAlreadyExists");
  expect(stack.entry("order").inputs.name).toBe("Order");
  expect(statuses(emulator.now)).toEqual({ Order: "Active" });
});
