import { expect, test } from "vitest";
import { conversionGoalHandler } from "../../../provider/core/goal/handler";
import { providerOf } from "../../../provider/dynamic/provider";
import { liveGoal, statuses, useEmulator } from "../../support/e2eEmulator";
import { eventGoal, offlineGoal, ofSite, site, urlGoal } from "../../support/e2eGoals";
import { libraryOf } from "../../support/e2eLibrary";
import { batches, expectSettled, fieldsSent, upAndSettle, written } from "../../support/e2eSettled";
import { asConfig, type Declared, goal, type Program, Stack } from "../../support/e2eStack";

const emulator = useEmulator();
/** For programs whose every goal or tag is deleted. */
const EMPTY = { MSADS_EMPTY_ACCOUNT: "true" };

const many = (edit: (i: number) => Declared): Program =>
  Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`g${i}`, edit(i)]));

test("3 of 20 goals changed: one list, one update of 3 with only what changed, units whole", async () => {
  // At the machine's own pace: a quicker clock leaves no time to gather in.
  const stack = new Stack(emulator.now, {}, {}, 1);
  const plain = (i: number) =>
    i === 2 ? eventGoal("Goal 2") : urlGoal(`Goal ${i}`, { conversionWindowInMinutes: 60 });
  await upAndSettle(stack, { site, ...many(plain) });
  const changed = {
    site,
    ...many((i) => {
      if (i === 1) return urlGoal("Goal 1", { conversionWindowInMinutes: 90 });
      if (i === 2) return eventGoal("Goal 2", { categoryExpression: "letter" });
      if (i === 3) return urlGoal("Goal 3", { conversionWindowInMinutes: 60, urlExpression: "/bye" });
      return plain(i);
    }),
  };
  const preview = await stack.preview(changed);
  expect(preview.steps.filter((step) => !step.startsWith("same"))).toEqual([
    "update g1",
    "update g2",
    "update g3",
  ]);
  const up = await stack.up(changed);
  expect(batches(up)).toEqual(["UpdateConversionGoals 3"]);
  expect(fieldsSent(up)).toEqual([
    ["ConversionWindowInMinutes", "Id"],
    ["Id", "ActionExpression", "ActionOperator", "CategoryExpression", "CategoryOperator"],
    ["Id", "UrlExpression", "UrlOperator"],
  ]);
  const reads = up.calls.filter(({ operation }) => operation === "GetConversionGoalsByIds");
  expect(reads.map(({ ids }) => ids.length)).toEqual([0, 3]);
  expect(stack.entry("g1").outputs.conversionWindowInMinutes).toBe(90);
  await expectSettled(stack, changed);
});

test("what changed outside is named field by field, and repaired; what is not managed is left alone", async () => {
  const stack = new Stack(emulator.now);
  const program = {
    site,
    order: urlGoal("Order", { conversionWindowInMinutes: 60 }),
    sign: eventGoal("Sign"),
  };
  await upAndSettle(stack, program);
  const { id } = liveGoal(emulator.now, "Order");
  emulator.now.editGoal(id, {
    ConversionWindowInMinutes: 61,
    Status: "Paused",
    ViewThroughConversionWindowInMinutes: 9,
  });
  const sign = liveGoal(emulator.now, "Sign").id;
  emulator.now.editGoal(sign, { LabelExpression: "spam", LabelOperator: "Equals" });
  const preview = await stack.preview(program);
  expect(preview.steps).toEqual(["same site", "update order", "update sign"]);
  expect(preview.said.split("\n")).toEqual([
    `warning: order: goal ${id}, "Order", was changed outside this program: conversionWindowInMinutes is 61, wanted 60; status is "Paused", wanted "Active"`,
    `warning: sign: goal ${sign}, "Sign", was changed outside this program: labelExpression is "spam", wanted none; labelOperator is "Equals", wanted none`,
  ]);
  const up = await upAndSettle(stack, program);
  expect(written(up)).toEqual(["UpdateConversionGoals 2"]);
  expect(liveGoal(emulator.now, "Order").fields).toMatchObject({
    ConversionWindowInMinutes: 60,
    Status: "Active",
    ViewThroughConversionWindowInMinutes: 9,
  });
  expect(liveGoal(emulator.now, "Sign").fields).not.toHaveProperty("LabelExpression");
});

