import { describe, expect, it } from "vitest";
import { startEmulator } from "../../provider/emulator";
import { startAccount } from "../../provider/testing";
import { account, folderOf } from "./userProject";

const order = {
  type: "Url",
  name: "Order placed",
  urlOperator: "Contains",
  urlExpression: "/thank-you",
  goalCategory: "Purchase",
} as const;

describe("goals and tags", () => {
  it("made by hand are as the service has them, defaults and all, in camelCase", async () => {
    const shop = await account();
    const site = shop.addTag({ name: "Main site", industry: "Retail" });
    const revenue = { type: "FixedValue", value: "25.50", currencyCode: "EUR" } as const;
    const made = shop.addGoal({ ...order, tagId: site.id, revenue, conversionWindowInMinutes: 60 });
    expect(made).toEqual({
      id: expect.stringMatching(/^\d+$/),
      accountId: "222",
      type: "Url",
      name: "Order placed",
      status: "Active",
      scope: "Customer",
      tagId: site.id,
      countType: "All",
      conversionWindowInMinutes: 60,
      viewThroughConversionWindowInMinutes: 1440,
      goalCategory: "Purchase",
      attributionModelType: "LastClick",
      revenue: { type: "FixedValue", value: 25.5, currencyCode: "EUR" },
      urlExpression: "/thank-you",
      urlOperator: "Contains",
      trackingStatus: "TagUnverified",
      conversions: 0,
      earned: {},
    });
    expect(shop.goals()).toEqual([made]);
    expect(site).toMatchObject({ name: "Main site", industry: "Retail", trackingStatus: "Unverified" });
    expect(site.trackingScript).toContain(site.id);
    expect(shop.calls(), "what a test asks is no call of its program").toEqual([]);
  });

  it("that the service refuses are refused by hand, too, with its reason", async () => {
    const shop = await account();
    const { id: tagId } = shop.addTag({ name: "Main site" });
    shop.addGoal({ ...order, tagId });
    expect(() => shop.addGoal({ ...order, tagId })).toThrow(/refuses "Order placed": 5317/);
    expect(() => shop.addGoal({ ...order, name: "B", tagId: "1" })).toThrow(/refuses "B": 5300/);
    const odd = { ...order, name: "C", tagId, urlOperator: "Like" as "Equals" };
    expect(() => shop.addGoal(odd)).toThrow(/cannot read "C": .*UrlOperator: must be of Equals, BeginsWith/);
    expect(() => shop.addTag({ name: "Main site" })).toThrow(/refuses "Main site": 53/);
    expect(shop.goals()).toHaveLength(1);
  });

  it("are edited as in the web UI, by name", async () => {
    const shop = await account();
    const { id: tagId } = shop.addTag({ name: "Main site", description: "All pages" });
    shop.addGoal({ ...order, tagId });
    const revenue = { type: "FixedValue", value: 7, currencyCode: "USD" } as const;
    const edited = shop.editGoal("Order placed", { name: "Bought", status: "Paused", revenue });
    expect(edited).toMatchObject({ name: "Bought", status: "Paused", revenue });
    const event = shop.editGoal("Bought", {
      type: "Event",
      actionExpression: "buy",
      actionOperator: "Equals",
    });
    expect(event).toMatchObject({ type: "Event", actionExpression: "buy" });
    expect(event.urlExpression).toBeUndefined();
    expect(shop.editTag("Main site", { description: null }).description).toBeUndefined();
    expect(() => shop.editGoal("Bought", { status: "Gone" as "Paused" })).toThrow(
      /^Status is "Gone"; allowed: Active/,
    );
    shop.editTag("Main site", { unavailable: true });
    expect(shop.goal("Bought").trackingStatus).toBe("InactiveDueToTagUnavailable");
    shop.deleteGoal("Bought");
    expect(shop.goals()).toEqual([]);
    expect(() => shop.addGoal({ ...order, name: "Bought", tagId })).toThrow(/53/);
  });

  it("that are not there are told with those that are", async () => {
    const shop = await account();
    expect(() => shop.goal("Order")).toThrow('there is no goal named "Order"; existing: none');
    shop.addTag({ name: "Main site" });
    expect(() => shop.tag("Site")).toThrow('there is no UET tag named "Site"; existing: "Main site"');
    expect(() => shop.deleteGoal("Order")).toThrow(/no goal named "Order"/);
  });

  it("of a customer are seen in its other accounts, those of an account only there", async () => {
    const shop = await account();
    const uk = shop.another({ accountId: "333", currency: "GBP" });
    const stranger = shop.another({ customerId: "999", accountId: "444" });
    const { id: tagId } = shop.addTag({ name: "Main site" });
    shop.addGoal({ ...order, tagId });
    uk.addGoal({ ...order, name: "UK only", tagId, scope: "Account" });
    expect(shop.goals().map(({ name }) => name)).toEqual(["Order placed"]);
    expect(uk.goals().map(({ name, accountId }) => [name, accountId])).toEqual([
      ["Order placed", "222"],
      ["UK only", "333"],
    ]);
    expect([stranger.goals(), stranger.tags()]).toEqual([[], []]);
  });
});

