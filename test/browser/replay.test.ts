import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ReplayAnswer } from "../../provider/replay/answer";
import { runMsads } from "../cli/msads";
import { until } from "../support/e2eUntil";
import { bench } from "../support/e2eUse";
import { chromiumPath, type RealBrowser, realBrowser, reportSkipped } from "./chromium";
import { openShop, type Shop } from "./shop";

reportSkipped(2);

const PROGRAM = (tag: string) => `
const tag = ${tag};
const page = (name) => ({ name, tagId: tag.id, goalCategory: "Other" });
new msads.UrlGoal("order", { ...page("Order"), urlOperator: "Contains", urlExpression: "/thanks",
  revenue: { type: "VariableValue", value: 5, currencyCode: "EUR" } });
new msads.UrlGoal("once", { ...page("Once"), urlOperator: "Contains", urlExpression: "/thanks", countType: "Unique" });
new msads.EventGoal("letter", { ...page("Letter"), actionOperator: "Equals", actionExpression: "signup",
  valueOperator: "GreaterThan", value: "2" });
new msads.PagesViewedPerVisitGoal("pages", { name: "Three pages", tagId: tag.id, minimumPagesViewed: 3 });
new msads.UrlGoal("never", { ...page("Never"), urlOperator: "Equals", urlExpression: "https://elsewhere.example/" });
`;

describe.skipIf(chromiumPath === undefined)("what Chromium recorded as a HAR", () => {
  const world = bench();
  const folder = mkdtempSync(join(tmpdir(), "msads-har-"));
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
    rmSync(folder, { recursive: true, force: true });
  });

  async function declare(): Promise<void> {
    const project = world.project();
    const up = await project.program(PROGRAM('new msads.UetTag("site", { name: "Main site" })')).run("up");
    expect(up.ok, up.text).toBe(true);
    const tag = project.resources().find(({ type }) => type.includes("UetTag"));
    snippet = String(tag?.outputs?.trackingScript);
  }

  async function hits(count: number): Promise<void> {
    await until(`${count} hits`, () => world.emulator.store.traffic.hits().length >= count);
  }

  /** One visitor who buys twice, with what no report may show. */
  async function record(name: string): Promise<string> {
    const path = join(folder, name);
    const page = await real.page({ recordHar: { path, content: "embed" } });
    await page.goto(`${shop.url}/?mail=jane.roe%40mail.example#secret-fragment`);
    await hits(1);
    await page.click("text=Letter");
    await hits(2);
    await page.click("text=Buy");
    await hits(4);
    await page.goto(`${shop.url}/account/jane.roe@mail.example/4111111111111111`);
    await hits(5);
    await page.click("text=Buy");
    await hits(7);
    // The recorder knows a request once its answer is there.
    await page.waitForLoadState("networkidle");
    await page.context().close();
    return path;
  }

  async function replayed(...args: readonly string[]) {
    const { emulator } = world;
    const environment = {
      MSADS_ENVIRONMENT: "emulator",
      MSADS_ENDPOINT: emulator.url,
      MSADS_CREDENTIALS_FILE: "/nowhere/none.json",
    };
    return runMsads(["replay", ...args], environment);
  }

  async function counted() {
    const rows = (await (await fetch(`${world.emulator.admin}/conversions`)).json()) as readonly {
      readonly name: string;
      readonly conversions: number;
      readonly revenue: Readonly<Record<string, number>>;
    }[];
    return rows.map(({ name, conversions, revenue }) => ({ name, conversions, revenue }));
  }

  it("counts what the emulator counted while the browser was there", async () => {
    await declare();
    const file = await record("shop.har");
    const { stdout, stderr } = await replayed(file, "--json");
    expect(stdout, stderr).not.toBe("");
    const { goals, traffic } = JSON.parse(stdout) as ReplayAnswer;
    expect(traffic).toMatchObject({ pageLoads: 4, sources: [{ format: "har" }] });
    const found = goals.map(({ name, after }) => ({
      name,
      conversions: after?.conversions,
      revenue: after?.revenue,
    }));
    const live = await counted();
    const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1);
    expect(found.sort(byName)).toEqual([...live].sort(byName));
    expect(live).toContainEqual({ name: "Order", conversions: 2, revenue: { USD: 99.8 } });
  });

  it("never leaves the process with its addresses' queries, fragments, people, cookies and bodies", async () => {
    await declare();
    const file = await record("private.har");
    const before = readFileSync(file, "utf8");
    for (const personal of ["jane.roe", "secret-fragment", "4111111111111111", "_uetvid"])
      expect(before).toContain(personal);
    const cookie = /_uetvid=([0-9a-f]{20,})/.exec(before)?.[1] ?? "none";
    const html = join(folder, "private.html");
    const table = await replayed(file, "--html", html);
    const json = await replayed(file, "--json");
    const markdown = await replayed(file, "--markdown");
    const all = [table, json, markdown].map(({ stdout, stderr }) => stdout + stderr).join("\n");
    for (const text of [all, readFileSync(html, "utf8")])
      for (const personal of ["jane", "roe", "secret-fragment", "4111", "order=7", cookie])
        expect(text).not.toContain(personal);
  });
});