test("a refresh takes drift over into state; the next run repairs it and needs no notice", async () => {
  const stack = new Stack(emulator.now);
  const program = { site, order: urlGoal("Order", { conversionWindowInMinutes: 60 }) };
  await upAndSettle(stack, program);
  emulator.now.editGoal(liveGoal(emulator.now, "Order").id, { ConversionWindowInMinutes: 61 });
  const refresh = await stack.refresh();
  expect(refresh.said).toMatch(
    /warning: order: goal .* outside this program: conversionWindowInMinutes is 61, wanted 60$/,
  );
  expect(stack.entry("order").inputs.conversionWindowInMinutes).toBe(61);
  const up = await stack.up(program, { refresh: true });
  expect(up.steps).toEqual(["read site", "read order", "same site", "update order"]);
  expect(up.said).toBe("");
  expect(liveGoal(emulator.now, "Order").fields.ConversionWindowInMinutes).toBe(60);
});

test("a field taken out goes to its documented default, or stays with a notice", async () => {
  const stack = new Stack(emulator.now);
  const revenue = { type: "FixedValue", value: 5, currencyCode: "EUR" };
  await upAndSettle(stack, {
    site,
    order: urlGoal("Order", {
      revenue,
      countType: "Unique",
      conversionWindowInMinutes: 60,
      viewThroughConversionWindowInMinutes: 90,
      isEnhancedConversionsEnabled: true,
    }),
  });
  const up = await upAndSettle(stack, { site, order: urlGoal("Order") });
  expect(fieldsSent(up)).toEqual([
    ["ConversionWindowInMinutes", "CountType", "Id", "Revenue.Type", "ViewThroughConversionWindowInMinutes"],
  ]);
  expect(up.said).toBe(
    "info: order: the program no longer sets isEnhancedConversionsEnabled. The service cannot clear it, so it keeps its value",
  );
  const { fields } = liveGoal(emulator.now, "Order");
  expect(fields).toMatchObject({
    CountType: "All",
    Revenue: { Type: "NoValue" },
    ConversionWindowInMinutes: 43_200,
    ViewThroughConversionWindowInMinutes: 1_440,
    IsEnhancedConversionsEnabled: true,
  });
  emulator.now.editGoal(liveGoal(emulator.now, "Order").id, { ConversionWindowInMinutes: 77 });
  expect((await stack.up({ site, order: urlGoal("Order") })).steps).toEqual(["same site", "same order"]);
});

test("a field without default taken out alone renews state and sends nothing", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, order: urlGoal("Order", { isEnhancedConversionsEnabled: true }) });
  const up = await upAndSettle(stack, { site, order: urlGoal("Order") });
  expect(up.steps).toEqual(["same site", "update order"]);
  expect(up.writes).toEqual([]);
});

test("a field that is set for the first time is sent, though the reply is silent about it", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, order: urlGoal("Order") });
  const once = { viewThroughConversionWindowInMinutes: 60, isEnhancedConversionsEnabled: true };
  const up = await upAndSettle(stack, { site, order: urlGoal("Order", once) });
  expect(fieldsSent(up)).toEqual([
    ["Id", "IsEnhancedConversionsEnabled", "ViewThroughConversionWindowInMinutes"],
  ]);
  const twice = { viewThroughConversionWindowInMinutes: 90, isEnhancedConversionsEnabled: false };
  await upAndSettle(stack, { site, order: urlGoal("Order", twice) });
  expect(liveGoal(emulator.now, "Order").fields).toMatchObject({
    IsEnhancedConversionsEnabled: false,
    ViewThroughConversionWindowInMinutes: 90,
  });
});

