import { expect, test } from "vitest";
import { useEmulator } from "../../support/e2eEmulator";
import { eventGoal, offlineGoal, ofSite, site, urlGoal } from "../../support/e2eGoals";
import { UNKNOWN } from "../../support/e2eRun";
import { upAndSettle, written } from "../../support/e2eSettled";
import { goal, library, output, Stack, tag } from "../../support/e2eStack";
import type { Values } from "../../support/e2eWire";

const emulator = useEmulator();

test("check writes the documented defaults and the account into the inputs", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, order: urlGoal("Order"), deal: offlineGoal("Deal") });
  expect(stack.entry("order").inputs).toMatchObject({
    status: "Active",
    countType: "All",
    scope: "Customer",
    customerId: "111",
    accountId: "222",
    onDelete: "pause",
  });
  expect(stack.entry("deal").inputs).toMatchObject({ status: "Active", countType: "All", scope: "Account" });
  expect(stack.entry("order").outputs.trackingStatus).toBe("TagUnverified");
});

test("every problem of every field at once, each with what was given and what is allowed", async () => {
  const broken = goal({
    type: "Url",
    name: "x".repeat(101),
    tagId: 4711,
    urlOperator: "Like",
    conversionWindowInMinutes: 0,
    revenue: { type: "FixedValue", currencyCode: "EUR" },
    statsu: "Active",
    minimumPagesViewed: 3,
    onDelete: "delete",
    adopt: "that one",
  });
  const report = await new Stack(emulator.now).preview({ broken });
  const failed = Object.fromEntries(report.failures.map(({ property, reason }) => [property, reason]));
  expect(Object.keys(failed).sort()).toEqual([
    "adopt",
    "conversionWindowInMinutes",
    "goalCategory",
    "minimumPagesViewed",
    "name",
    "onDelete",
    "revenue.value",
    "statsu",
    "tagId",
    "urlExpression",
    "urlOperator",
  ]);
  expect(failed.urlOperator).toBe('got "Like"; allowed: Equals, BeginsWith, RegularExpression, Contains');
  expect(failed.tagId).toContain('Write it as a string: "4711"');
  expect(failed.minimumPagesViewed).toContain("PagesViewedPerVisit");
  expect(report.errors).toEqual([]);
  expect(report.calls).toEqual([]);
});

const all = urlGoal("Order", {
  conversionWindowInMinutes: 600,
  revenue: { type: "FixedValue", value: 5, currencyCode: "EUR" },
  status: "Active",
  scope: "Customer",
  countType: "Unique",
}).inputs;

test.each(["type", ...Object.keys(all)])("an unknown %s is accepted in preview", async (name) => {
  const unknown = output("later", name);
  const program = { later: tag({ name: "Later" }), order: goal({ ...all, tagId: "1", [name]: unknown }) };
  const report = await new Stack(emulator.now).preview(program);
  expect([...report.failures, ...report.errors]).toEqual([]);
  expect(report.steps).toEqual(["create later", "create order"]);
});

test.each(["type", "value", "currencyCode"])("an unknown revenue.%s is accepted in preview", async (name) => {
  const revenue = { type: "FixedValue", value: 5, currencyCode: "EUR", [name]: output("later", name) };
  const program = { later: tag({ name: "Later" }), order: goal({ ...all, tagId: "1", revenue }) };
  const report = await new Stack(emulator.now).preview(program);
  expect([...report.failures, ...report.errors]).toEqual([]);
  expect(report.steps).toEqual(["create later", "create order"]);
});

test("an unknown field does not hide another's problem", async () => {
  const program = { site, order: urlGoal("Order", { urlOperator: "Like" }) };
  const report = await new Stack(emulator.now).preview(program);
  expect(report.failures.map(({ property }) => property)).toEqual(["urlOperator"]);
});

test("two resources on one name are both named", async () => {
  const program = { site, first: urlGoal("Order"), second: eventGoal("Order") };
  const report = await new Stack(emulator.now).preview(program);
  expect(report.failures).toEqual([
    {
      resource: "second",
      property: "name",
      reason: expect.stringContaining('"Order" is also the name of resource "first"'),
    },
  ]);
  const tags = await new Stack(emulator.now).preview({ a: tag({ name: "Site" }), b: tag({ name: "Site" }) });
  expect(tags.said).toContain('"Site" is also the name of resource "a"');
});

test("a tag and a goal may share resource name and name, whatever the order", async () => {
  await upAndSettle(new Stack(emulator.now), {
    site: tag({ name: "Order" }),
    order: urlGoal("Order"),
    "tag order": offlineGoal("site"),
  });
});

