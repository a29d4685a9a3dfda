import { describe, expect, it } from "vitest";
import { good, said, useDriver, type Wire } from "./driver";

const clock = { now: Date.UTC(2030, 0, 1) };
const driver = useDriver({ clock: () => clock.now });

async function collect(query: Readonly<Record<string, string>>): Promise<number> {
  const text = new URLSearchParams({ ti: "96031109", ...query }).toString();
  return (await fetch(`${driver.emulator.collector}/action/0?${text}`)).status;
}

const conversions = () => driver.emulator.store.goals.map((goal) => goal.conversions);
const fromAdmin = async (path: string) => (await fetch(`${driver.emulator.admin}/${path}`)).json();

const thanks = "https://shop.example/thanks";

describe("the collector", () => {
  it.each([
    ["Equals", thanks, thanks, 1],
    ["Equals", thanks, "https://shop.example/thanks?x=1", 0],
    ["Equals", thanks, "https://shop.example/thanks/", 0],
    ["Equals", thanks, "http://www.shop.example/thanks", 1],
    ["Equals", "shop.example/thanks", "https://www.SHOP.example/THANKS", 1],
    ["Equals", "www.shop.example/thanks", thanks, 1],
    ["Equals", thanks, "https://www2.shop.example/thanks", 0],
    ["BeginsWith", thanks, "https://shop.example/thanks?x=1", 1],
    ["BeginsWith", thanks, "http://shop.example/thanks", 1],
    ["BeginsWith", thanks, "https://other.example/?from=https://shop.example/thanks", 0],
    ["Contains", thanks, "https://www.SHOP.example/?from=https://shop.example/thanks#x", 1],
    ["Contains", thanks, "http://shop.example/thanks", 0],
    ["Contains", thanks, "https://shop.example/", 0],
    ["RegularExpression", thanks, thanks, 1],
    ["RegularExpression", thanks, "https://shopXexample/thanks", 1],
    ["RegularExpression", thanks, "https://shop.example/basket", 0],
    ["RegularExpression", "^http:\\/\\/[a-z]*[0-9]*\\.shop\\.example", "http://domain1.shop.example/x", 1],
    ["RegularExpression", "(?i)/thanks$", "https://shop.example/THANKS", 1],
  ])("a Url goal that %s %s and %s: %i conversions", async (UrlOperator, UrlExpression, page, times) => {
    await driver.add("Url", { UrlOperator, UrlExpression: UrlExpression });
    expect(await collect({ evt: "pageLoad", p: page })).toBe(204);
    expect(conversions()).toEqual([times]);
  });

  it.each([
    [{}, { evt: "custom", ea: "click" }, 1],
    [{}, { evt: "custom", ea: "tap" }, 0],
    [{}, { evt: "pageLoad", ea: "click" }, 0],
    [{}, { evt: "purchase", ea: "click" }, 0],
    [{ LabelExpression: "big", LabelOperator: "BeginsWith" }, { evt: "custom", ea: "click" }, 0],
    [{ LabelExpression: ".*", LabelOperator: "RegularExpression" }, { evt: "custom", ea: "click" }, 0],
    [
      { LabelExpression: "big", LabelOperator: "BeginsWith" },
      { evt: "custom", ea: "click", el: "BIGGER" },
      1,
    ],
    [
      { CategoryExpression: "o", CategoryOperator: "Contains" },
      { evt: "custom", ea: "click", ec: "shop" },
      1,
    ],
    [{ Value: "10", ValueOperator: "GreaterThan" }, { evt: "custom", ea: "click", ev: "10.5" }, 1],
    [{ Value: "10", ValueOperator: "GreaterThan" }, { evt: "custom", ea: "click", ev: "10" }, 0],
    [{ Value: "10", ValueOperator: "LessThan" }, { evt: "custom", ea: "click", ev: "9" }, 1],
    [{ Value: "10", ValueOperator: "LessThan" }, { evt: "custom", ea: "click", ev: "" }, 0],
    [{ Value: "10", ValueOperator: "LessThan" }, { evt: "custom", ea: "click", ev: "-3" }, 1],
    [{ Value: "10.0", ValueOperator: "Equals" }, { evt: "custom", ea: "click", ev: "10" }, 1],
    [{ Value: "10", ValueOperator: "Equals" }, { evt: "custom", ea: "click", ev: "ten" }, 0],
    [{ Value: "10", ValueOperator: "Equals" }, { evt: "custom", ea: "click", ev: "0xA" }, 0],
    [{ Value: "10", ValueOperator: "Equals" }, { evt: "custom", ea: "click" }, 0],
  ] as readonly (readonly [Wire, Record<string, string>, number])[])(
    "an Event goal with %j converts at %j %i times",
    async (pairs, sent, times) => {
      await driver.add("Event", { ...good.Event, ...pairs });
      await collect(sent);
      expect(conversions()).toEqual([times]);
    },
  );

  it("a pattern that is none matches nothing, an unknown tag does nothing", async () => {
    await driver.add("Url", { UrlOperator: "RegularExpression", UrlExpression: "(" });
    await collect({ p: "(" });
    expect(await collect({ ti: "5", p: "(" })).toBe(204);
    expect((await fetch(`${driver.emulator.collector}/action/0`)).status).toBe(204);
    expect(conversions()).toEqual([0]);
    expect(await fromAdmin("conversions")).toMatchObject([{ problem: "regular expression unreadable: (" }]);
    expect(await fromAdmin("hits")).toMatchObject([
      { tagId: "96031109", outcome: "taken", goals: [] },
      { tagId: "5", outcome: "unknown tag" },
    ]);
  });

  it("leads a tag and its goals through their states", async () => {
    await driver.add("Url");
    const seen: string[] = [];
    const look = async () => {
      const tag = said(await driver.getTags(), "TrackingStatus");
      seen.push(`${tag} ${said(await driver.get(), "TrackingStatus")}`);
    };
    await look();
    await collect({ p: "/other" });
    await look();
    await collect({ p: "/thanks" });
    await look();
    driver.emulator.advance(25);
    await look();
    await collect({ p: "/other" });
    await look();
    driver.emulator.advance(24 * 7);
    await collect({ p: "/other" });
    await look();
    expect(seen).toEqual([
      "Unverified TagUnverified",
      "Active NoRecentConversions",
      "Active RecordingConversions",
      "Inactive TagInactive",
      "Active RecordingConversions",
      "Active NoRecentConversions",
    ]);
  });

  it("the fifth state shows when it is asked for", async () => {
    await driver.add("Url");
    driver.emulator.editTag("96031109", { unavailable: true });
    expect(said(await driver.get([], "InactiveDueToTagUnavailable"), "TrackingStatus")).toBe(
      "InactiveDueToTagUnavailable",
    );
    expect(said(await driver.get([], "", "", { version: 12 }), "TrackingStatus")).toBe("TagInactive");
  });
});

