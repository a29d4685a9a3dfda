import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { page as pageOf } from "../../provider/cli/report/page";
import { reportData } from "../../provider/cli/report/reportData";
import { type Emulator, startEmulator } from "../../provider/emulator";
import { report } from "../cli/reportAccount";
import { HOSTILE } from "../cli/reportNames";
import { sample } from "../cli/reportSample";
import { until } from "../support/e2eUntil";
import { chromiumPath, type RealBrowser, realBrowser, reportSkipped } from "./chromium";
import { worstContrast } from "./contrast";

reportSkipped(8);

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

describe.skipIf(chromiumPath === undefined)("the report in Chromium", () => {
  const folder = mkdtempSync(join(tmpdir(), "msads-report-page-"));
  const file = join(folder, "report.html");
  let emulator: Emulator;
  let real: RealBrowser;
  let page: Page;
  const requests: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    emulator = await startEmulator();
    const { state } = await sample(emulator);
    writeFileSync(file, (await report(emulator, { state })).html);
    real = await realBrowser();
    page = await real.page();
    page.on("request", (request) => void requests.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("dialog", (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  });
  afterAll(async () => {
    await real?.close();
    await emulator?.close();
    rmSync(folder, { recursive: true });
  });

  const open = async (size = DESKTOP, colorScheme: "light" | "dark" = "light") => {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme, media: "screen" });
    await page.goto(pathToFileURL(file).href);
  };
  const shown = () => page.locator("tr.row:visible th bdi").allTextContents();
  const width = () => page.evaluate<number>("document.documentElement.scrollWidth");

  test("asks for nothing but itself, and could not if it wanted to", async () => {
    await open();
    expect(requests.filter((url) => !url.startsWith("data:"))).toEqual([pathToFileURL(file).href]);
    expect(complaints).toEqual([]);
    const tried = await page.evaluate<string>(
      `fetch(${JSON.stringify(emulator.url)}).then(() => "answered", (error) => String(error))`,
    );
    expect(tried).toContain("TypeError");
    expect(complaints.splice(0).join()).toContain("Content Security Policy");
    expect(emulator.calls().some(({ operation }) => operation === undefined)).toBe(false);
  });

  test("shows every goal of the account, in a table with headers", async () => {
    await open();
    const names = emulator.store.goals.map(({ fields }) => fields.Name);
    expect((await shown()).sort()).toEqual(names.sort());
    const headers = await page.getByRole("columnheader", { name: "Health", exact: true }).count();
    expect(headers).toBe(1);
    expect(await page.getByRole("rowheader").count()).toBeGreaterThan(names.length);
    expect(await page.getByRole("searchbox", { name: "Search" }).count()).toBe(1);
  });

  test("bars are as long as the numbers beside them say", async () => {
    await open();
    const rows = await page.evaluate<readonly { total: number; length: number; said: string }[]>(
      `[...document.querySelectorAll(".plot tbody tr")].map((row) => {
        const bar = row.querySelector("svg").getBoundingClientRect();
        const parts = [...row.querySelectorAll("rect")].map((part) => part.getBoundingClientRect().width);
        return { total: Number(row.querySelector(".number").textContent), length: parts.reduce((a, b) => a + b, 0) / bar.width, said: row.querySelector("svg").getAttribute("aria-label") };
      })`,
    );
    const most = emulator.store.goals.filter(
      ({ fields }) => fields.TagId === emulator.store.tags[0]?.id,
    ).length;
    const byTag = rows.slice(0, 6);
    for (const { total, length, said } of byTag) {
      expect(length).toBeCloseTo(total / most, 2);
      expect((said.match(/\d+/g) ?? []).map(Number).reduce((sum, count) => sum + count)).toBe(total);
    }
    expect(byTag.reduce((sum, { total }) => sum + total, 0)).toBe(emulator.store.goals.length);
  });

  test.each([
    ["desktop", DESKTOP],
    ["phone", PHONE],
  ])("fits a %s, with contrast by day and by night", async (_, size) => {
    const grounds: string[] = [];
    for (const scheme of ["light", "dark"] as const) {
      await open(size, scheme);
      expect(await width()).toBe(size.width);
      const worst = await worstContrast(page);
      expect(worst.ratio, JSON.stringify(worst)).toBeGreaterThanOrEqual(4.5);
      grounds.push(await page.evaluate("getComputedStyle(document.body).backgroundColor"));
    }
    expect(new Set(grounds).size).toBe(2);
  });

  test("fits paper, without the filters", async () => {
    await open({ width: 794, height: 1123 });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await width()).toBe(794);
    expect(await page.locator("#filters").isVisible()).toBe(false);
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
  });

  test("searches and chooses, and says how many are shown", async () => {
    await open(PHONE);
    const search = page.getByRole("searchbox");
    await search.fill("  SPRING offer ");
    expect(await shown()).toEqual(["Spring offer, second page", "Spring offer"]);
    expect(await page.locator("#shown").textContent()).toBe("2 of 26 goals");
    await page.getByRole("button", { name: /Recording/ }).click();
    expect(await shown()).toEqual(["Spring offer"]);
    expect(await page.locator(".count:visible").allTextContents()).toEqual(["1 of 11"]);
    await search.fill("no such goal");
    expect(await page.locator("#none").isVisible()).toBe(true);
    await page.getByRole("button", { name: "Show all" }).click();
    // A form is empty only once its reset is through.
    await until("all goals", async () => (await shown()).length === 26);
    await page.getByLabel("Program").selectOption({ label: "changed outside" });
    expect((await shown()).sort()).toEqual(["Cart", "Order placed"]);
    await page.getByLabel("Program").selectOption({ label: "all" });
    await page.getByLabel("UET tag").selectOption({ label: "Blog" });
    await page.getByLabel("Type").selectOption({ label: "Event" });
    expect(await shown()).toEqual(["Commented"]);
  });

  test("no name breaks out of it", async () => {
    const goals = HOSTILE.map((name, index) => ({
      id: String(index + 1),
      type: "Url" as const,
      name,
      trackingStatus: name,
      fields: { name, status: "Active", tagId: String(index + 1) },
    }));
    const tags = HOSTILE.map((name, index) => ({ id: String(index + 1), name, trackingStatus: name }));
    const drifted = goals.map(({ id, name }) => ({
      kind: "goal" as const,
      resource: name,
      id,
      name,
      fields: [{ name, state: name, live: { [name]: name } }],
    }));
    const against = {
      managed: new Map(goals.map(({ id, name }) => [id, name])),
      elsewhere: 0,
      unread: 0,
      drifted,
    };
    const data = reportData({ customerId: "111", accountId: "222" }, { goals, tags }, against, new Date(0));
    const hostile = join(folder, "hostile.html");
    writeFileSync(hostile, pageOf(data, "1.2.3"));
    await page.setViewportSize(PHONE);
    await page.goto(pathToFileURL(hostile).href);
    expect(complaints).toEqual([]);
    expect(await shown()).toHaveLength(HOSTILE.length);
    const elements =
      'document.querySelectorAll("script, style, link, img, iframe, object, embed, base, a, meta")';
    expect(await page.evaluate(`[...${elements}].map(({ localName }) => localName).sort()`)).toEqual(
      ["link", "meta", "meta", "meta", "meta", "meta", "meta", "script", "style"].sort(),
    );
    expect(await width()).toBe(PHONE.width);
    const plain = HOSTILE.filter((name) => /^[\x20-\x7e]*$/.test(name));
    expect(await shown()).toEqual(expect.arrayContaining(plain));
    await page.getByRole("searchbox").fill("alert(1)");
    expect((await shown()).every((name) => name.includes("alert(1)"))).toBe(true);
  });
});