test("ignored fields are neither compared nor sent, in whole or in part", async () => {
  const stack = new Stack(emulator.now);
  const order = (value: number, window: number) =>
    urlGoal(
      "Order",
      { revenue: { type: "FixedValue", value, currencyCode: "EUR" }, conversionWindowInMinutes: window },
      ["revenue.value", "status"],
    );
  await upAndSettle(stack, { site, order: order(5, 60) });
  const { id } = liveGoal(emulator.now, "Order");
  emulator.now.editGoal(id, {
    Status: "Paused",
    Revenue: { Type: "FixedValue", Value: "9.5", CurrencyCode: "EUR" },
  });
  expect((await stack.preview({ site, order: order(6, 60) })).steps).toEqual(["same site", "same order"]);
  const up = await stack.up({ site, order: order(6, 61) });
  expect(fieldsSent(up)).toEqual([["ConversionWindowInMinutes", "Id"]]);
  const { fields } = liveGoal(emulator.now, "Order");
  expect(fields).toMatchObject({ Status: "Paused", Revenue: { Value: "9.5" } });
});

test("a refresh says nothing of what ignoreChanges leaves to others, of a single goal and of one in a library", async () => {
  const stack = new Stack(emulator.now);
  const more = {
    revenue: { type: "FixedValue", value: 5, currencyCode: "EUR" },
    conversionWindowInMinutes: 60,
  };
  const paths = ["revenue.value", "conversionWindowInMinutes"];
  await stack.up({
    site,
    order: urlGoal("Order", more, paths),
    shelf: libraryOf([urlGoal("One", more), urlGoal("Two", more)], {}, [
      ...paths.map((path) => `goals["One"].${path}`),
      "goals[*].revenue.value",
    ]),
  });
  const Revenue = { Type: "FixedValue", Value: "9", CurrencyCode: "EUR" } as const;
  for (const name of ["Order", "One", "Two"])
    emulator.now.editGoal(liveGoal(emulator.now, name).id, { Revenue, ConversionWindowInMinutes: 61 });
  const { id } = liveGoal(emulator.now, "Two");
  expect((await stack.refresh()).said).toBe(
    `warning: shelf["Two"]: goal ${id}, "Two", was changed outside this program: conversionWindowInMinutes is 61, wanted 60`,
  );
});

test("an ignored part keeps its live value when the rest of its unit is written", async () => {
  const stack = new Stack(emulator.now);
  const order = (currencyCode: string) =>
    urlGoal("Order", { revenue: { type: "FixedValue", value: 5, currencyCode } }, ["revenue.value"]);
  await upAndSettle(stack, { site, order: order("EUR") });
  emulator.now.editGoal(liveGoal(emulator.now, "Order").id, {
    Revenue: { Type: "FixedValue", Value: "9.5", CurrencyCode: "EUR" },
  });
  const up = await stack.up({ site, order: order("USD") });
  expect(fieldsSent(up)).toEqual([["Id", "Revenue.CurrencyCode", "Revenue.Type", "Revenue.Value"]]);
  expect(liveGoal(emulator.now, "Order").fields.Revenue).toEqual({
    CurrencyCode: "USD",
    Type: "FixedValue",
    Value: "9.5",
  });
});

test("an event goal with an ignored pair keeps the live pair", async () => {
  const stack = new Stack(emulator.now);
  const sign = (window: number): Declared => ({
    ...eventGoal("Sign", { conversionWindowInMinutes: window }),
    ignoreChanges: ["categoryExpression", "categoryOperator"],
  });
  await upAndSettle(stack, { site, sign: sign(60) });
  emulator.now.editGoal(liveGoal(emulator.now, "Sign").id, {
    CategoryExpression: "theirs",
    CategoryOperator: "Contains",
  });
  expect((await stack.preview({ site, sign: sign(60) })).steps).toEqual(["same site", "same sign"]);
  await stack.up({ site, sign: sign(61) });
  expect(liveGoal(emulator.now, "Sign").fields).toMatchObject({
    ActionExpression: "click",
    CategoryExpression: "theirs",
    CategoryOperator: "Contains",
    ConversionWindowInMinutes: 61,
  });
});