describe("visits", () => {
  const minutes = (count: number) => driver.emulator.advance(count / 60);
  const page = (sid: string, more: Record<string, string> = {}) =>
    collect({ evt: "pageLoad", p: thanks, sid, ...more });

  it("are told apart by tag and session; a pause of half an hour ends one", async () => {
    await driver.addTags([{ Name: "blog" }]);
    await driver.add("PagesViewedPerVisit", { MinimumPagesViewed: 3 });
    await page("a");
    await page("b");
    await page("a", { ti: "96031110" });
    await page("a", { evt: "custom", ea: "click" });
    minutes(30);
    await page("a");
    expect(conversions()).toEqual([0]);
    minutes(30.1);
    await page("a");
    await page("a");
    expect(conversions()).toEqual([0]);
    await page("a");
    await page("a");
    expect(conversions()).toEqual([1]);
  });

  it("last from their first data to their latest, events too", async () => {
    await driver.add("Duration", { MinimumDurationInSeconds: 300 });
    await page("a");
    minutes(4.9);
    await page("a", { evt: "custom", ea: "scroll" });
    expect(conversions()).toEqual([0]);
    minutes(0.2);
    await page("a", { evt: "custom", ea: "scroll" });
    await page("a");
    expect(conversions()).toEqual([1]);
  });

  it("cannot be told where neither session nor visitor is named: each datum is one", async () => {
    await driver.add("PagesViewedPerVisit", { MinimumPagesViewed: 2 });
    await driver.add("Duration", { MinimumDurationInSeconds: 0 });
    await collect({ evt: "pageLoad" });
    await collect({ evt: "pageLoad" });
    expect(conversions()).toEqual([0, 2]);
  });
});

