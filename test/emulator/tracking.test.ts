import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../provider/emulator";
import { Driver, good, said, type Wire } from "./driver";

let emulator: Emulator;
let driver: Driver;
const clock = { now: Date.UTC(2030, 0, 1) };
beforeAll(async () => {
  emulator = await startEmulator({ clock: () => clock.now });
  driver = new Driver(emulator);
});
afterAll(() => emulator.close());
beforeEach(async () => {
  emulator.reset();
  await driver.addTags([{ Name: "site" }]);
});

async function collect(query: Readonly<Record<string, string>>): Promise<number> {
  const text = new URLSearchParams({ ti: "96031109", ...query }).toString();
  return (await fetch(`${emulator.collector}/action/0?${text}`)).status;
}

const conversions = () => emulator.store.goals.map((goal) => goal.conversions);

describe("the collector", () => {
  it.each([
    ["Equals", "https://shop.example/thanks", 1],
    ["Equals", "https://shop.example/thanks?x=1", 0],
    ["BeginsWith", "https://shop.example/thanks?x=1", 1],
    ["BeginsWith", "http://shop.example/thanks", 0],
    ["Contains", "https://www.SHOP.example/?from=https://shop.example/thanks#x", 1],
    ["Contains", "https://shop.example/", 0],
    ["RegularExpression", "https://shop.example/thanks", 1],
    ["RegularExpression", "https://shopXexample/thanks", 1],
    ["RegularExpression", "https://shop.example/basket", 0],
  ])("a Url goal with %s and %s converts %i times", async (UrlOperator, page, times) => {
    await driver.add("Url", { UrlOperator, UrlExpression: "https://shop.example/thanks" });
    expect(await collect({ evt: "pageLoad", p: page })).toBe(204);
    expect(conversions()).toEqual([times]);
  });

  it.each([
    [{}, { evt: "custom", ea: "click" }, 1],
    [{}, { evt: "custom", ea: "tap" }, 0],
    [{}, { evt: "pageLoad", ea: "click" }, 0],
    [{ LabelExpression: "big", LabelOperator: "BeginsWith" }, { evt: "custom", ea: "click" }, 0],
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
    [{ Value: "10.0", ValueOperator: "Equals" }, { evt: "custom", ea: "click", ev: "10" }, 1],
    [{ Value: "10", ValueOperator: "Equals" }, { evt: "custom", ea: "click", ev: "ten" }, 0],
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
    expect((await fetch(`${emulator.collector}/action/0`)).status).toBe(204);
    expect(conversions()).toEqual([0]);
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
    emulator.advance(25);
    await look();
    await collect({ p: "/other" });
    await look();
    emulator.advance(24 * 7);
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
    emulator.editTag("96031109", { unavailable: true });
    expect(said(await driver.get([], "InactiveDueToTagUnavailable"), "TrackingStatus")).toBe(
      "InactiveDueToTagUnavailable",
    );
    expect(said(await driver.get([], "", "", { version: 12 }), "TrackingStatus")).toBe("TagInactive");
  });
});
