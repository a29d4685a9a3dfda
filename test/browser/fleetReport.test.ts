import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fleetPage } from "../../provider/cli/fleet/report/page";
import type { CheckedAccount } from "../../provider/fleet/results";
import { checked, orderWith } from "../cli/fleet/anyAccounts";
import { fleetOf } from "../cli/fleet/fleetSample";
import { HOSTILE } from "../cli/reportNames";
import { until } from "../support/e2eUntil";
import { chromiumPath, type RealBrowser, realBrowser, reportSkipped } from "./chromium";
import { worstContrast } from "./contrast";

reportSkipped(7);

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

describe.skipIf(chromiumPath === undefined)("the page of a fleet in Chromium", () => {
  const folder = mkdtempSync(join(tmpdir(), "msads-fleet-page-"));
  let real: RealBrowser;
  let page: Page;
  const requests: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    real = await realBrowser();
    page = await real.page();
    page.on("request", (request) => void requests.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
  });
  afterAll(async () => {
    await real?.close();
    rmSync(folder, { recursive: true });
  });

  const write = (accounts: readonly CheckedAccount[]) => {
    const file = join(folder, `${accounts.length}.html`);
    const at = "2026-11-27T09:30:00.000Z";
    writeFileSync(file, fleetPage({ program: "shop", at, accounts }, "1.2.3"));
    return pathToFileURL(file).href;
  };
  const open = async (
    accounts: readonly CheckedAccount[],
    size = DESKTOP,
    colorScheme: "light" | "dark" = "light",
  ) => {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme, media: "screen" });
    await page.goto(write(accounts));
  };
  const shown = () => page.locator("tr.row:visible th bdi").allTextContents();
  const width = () => page.evaluate<number>("document.documentElement.scrollWidth");

  test("asks for nothing but itself, and shows a thousand accounts", async () => {
    const accounts = fleetOf(1000);
    requests.length = 0;
    await open(accounts);
    expect(requests.filter((url) => !url.startsWith("data:"))).toEqual([page.url()]);
    expect(complaints).toEqual([]);
    expect(await page.locator("tr.row").count()).toBe(1000);
    expect(await page.locator("#shown").textContent()).toBe("1,000 of 1,000 accounts");
    expect(await page.getByRole("columnheader", { name: "What differs", exact: true }).count()).toBe(1);
  });

  test.each([
    ["desktop", DESKTOP],
    ["phone", PHONE],
  ])("fits a %s, with contrast by day and by night", async (_, size) => {
    for (const scheme of ["light", "dark"] as const) {
      await open(fleetOf(110), size, scheme);
      expect(await width()).toBe(size.width);
      const worst = await worstContrast(page);
      expect(worst.ratio, JSON.stringify(worst)).toBeGreaterThanOrEqual(4.5);
    }
  });

  test("numbers of a large fleet stay on one line on a phone", async () => {
    const health = { inactive: 12_345, silent: 0, unknown: 0, ok: 34_567, paused: 0 };
    await open([checked("large", { health })], PHONE);
    expect(await width()).toBe(PHONE.width);
    const [number, line] = await page.evaluate<readonly [number, number]>(
      `(() => { const cell = document.querySelector(".plot td.number"); const range = document.createRange(); range.selectNodeContents(cell);
        return [range.getClientRects().length, cell.scrollWidth - cell.clientWidth]; })()`,
    );
    expect([number, line]).toEqual([1, 0]);
  });

  test("fits paper, without the filters", async () => {
    await open(fleetOf(110), { width: 794, height: 1123 });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await width()).toBe(794);
    expect(await page.locator("#filters").isVisible()).toBe(false);
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
  });

  test("searches and chooses by standing, drift and goals, and says how many are shown", async () => {
    const accounts = fleetOf(110);
    await open(accounts, PHONE);
    const stacks = (fits: (account: CheckedAccount) => boolean) =>
      accounts.filter(fits).map(({ account }) => account.stack);
    const drifted = stacks(({ standing }) => standing === "drifted");
    await page.getByRole("button", { name: /^Drifted/ }).click();
    expect(await shown()).toEqual(drifted);
    expect(await page.locator("#shown").textContent()).toBe(`${drifted.length} of 110 accounts`);
    await page.getByRole("searchbox").fill("conversionWindow");
    const windows = stacks(({ drift }) => JSON.stringify(drift).includes("conversionWindow"));
    expect(await shown()).toEqual(windows);
    await page.getByRole("button", { name: "Show all" }).click();
    // A form is empty only once its reset is through.
    await until("all accounts", async () => (await shown()).length === 110);
    await page.getByLabel("Worst goal").selectOption({ label: "inactive" });
    expect((await shown()).sort()).toEqual(stacks(({ health }) => (health?.inactive ?? 0) > 0).sort());
    await page.getByLabel("Worst goal").selectOption({ label: "not read" });
    expect(await shown()).toEqual(stacks(({ health }) => health === undefined));
    await page.getByRole("searchbox").fill("no such account");
    expect(await page.locator("#none").isVisible()).toBe(true);
  });

  test("no name breaks out of it", async () => {
    const accounts = HOSTILE.map((name) =>
      checked(name, {
        standing: "drifted",
        drift: [{ ...orderWith(name, name), resource: name, type: name }],
        health: { inactive: 1, silent: 1, unknown: 0, ok: 0, paused: 0 },
      }),
    );
    await open(accounts, PHONE);
    expect(complaints).toEqual([]);
    expect(await shown()).toHaveLength(HOSTILE.length);
    expect(await width()).toBe(PHONE.width);
    const foreign =
      'document.querySelectorAll("img, iframe, object, embed, base, a, script ~ script").length';
    expect(await page.evaluate(foreign)).toBe(0);
  });
});