describe("revenue", () => {
  const variable = { Revenue: { Type: "VariableValue", Value: "5", CurrencyCode: "EUR" } };
  const revenue = () => driver.emulator.store.goals.map((goal) => goal.revenue);

  it.each([
    [{ gv: "12.5", gc: "USD" }, { USD: 12.5 }],
    [{ gv: "12.5" }, { EUR: 12.5 }],
    [{ gv: "12,5", gc: "USD" }, { EUR: 5 }],
    [{ gv: "-1", gc: "USD" }, { EUR: 5 }],
    [{ gv: "0", gc: "USD" }, { USD: 0 }],
    [{ gv: "1", gc: "__proto__" }, { EUR: 1 }],
    [{}, { EUR: 5 }],
  ])("%j is worth %j", async (sent, expected) => {
    await driver.add("Event", variable);
    await collect({ evt: "custom", ea: "click", ...sent });
    expect(revenue()).toEqual([expected]);
  });

  it("adds decimals up as people do", async () => {
    await driver.add("Event", variable);
    for (const gv of ["0.1", "0.2"]) await collect({ evt: "custom", ea: "click", gv });
    expect(revenue()).toEqual([{ EUR: 0.3 }]);
  });

  it("of a page may come before its load, and be told again; an event's own is the event's", async () => {
    await driver.add("Url", { ...variable, UrlOperator: "Contains" });
    await collect({ evt: "custom", mid: "m", gv: "7" });
    await collect({ evt: "pageLoad", mid: "m", p: thanks });
    expect(revenue()).toEqual([{ EUR: 7 }]);
    await collect({ evt: "custom", mid: "m", gv: "8", gc: "USD" });
    await collect({ evt: "custom", mid: "m", ea: "click", gv: "900" });
    expect(revenue()).toEqual([{ USD: 8 }]);
    expect(await fromAdmin("conversions")).toMatchObject([{ conversions: 1, revenue: { USD: 8 } }]);
  });
});

it("a goal without a window of its own counts for 30 days after the ad click", async () => {
  await driver.add("Url", { UrlOperator: "Contains" });
  for (const days of [0, 29.9, 0.2]) {
    driver.emulator.advance(days * 24);
    await collect({ evt: "pageLoad", p: thanks, msclkid: "0123-1" });
  }
  expect(conversions()).toEqual([2]);
  expect(await fromAdmin("hits")).toMatchObject([
    { goals: [{}] },
    { goals: [{}] },
    { click: "0123", goals: [{ notCounted: expect.stringContaining("window") }] },
  ]);
});

it("a visitor counts once in a window, and again after it, each goal for itself", async () => {
  const once = { CountType: "Unique", UrlOperator: "Contains", ConversionWindowInMinutes: 60 };
  await driver.addAll([
    ["Url", { ...good.Url, ...once }],
    ["Url", { ...good.Url, ...once, Name: "other", UrlExpression: "/" }],
  ]);
  const page = (vid: string) => collect({ evt: "pageLoad", p: thanks, vid });
  await page("a");
  await page("b");
  driver.emulator.advance(0.9);
  await page("a");
  expect(conversions()).toEqual([2, 2]);
  driver.emulator.advance(0.2);
  await page("a");
  await page("a");
  expect(conversions()).toEqual([3, 3]);
});

it("goals that only the web UI makes are listed under their own type, and reached by nothing", async () => {
  driver.emulator.addOtherGoal({ type: "Smart", name: "smart", tagId: "96031109" });
  await collect({ evt: "pageLoad", p: thanks });
  expect(driver.emulator.conversions()).toMatchObject([{ name: "smart", type: "Smart", conversions: 0 }]);
});
