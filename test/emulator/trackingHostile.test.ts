import { request } from "node:http";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contextOf } from "../../provider/emulator/operations/context";
import { BoundedMap } from "../../provider/emulator/store/boundedMap";
import { Store } from "../../provider/emulator/store/store";
import { Expressions } from "../../provider/emulator/tracking/expressions";
import { takeHit } from "../../provider/emulator/tracking/take";
import { good, useDriver } from "./driver";

const complaints: string[] = [];
const driver = useDriver({ complain: (text) => complaints.push(text) });

/** Sends a path as it is: `fetch` would mend it. The status; 0 when the connection was cut. */
function raw(path: string, method = "GET"): Promise<number> {
  return new Promise((resolve) => {
    const call = request(new URL(driver.emulator.url), { path, method, agent: false }, (reply) => {
      reply.resume().on("end", () => resolve(reply.statusCode ?? 0));
    });
    call.on("error", () => resolve(0)).end();
  });
}

const conversions = () => driver.emulator.store.goals.map((goal) => goal.conversions);
const send = (query: string) => raw(`/collector/action/0?${query}`);

describe("the collector bears", () => {
  it.each([
    "ti=96031109&p=a&p=b&ec=x&ec=y&ev=1&ev=2&evt=custom&evt=pageLoad",
    "ti=96031109&ti=5",
    "ti[]=96031109&ti[a][b]=1",
    "__proto__=1&constructor=2&hasOwnProperty=3&toString=4&ti=__proto__",
    "ti=96031109&evt=__proto__&sid=__proto__&vid=constructor&mid=toString&gc=__proto__&gv=1&msclkid=-1",
    "ti=96031109&p=%E0%A4%A&tl=%&el=%00%0d%0aX-Evil:1",
    "ti=96031109&ev=NaN&gv=Infinity&gv=1e999&ev=0x10",
    "&&&===&?",
    "ti",
    "",
  ])("%s", async (query) => {
    await driver.add("Url", { UrlOperator: "Contains", UrlExpression: "a" });
    await driver.add("Event", { ...good.Event, Revenue: { Type: "VariableValue", CurrencyCode: "EUR" } });
    expect(await send(query)).toBe(204);
    expect(complaints).toEqual([]);
    expect(JSON.stringify(driver.emulator.store.snapshot())).not.toContain("__proto__");
  });

  it("a name that comes twice: the first counts", async () => {
    await driver.add("Url", { UrlOperator: "Contains", UrlExpression: "first" });
    await send("ti=96031109&evt=pageLoad&p=first&p=second");
    expect(conversions()).toEqual([1]);
  });

  it("addresses of any length, other methods and other paths", async () => {
    expect(await send(`ti=96031109&p=${"x".repeat(12_000)}`)).toBe(204);
    expect(driver.emulator.store.traffic.hits()[0]?.page).toHaveLength(500);
    expect([0, 431]).toContain(await send(`ti=96031109&p=${"x".repeat(40_000)}`));
    expect(await raw("/collector/action/0?ti=96031109", "POST")).toBe(404);
    expect(await raw("/collector/action/1?ti=96031109")).toBe(404);
    expect(await raw("/collector/bat.js?x=</script>")).toBe(200);
  });

  it("whatever else a query may hold", async () => {
    await driver.add("Event", good.Event);
    const name = fc.constantFrom(
      "ti",
      "evt",
      "p",
      "ea",
      "ev",
      "gv",
      "gc",
      "sid",
      "mid",
      "msclkid",
      "constructor",
    );
    const value = fc.oneof(
      fc.constantFrom("96031109", "custom", "pageLoad", "click", "N", "-1"),
      fc.string({ unit: "binary", maxLength: 60 }),
    );
    const part = fc
      .tuple(name, value)
      .map(([each, text]) => `${each}=${encodeURIComponent(wellFormed(text))}`);
    const junk = fc.stringMatching(/^[!-~]{0,40}$/).map((text) => text.replaceAll("#", ""));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(part, junk), { maxLength: 8 }), async (parts) => {
        expect(await send(parts.join("&"))).toBe(204);
        expect(complaints).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

const wellFormed = (text: string): string => text.toWellFormed();

it("a hit reaches the goals of its own tag alone, and no tag that is deleted", async () => {
  await driver.addTags([{ Name: "blog" }]);
  await driver.add("Url", { UrlOperator: "Contains", UrlExpression: "a" });
  await send("ti=96031110&evt=pageLoad&p=a&sid=s");
  await send("ti=%2096031109&evt=pageLoad&p=a&sid=s");
  driver.emulator.deleteTag("96031110");
  await send("ti=96031110&evt=pageLoad&p=a&sid=s");
  expect(conversions()).toEqual([0]);
  expect(driver.emulator.store.traffic.hits().map(({ outcome }) => outcome)).toEqual([
    "taken",
    "unknown tag",
    "unknown tag",
  ]);
});

it("memory has a bound, whoever comes; what is recent stays", () => {
  const store = new Store(() => 0);
  const context = contextOf(store);
  store.putTag({ id: "1", customerId: "111", fields: { Name: "site" }, deleted: false, unavailable: false });
  const goal = { TagId: "1", Name: "g", Status: "Active", CountType: "Unique", UrlOperator: "Contains" };
  store.putGoal({
    ...{ id: "2", customerId: "111", accountId: "222", kind: "Url", deleted: false, conversions: 0 },
    fields: { ...goal, UrlExpression: "a", Revenue: { Type: "FixedValue", Value: "1", CurrencyCode: "EUR" } },
  });
  const hit = (n: number, tagId = "1") => {
    const [session, pageView, click] = [`s${n}`, `m${n}`, `c${n}`];
    takeHit(context, { tagId, event: "pageLoad", page: "a".repeat(4096), session, pageView, click });
  };
  for (let n = 0; n < 21_000; n++) hit(n);
  for (let n = 0; n < 1_000; n++) hit(n, `unknown ${n}`);
  const { visits, pageViews, clicks, counted } = store.traffic;
  expect([visits.size, pageViews.size, clicks.size, counted.size, store.traffic.hits().length]).toEqual([
    10_000, 5_000, 10_000, 20_000, 1_000,
  ]);
  expect([visits.has("1 s20999"), visits.has("1 s0")]).toEqual([true, false]);
  expect(store.goal("2")).toMatchObject({ conversions: 21_000, revenue: { EUR: 21_000 } });
  hit(20_999);
  expect(store.goal("2")?.conversions).toBe(21_000);
});

it("what came again lately is kept longest", () => {
  const map = new BoundedMap<number>(2);
  for (const key of ["a", "b", "a", "c"]) map.set(key, 1);
  expect(["a", "b", "c"].map((key) => map.has(key))).toEqual([true, false, true]);
});

describe("regular expressions", () => {
  it("that take for ever match nothing, are named, and hold up nobody else", async () => {
    const url = { UrlOperator: "RegularExpression" };
    for (const n of [1, 2, 3])
      await driver.add("Url", { ...url, Name: `evil ${n}`, UrlExpression: `^(a+){${n},}$` });
    await driver.add("Url", { ...url, Name: "good", UrlExpression: "^a+!$" });
    const page = `${"a".repeat(60)}!`;
    for (let n = 0; n < 3; n++) expect(await send(`ti=96031109&evt=pageLoad&p=${page}`)).toBe(204);
    const rows = (await (await fetch(`${driver.emulator.admin}/conversions`)).json()) as readonly {
      readonly problem?: string;
      readonly conversions: number;
    }[];
    expect(rows.map(({ problem }) => problem?.split(":")[0])).toEqual([
      ...["regular expression too slow", "regular expression too slow", "regular expression too slow"],
      undefined,
    ]);
    expect(rows.slice(0, 3).map((row) => row.conversions)).toEqual([0, 0, 0]);
    expect(rows[3]?.conversions).toBeGreaterThan(0);
  });

  it("of one hit share a second; what was not tried is tried again", () => {
    const expressions = new Expressions();
    let now = 0;
    const tick = () => (now += 300);
    const first = expressions.forOneHit(tick);
    const tries = ["a", "b", "c", "d"].map((each) => first(each, "abcd", true));
    expect(tries).toEqual(["match", "match", "match", "match"]);
    expect(first("e", "e", true)).toBe("too slow");
    expect(expressions.forOneHit(tick)("e", "e", true)).toBe("match");
    expect(expressions.judge("e", true)).toBeUndefined();
  });
});