describe("what a site sends", () => {
  it("counts as conversions and moves tracking statuses, on a clock that the test moves", async () => {
    const shop = await account();
    const { id: tagId } = shop.addTag({ name: "Main site" });
    shop.addGoal({ ...order, tagId });
    shop.addGoal({
      type: "Event",
      name: "Signed up",
      tagId,
      goalCategory: "Signup",
      actionOperator: "Equals",
      actionExpression: "subscribe",
    });
    expect(shop.pageLoad("Main site", "https://shop.example/basket?a=1&b=2")).toEqual([]);
    expect(shop.tag("Main site").trackingStatus).toBe("Active");
    expect(shop.goal("Order placed")).toMatchObject({
      trackingStatus: "NoRecentConversions",
      conversions: 0,
    });
    const thanks = shop.pageLoad("Main site", "https://shop.example/thank-you?order=1&p=2");
    expect(thanks).toEqual([{ goal: "Order placed" }]);
    const signup = { action: "subscribe", category: "news", value: 3 };
    expect(shop.event("Main site", signup)).toEqual([{ goal: "Signed up" }]);
    expect(shop.goals().map(({ conversions }) => conversions)).toEqual([1, 1]);
    expect(shop.goal("Order placed").trackingStatus).toBe("RecordingConversions");
    const before = shop.clock.now().getTime();
    shop.clock.advance({ days: 8, hours: 1, minutes: 30 });
    const hours = (shop.clock.now().getTime() - before) / 3_600_000;
    expect(hours).toBeCloseTo(8 * 24 + 1.5, 1);
    expect(shop.tag("Main site").trackingStatus).toBe("Inactive");
    expect(() => shop.clock.advance({ days: -1 })).toThrow("cannot go back");
  });
});

it("goals of visits, of visitors and of variable value see who sends, and what it is worth", async () => {
  const shop = await account();
  const { id: tagId } = shop.addTag({ name: "Main site" });
  const revenue = { type: "VariableValue", value: 5, currencyCode: "EUR" } as const;
  shop.addGoal({ ...order, tagId, countType: "Unique", revenue });
  shop.addGoal({ type: "Duration", name: "Long", tagId, minimumDurationInSeconds: 60 });
  shop.addGoal({ type: "PagesViewedPerVisit", name: "Deep", tagId, minimumPagesViewed: 2 });
  const seen = (page: string, visit: string) =>
    shop.pageLoad("Main site", `https://shop.example${page}`, { visit, visitor: "Ada", revenue: 20 });
  expect(seen("/thank-you", "one")).toEqual([
    { goal: "Order placed", worth: { amount: 20, currency: "EUR" } },
  ]);
  shop.clock.advance({ minutes: 2 });
  expect(seen("/", "two")).toEqual([]);
  expect(seen("/", "one").map(({ goal }) => goal)).toEqual(["Long", "Deep"]);
  expect(seen("/thank-you", "three")).toEqual([{ goal: "Order placed", notCounted: expect.any(String) }]);
  expect(shop.goal("Order placed")).toMatchObject({ conversions: 1, earned: { EUR: 20 } });
});

describe("an account", () => {
  it("has the ids and the currency that it is given", async () => {
    const shop = await account({ customerId: "777", accountId: "888", currency: "SEK" });
    expect(shop).toMatchObject({ customerId: "777", accountId: "888" });
    const deal = { type: "OfflineConversion", name: "Deal", goalCategory: "Contact" } as const;
    const made = shop.addGoal({ ...deal, revenue: { type: "FixedValue", value: 1 } });
    expect(made).toMatchObject({ accountId: "888", scope: "Account", revenue: { currencyCode: "SEK" } });
    await expect(startAccount({ customerId: "777" })).rejects.toThrow(/without accountId/);
    await expect(startAccount({ customerId: "777", accountId: "222" })).rejects.toThrow(
      /belongs to customer 111/,
    );
    await expect(startAccount({ accountId: "x1" })).rejects.toThrow(/accountId is "x1"; allowed: digits/);
  });

  it("says that a port is in use, and gives its own back", async () => {
    const taken = await startEmulator();
    const port = Number(new URL(taken.url).port);
    await expect(startAccount({ port })).rejects.toThrow(`port ${port} is in use: leave \`port\` out`);
    await taken.close();
    const shop = await account({ port });
    expect(shop.url).toBe(`http://127.0.0.1:${port}`);
    await shop.close();
    await expect(fetch(shop.url)).rejects.toThrow();
  });

  it("names the folder in which there is no program", async () => {
    const shop = await account();
    const empty = folderOf({});
    expect(() => shop.program(empty)).toThrow(`there is no Pulumi.yaml in ${empty}`);
    expect(() => shop.program("./nowhere")).toThrow(/"\.\/nowhere" as seen from /);
  });
});
