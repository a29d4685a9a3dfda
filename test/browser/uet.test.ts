import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callRest } from "../emulator/restClient";
import { until } from "../support/e2eUntil";
import { bench } from "../support/e2eUse";
import { chromiumPath, type RealBrowser, realBrowser, reportSkipped } from "./chromium";
import { statusCommand, statusesOverRest, statusesOverSoap } from "./readings";
import { openShop, type Shop } from "./shop";

reportSkipped(4);

const PROGRAM = `
const tag = new msads.UetTag("site", { name: "Main site" });
const page = (name) => ({ name, tagId: tag.id, goalCategory: "Other" });
const visit = (name) => ({ name, tagId: tag.id });
new msads.UrlGoal("order", { ...page("Order"), urlOperator: "Contains", urlExpression: "/thanks",
  revenue: { type: "VariableValue", value: 5, currencyCode: "EUR" } });
new msads.UrlGoal("pattern", { ...page("Pattern"), urlOperator: "RegularExpression", urlExpression: "order=[0-9]+$" });
new msads.EventGoal("letter", { ...page("Letter"), actionOperator: "Equals", actionExpression: "signup",
  categoryOperator: "BeginsWith", categoryExpression: "let", valueOperator: "GreaterThan", value: "2" });
new msads.PagesViewedPerVisitGoal("pages", { ...visit("Three pages"), minimumPagesViewed: 3 });
new msads.DurationGoal("stay", { ...visit("Two minutes"), minimumDurationInSeconds: 120 });
new msads.UrlGoal("never", { ...page("Never"), urlOperator: "Equals", urlExpression: "https://elsewhere.example/" });
`;
const goals = ["Order", "Pattern", "Letter", "Three pages", "Two minutes", "Never"];
const all = (status: unknown) => Object.fromEntries(goals.map((name) => [name, status]));

describe.skipIf(chromiumPath === undefined)("a page in Chromium", () => {
  const world = bench();
  let real: RealBrowser;
  let shop: Shop;
  let snippet = "";
  beforeAll(async () => {
    real = await realBrowser();
    shop = await openShop(() => snippet);
  });
  afterAll(async () => {
    await shop?.close();
    await real?.close();
  });

  /** Runs the program, and puts the scripts of the tag that it outputs into the shop's pages. */
  async function declare(program: string): Promise<void> {
    const project = world.project();
    const up = await project.program(program).run("up");
    expect(up.ok, up.text).toBe(true);
    const tag = project.resources().find(({ type }) => type.includes("UetTag"));
    snippet = String(tag?.outputs?.trackingScript);
    expect(snippet).toContain(`${world.emulator.collector}/bat.js`);
  }

  /** The same without a program. */
  async function addTag(): Promise<void> {
    const body = { UetTags: [{ Name: "Main site" }] };
    const { json } = await callRest({ base: world.emulator.rest, path: "/UetTags", body });
    snippet = String(json.UetTags?.[0]?.TrackingScript);
  }

  /** Waits until the emulator has so many hits in all. */
  async function hits(count: number): Promise<void> {
    const taken = () => world.emulator.store.traffic.hits().length;
    await until(`${count} hits`, () => taken() >= count);
    expect(taken()).toBe(count);
  }

  async function expectStatuses(expected: object): Promise<void> {
    expect(await statusesOverSoap(world.emulator)).toEqual(expected);
    expect(await statusesOverRest(world.emulator)).toEqual(expected);
  }

  async function visit(page: Page): Promise<void> {
    await page.goto(`${shop.url}/?msclkid=0123456789abcdef0123456789abcdef`);
    await hits(1);
    await expectStatuses(all("NoRecentConversions"));
    await page.click("text=Letter");
    await hits(2);
    world.emulator.advance(2 / 60);
    await page.click("text=Basket");
    await hits(3);
    await page.click("text=Buy");
    await hits(5);
  }

  it("with a tag's own script leads goals from declared to recording, to silent, to inactive", async () => {
    const { emulator } = world;
    await declare(PROGRAM);
    await expectStatuses(all("TagUnverified"));
    const page = await real.page();
    await visit(page);
    const recording = { ...all("RecordingConversions"), Never: "NoRecentConversions" };
    await expectStatuses(recording);
    const words = {
      ...all("RecordingConversions: Conversions were recorded in the last 7 days."),
      Never: expect.stringMatching(/^NoRecentConversions: .*no conversion in the last 7 days/),
    };
    expect(await statusCommand(emulator, "soap")).toEqual(words);
    expect(await statusCommand(emulator, "rest")).toEqual(words);
    const rows = (await (await fetch(`${emulator.admin}/conversions`)).json()) as readonly {
      readonly name: string;
      readonly conversions: number;
      readonly revenue: object;
    }[];
    expect(Object.fromEntries(rows.map((row) => [row.name, row.conversions]))).toEqual({
      ...all(1),
      Never: 0,
    });
    expect(rows.find(({ name }) => name === "Order")?.revenue).toEqual({ USD: 49.9 });

    emulator.advance(24 * 8);
    await expectStatuses(all("TagInactive"));
    await page.goto(`${shop.url}/`);
    await hits(6);
    await expectStatuses(all("NoRecentConversions"));
    emulator.advance(24.1);
    await expectStatuses(all("TagInactive"));
    for (const said of Object.values(await statusCommand(emulator, "soap")))
      expect(said).toBe("TagInactive: The UET tag has sent no data in the last 24 hours.");
    await page.close();
  });

  it("sends what belongs together as one visitor, one visit, one page", async () => {
    await addTag();
    const page = await real.page();
    await visitTwice(page);
    const [first, event, second] = world.emulator.store.traffic.hits();
    expect(first).toMatchObject({ event: "pageLoad", page: `${shop.url}/`, session: event?.session });
    expect(event).toMatchObject({ event: "custom", action: "signup", category: "letter", value: 3 });
    expect([event?.pageView, event?.visitor]).toEqual([first?.pageView, first?.visitor]);
    expect(second).toMatchObject({ visitor: first?.visitor, session: first?.session });
    expect(second?.pageView).not.toBe(first?.pageView);
    expect((await page.context().cookies()).map(({ name }) => name).sort()).toEqual(["_uetsid", "_uetvid"]);
    await page.context().close();
  });

  async function visitTwice(page: Page): Promise<void> {
    await page.goto(`${shop.url}/`);
    await hits(1);
    await page.click("text=Letter");
    await hits(2);
    await page.click("text=Basket");
    await hits(3);
  }

  it("without JavaScript shows the image: a page load, without the page's name but for its site", async () => {
    await addTag();
    const page = await real.page({ javaScriptEnabled: false });
    await page.goto(`${shop.url}/basket`);
    await hits(1);
    expect(world.emulator.store.traffic.hits()).toMatchObject([
      { event: "pageLoad", page: `${shop.url}/`, outcome: "taken" },
    ]);
    expect(world.emulator.store.traffic.hits()[0]).not.toHaveProperty("session");
    await page.context().close();
  });

  it("sends nothing to anywhere but this machine", () => {
    const { hosts } = real.proxy;
    expect(hosts.length).toBeGreaterThan(10);
    // Some releases of Chromium call home all the same; the proxy has refused it.
    const own = /(^|\.)(google|googleapis|gvt1|gstatic)\.com$/;
    expect(hosts.filter((host) => host !== "127.0.0.1" && !own.test(host))).toEqual([]);
  });
});