test("a change of type is an update in place", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, {
    site,
    order: urlGoal("Order", { revenue: { type: "VariableValue", value: 1, currencyCode: "EUR" } }),
  });
  const { id } = liveGoal(emulator.now, "Order");
  const program = {
    site,
    order: eventGoal("Order", { revenue: { type: "VariableValue", value: 1, currencyCode: "EUR" } }),
  };
  const up = await upAndSettle(stack, program);
  expect(up.steps).toEqual(["same site", "update order"]);
  expect(liveGoal(emulator.now, "Order")).toMatchObject({ id, kind: "Event" });
  expect(stack.entry("order").outputs).not.toHaveProperty("urlExpression");
});

test("where type and scope differ, the scope is what replaces the goal when the type alone would not", async () => {
  const stack = new Stack(emulator.now);
  const program = { site, order: urlGoal("Order") };
  await stack.up(program);
  const { outputs, id } = stack.entry("order");
  const sessions = stack.openSessions(() => {});
  const goals = providerOf(sessions, conversionGoalHandler);
  await goals.configure({ config: asConfig(stack.defaults()) });
  const asked = { ...outputs, ...eventGoal("Deal").inputs, tagId: outputs.tagId, scope: "Account" };
  expect((await goals.diff(id, outputs, asked)).replaces).toEqual(["scope"]);
  const offline = { ...outputs, ...offlineGoal("Deal").inputs, scope: "Account" };
  expect((await goals.diff(id, outputs, offline)).replaces).toEqual(["type", "scope"]);
});

const deal = (more = {}) => ({ site, order: offlineGoal("Order", more) });

test.each<[string, Program, Program]>([
  ["type", { site, order: urlGoal("Order") }, deal()],
  ["type", deal(), { site, order: urlGoal("Order", { scope: "Account" }) }],
  ["scope", { site, order: urlGoal("Order") }, { site, order: urlGoal("Order", { scope: "Account" }) }],
  ["accountId", { site, order: urlGoal("Order") }, { site, order: urlGoal("Order", { accountId: "223" }) }],
])("a change of %s under the same name is refused with both ways out", async (property, before, after) => {
  emulator.now.addCustomers({ id: "111", accounts: [{ id: "223" }] });
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, before);
  const preview = await stack.preview(after);
  const [failure] = preview.failures.filter((each) => each.property === property);
  expect(failure?.resource).toBe("order");
  expect(failure?.reason).toMatch(
    /cannot change from .+ to .+ under the same name. Either keep it, or give the goal a new name/,
  );
  expect(preview.steps).toEqual(["same site"]);
  const up = await stack.up(after);
  expect(up.ok).toBe(false);
  expect(up.writes).toEqual([]);
  await expectSettled(stack, before);
});

test.each<[string, Program, Program]>([
  ["type", { site, order: urlGoal("Order") }, { site, order: offlineGoal("Deal") }],
  ["type", deal(), { site, order: urlGoal("Deal") }],
  ["scope", { site, order: urlGoal("Order") }, { site, order: urlGoal("Deal", { scope: "Account" }) }],
  ["accountId", { site, order: urlGoal("Order") }, { site, order: urlGoal("Deal", { accountId: "223" }) }],
])(
  "a change of %s with a new name makes a new goal and pauses the old one in its account",
  async (_, before, after) => {
    emulator.now.addCustomers({ id: "111", accounts: [{ id: "223" }] });
    const stack = new Stack(emulator.now);
    await upAndSettle(stack, before);
    expect((await stack.preview(after)).steps).toEqual(["same site", "replace order"]);
    const up = await upAndSettle(stack, after);
    expect(written(up)).toEqual(["AddConversionGoals 1", "UpdateConversionGoals 1"]);
    expect(up.writes.at(-1)?.accountId).toBe("222");
    expect(statuses(emulator.now)).toEqual({ Order: "Paused", Deal: "Active" });
  },
);

