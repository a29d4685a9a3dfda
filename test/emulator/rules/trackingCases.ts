import { type Driver, good, said, type Wire } from "../driver";
import { behaviour } from "./cases";

/** What a page of the shop sends; `more` over it. */
async function send(driver: Driver, more: Readonly<Record<string, string>>, referer?: string): Promise<void> {
  const query = new URLSearchParams({ ti: "96031109", ...more });
  const headers = referer === undefined ? {} : { referer };
  await fetch(`${driver.emulator.collector}/action/0?${query}`, { headers });
}

const load = { evt: "pageLoad", p: "https://shop.example/thanks", mid: "m1", sid: "s1", vid: "v1" };
const click = { evt: "custom", ea: "click", mid: "m1", sid: "s1", vid: "v1" };

interface Row {
  readonly conversions: number;
  readonly revenue: Readonly<Record<string, number>>;
}

/** What the only goal has counted, as admin tells it. */
async function counted(driver: Driver): Promise<Row> {
  const rows = (await (await fetch(`${driver.emulator.admin}/conversions`)).json()) as readonly Row[];
  return rows[0] ?? { conversions: -1, revenue: {} };
}

const times = async (driver: Driver) => String((await counted(driver)).conversions);
const worth = async (driver: Driver) => JSON.stringify((await counted(driver)).revenue);

const variable = { Revenue: { Type: "VariableValue", Value: "5", CurrencyCode: "EUR" } };
const url = (driver: Driver, change: Wire = {}) => driver.add("Url", { UrlOperator: "Contains", ...change });

export const trackingBehaviours = [
  behaviour("collect.case", "1", "0", async (driver) => {
    await url(driver, { UrlExpression: "/THANKS" });
    await send(driver, load);
    return times(driver);
  }),
  behaviour("collect.paused", "NoRecentConversions", "RecordingConversions", async (driver) => {
    await driver.add("Event", { ...good.Event, Status: "Paused" });
    await send(driver, click);
    return said(await driver.get(), "TrackingStatus");
  }),
  behaviour("collect.noscript", "1", "0", async (driver) => {
    await url(driver);
    await send(driver, { Ver: "2" }, load.p);
    return times(driver);
  }),
  behaviour("collect.url-page-load", "1", "2", async (driver) => {
    await url(driver);
    await send(driver, load);
    await send(driver, { ...click, p: load.p });
    return times(driver);
  }),
  behaviour("collect.url-prefix", "1", "0", async (driver) => {
    await url(driver, { UrlOperator: "Equals", UrlExpression: "http://www.shop.example/thanks" });
    await send(driver, load);
    return times(driver);
  }),
  behaviour("collect.expression-anywhere", "1", "0", async (driver) => {
    await url(driver, { UrlOperator: "RegularExpression", UrlExpression: "than.s" });
    await send(driver, load);
    return times(driver);
  }),
  behaviour("collect.event-pairs", "0", "1", async (driver) => {
    await driver.add("Event", { LabelExpression: "big", LabelOperator: "Equals" });
    await send(driver, click);
    return times(driver);
  }),
  behaviour("collect.visit", "0", "1", async (driver) => {
    await driver.add("PagesViewedPerVisit", { MinimumPagesViewed: 2 });
    await send(driver, load);
    driver.emulator.advance(0.51);
    await send(driver, load);
    return times(driver);
  }),
  behaviour("collect.duration", "1", "0", async (driver) => {
    await driver.add("Duration", { MinimumDurationInSeconds: 60 });
    await send(driver, load);
    driver.emulator.advance(1 / 60);
    await send(driver, load);
    return times(driver);
  }),
  behaviour("collect.pages", "1", "0", async (driver) => {
    await driver.add("PagesViewedPerVisit", { MinimumPagesViewed: 2 });
    await send(driver, load);
    await send(driver, load);
    return times(driver);
  }),
  behaviour("collect.once-per-visit", "1", "2", async (driver) => {
    await driver.add("PagesViewedPerVisit", { MinimumPagesViewed: 2 });
    for (let n = 0; n < 3; n++) await send(driver, load);
    return times(driver);
  }),
  behaviour("collect.click", "1", "2", async (driver) => {
    await url(driver);
    await send(driver, { ...load, msclkid: "N" });
    await send(driver, { ...load, msclkid: "0123abcd-1" });
    return times(driver);
  }),
  behaviour("collect.window", "1", "2", async (driver) => {
    await url(driver, { ConversionWindowInMinutes: 60 });
    await send(driver, { ...load, msclkid: "0123abcd-1" });
    driver.emulator.advance(1.1);
    await send(driver, { ...load, msclkid: "0123abcd-0" });
    return times(driver);
  }),
  behaviour("collect.unique", "2", "3", async (driver) => {
    await url(driver, { CountType: "Unique" });
    for (const msclkid of ["a-1", "a-0", "b-1"]) await send(driver, { ...load, msclkid });
    return times(driver);
  }),
  behaviour("collect.unique-visitor", "2", "3", async (driver) => {
    await url(driver, { CountType: "Unique" });
    for (const vid of ["v1", "v1", "v2"]) await send(driver, { ...load, vid, msclkid: "N" });
    return times(driver);
  }),
  behaviour("collect.revenue-fixed", '{"EUR":50}', "{}", async (driver) => {
    await url(driver, { Revenue: { Type: "FixedValue", Value: "25", CurrencyCode: "EUR" } });
    await send(driver, load);
    await send(driver, { ...load, gv: "99", gc: "USD" });
    return worth(driver);
  }),
  behaviour("collect.revenue-variable", '{"USD":9.5,"EUR":5}', '{"EUR":10}', async (driver) => {
    await driver.add("Event", variable);
    await send(driver, { ...click, gv: "9.5", gc: "USD" });
    await send(driver, click);
    return worth(driver);
  }),
  behaviour("collect.revenue-page", '{"USD":30}', '{"EUR":5}', async (driver) => {
    await url(driver, variable);
    await send(driver, load);
    await send(driver, { evt: "custom", mid: "m1", gv: "30", gc: "USD" });
    await send(driver, { evt: "custom", mid: "another", gv: "70", gc: "USD" });
    return worth(driver);
  }),
  behaviour("collect.revenue-currency", '{"EUR":9}', '{"USD":9}', async (driver) => {
    await driver.add("Event", variable);
    await send(driver, { ...click, gv: "9", gc: "usd" });
    return worth(driver);
  }),
];