test("prefix and suffix of the stack make the name, once", async () => {
  const config = { "msads:namePrefix": "dev-", "msads:nameSuffix": " (test)" };
  const stack = new Stack(emulator.now, config);
  const program = { site, order: urlGoal("Order", {}, ["name"]) };
  await upAndSettle(stack, program);
  expect(emulator.now.store.goals.map(({ fields }) => fields.Name)).toEqual(["dev-Order (test)"]);
  expect(stack.entry("order").outputs.name).toBe("dev-Order (test)");
  expect(emulator.now.store.tags.map(({ fields }) => fields.Name)).toEqual(["dev-Main site (test)"]);
});

test.each([
  ["a\nb", /it holds the control character U\+000A/],
  ["x".repeat(99), /it has 10\d characters/],
  ["\ud800", /it holds the character U\+D800, which XML cannot carry/],
])("what the stack's prefix makes of a name is held to the rules of names: %j", async (prefix, why) => {
  const lib = library({ goals: { Deal: { type: "OfflineConversion", goalCategory: "Purchase" } } });
  const program = { site, order: offlineGoal("Order"), lib };
  const { failures } = await new Stack(emulator.now, { "msads:namePrefix": prefix }).preview(program);
  expect(failures).toEqual(
    [
      ["site", "name"],
      ["order", "name"],
      ["lib", 'goals["Deal"].name'],
    ].map(([resource, property]) => ({ resource, property, reason: expect.stringMatching(why) })),
  );
});

test("a library's key is a name like any other", async () => {
  const deal = { type: "OfflineConversion", goalCategory: "Purchase" };
  const goals = { "a\nb": deal, ["\u{1f600}".repeat(51)]: deal };
  const { failures } = await new Stack(emulator.now).preview({ lib: library({ goals }) });
  expect(failures.map(({ reason }) => reason)).toEqual([
    expect.stringContaining("it holds the control character U+000A"),
    expect.stringContaining("it has 102 characters (an emoji counts as two or more)"),
  ]);
});

test.each<[string, Values, string]>([
  ["field", { isEnhancedConversionsEnabled: true }, "isEnhancedConversionsEnabled"],
  ["field", { viewThroughConversionWindowInMinutes: 60 }, "viewThroughConversionWindowInMinutes"],
  ["field", { goalCategory: "Purchase" }, "goalCategory"],
])("apiVersion 12 refuses the v13 %s %j in preview", async (_, field, property) => {
  const stack = new Stack(emulator.now, { "msads:apiVersion": "12" });
  const inputs = { type: "Url", name: "Order", ...ofSite, urlExpression: "/", ...field };
  const report = await stack.preview({ site, order: goal(inputs) });
  expect(report.failures).toEqual([
    { resource: "order", property, reason: "needs API version 13, but apiVersion is 12: remove it" },
  ]);
});

test("apiVersion 12 has seven types and sends no field of v13", async () => {
  const stack = new Stack(emulator.now, { "msads:apiVersion": "12" });
  const url = { type: "Url", name: "Order", ...ofSite, urlExpression: "/" };
  const program = {
    site,
    order: goal(url),
    visit: goal({ type: "Duration", name: "Visit", ...ofSite, minimumDurationInSeconds: 5 }),
    install: goal({ type: "AppInstall", name: "App", appPlatform: "Android", appStoreId: "com.example" }),
    deal: goal({ type: "OfflineConversion", name: "Deal" }),
    shop: goal({ type: "InStoreTransaction", name: "Shop" }),
  };
  const report = await upAndSettle(stack, program);
  expect(written(report)).toEqual(["AddUetTags 1", "AddConversionGoals 5"]);
  const v13 = /Category$|Attribution|EnhancedConv|ExcludeFrom|ViewThrough|IsAuto|IsExternally|Industry/;
  expect(
    report.writes.flatMap(({ sent }) => sent.flatMap(({ fields }) => fields)).filter((f) => v13.test(f)),
  ).toEqual([]);
  const app = goal({ type: "AppDownload", name: "App 2", appPlatform: "iOS", appStoreId: "1" });
  const refused = await stack.preview({ ...program, app });
  expect(refused.said).toContain("AppDownload goals need API version 13, but apiVersion is 12");
});

test("a name that is not known yet gets no prefix: two of them are no clash in preview", async () => {
  const stack = new Stack(emulator.now, { "msads:namePrefix": "dev-" });
  const preview = await stack.preview({ site, one: urlGoal(UNKNOWN), two: urlGoal(UNKNOWN) });
  expect([preview.said, preview.steps]).toEqual(["", ["create site", "create one", "create two"]]);
});