test("of a goal that is replaced, onDelete counts as the program has it now", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, order: urlGoal("Order") });
  const kept = { scope: "Account", onDelete: "retain" };
  const up = await upAndSettle(stack, { site, order: urlGoal("Deal", kept) });
  expect(written(up)).toEqual(["AddConversionGoals 1"]);
  expect(up.said).toMatch(/goal \d+, "Order", stays as it is \(onDelete: retain\)/);
  await upAndSettle(stack, { site, order: urlGoal("Sale", { onDelete: "pause" }) });
  expect(statuses(emulator.now)).toEqual({ Order: "Active", Deal: "Paused", Sale: "Active" });
});

test("another customer is a replacement under the same name", async () => {
  emulator.now.addCustomers({ id: "333", accounts: [{ id: "444" }] });
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { deal: offlineGoal("Deal") });
  const program = { deal: offlineGoal("Deal", { customerId: "333", accountId: "444" }) };
  const up = await upAndSettle(stack, program);
  expect(up.steps).toEqual(["replace deal", "delete deal"]);
  expect(emulator.now.store.goals.map(({ accountId, fields }) => [accountId, fields.Status])).toEqual([
    ["222", "Paused"],
    ["444", "Active"],
  ]);
});

test("a goal that is gone is made anew, and deleting what is gone succeeds", async () => {
  const stack = new Stack(emulator.now, {}, EMPTY);
  await upAndSettle(stack, { site, order: urlGoal("Order") });
  const old = liveGoal(emulator.now, "Order").id;
  emulator.now.deleteGoal(old);
  const preview = await stack.preview({ site, order: urlGoal("Order again") });
  expect(preview.steps).toEqual(["same site", "replace order"]);
  expect(preview.said).toBe(
    `warning: order: goal ${old}, "Order again", is gone from the account; it will be created again`,
  );
  const up = await upAndSettle(stack, { site, order: urlGoal("Order again") });
  expect(written(up)).toEqual(["AddConversionGoals 1"]);
  emulator.now.deleteGoal(liveGoal(emulator.now, "Order again").id);
  const destroyed = await stack.destroy();
  expect([destroyed.ok, destroyed.writes.length, stack.state.size]).toEqual([true, 0, 0]);
});

test("a goal that is gone leaves state at a refresh", async () => {
  const stack = new Stack(emulator.now, {}, EMPTY);
  await upAndSettle(stack, { site, order: urlGoal("Order") });
  emulator.now.deleteTag(stack.entry("site").id);
  const refresh = await stack.refresh();
  expect([refresh.ok, refresh.said.split("\n")]).toEqual([
    true,
    [
      expect.stringMatching(
        /^warning: site: UET tag [0-9]+, "Main site", is gone from the customer and leaves/,
      ),
      expect.stringMatching(/^warning: order: goal [0-9]+, "Order", is gone from the account and leaves/),
    ],
  ]);
  expect([...stack.state.keys()]).toEqual([]);
});

test("a change of type to one that takes a currency is no drift: nobody changed the currency", async () => {
  const stack = new Stack(emulator.now);
  const worth = { ...ofSite, scope: "Account", revenue: { type: "FixedValue", value: 4 } };
  await upAndSettle(stack, {
    site,
    g: goal({ type: "Duration", name: "G", minimumDurationInSeconds: 30, ...worth }),
  });
  const program = { site, g: urlGoal("G", worth) };
  expect((await stack.preview(program)).said).not.toContain("outside this program");
  await upAndSettle(stack, program);
  expect(liveGoal(emulator.now, "G").kind).toBe("Url");
});
