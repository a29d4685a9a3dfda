import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { replayPage } from "../../provider/cli/replay/page/page";
import { sampleAnswer } from "../cli/replay/replaySample";
import { HOSTILE } from "../cli/reportNames";
import { chromiumPath, type RealBrowser, realBrowser, reportSkipped } from "./chromium";
import { worstContrast } from "./contrast";

reportSkipped(7);

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

describe.skipIf(chromiumPath === undefined)("the page of a replay in Chromium", () => {
  const folder = mkdtempSync(join(tmpdir(), "msads-replay-page-"));
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

  const open = async (
    answer = sampleAnswer(200),
    size = DESKTOP,
    colorScheme: "light" | "dark" = "light",
  ) => {
    const file = join(folder, "page.html");
    writeFileSync(file, replayPage(answer, 5, "1.2.3"));
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme, media: "screen" });
    await page.goto(pathToFileURL(file).href);
  };
  const width = () => page.evaluate<number>("document.documentElement.scrollWidth");

  test("asks for nothing but itself, and shows 200 goals", async () => {
    requests.length = 0;
    await open();
    expect(requests.filter((url) => !url.startsWith("data:"))).toEqual([page.url()]);
    expect(complaints).toEqual([]);
    expect(await page.locator("#goals tr.row").count()).toBe(200);
    expect(await page.locator("#shown").textContent()).toBe("200 of 200 goals");
  });

  test.each([
    ["desktop", DESKTOP, 3],
    ["desktop", DESKTOP, 200],
    ["phone", PHONE, 3],
    ["phone", PHONE, 200],
  ])("fits a %s (%j) with %i goals, with contrast by day and by night", async (_, size, count) => {
    for (const scheme of ["light", "dark"] as const) {
      await open(sampleAnswer(count), size, scheme);
      expect(await width()).toBe(size.width);
      const worst = await worstContrast(page);
      expect(worst.ratio, JSON.stringify(worst)).toBeGreaterThanOrEqual(4.5);
    }
  });

  test("fits paper, without the filters", async () => {
    await open(sampleAnswer(20), { width: 794, height: 1123 });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await width()).toBe(794);
    expect(await page.locator("#filters").isVisible()).toBe(false);
  });

  test("searches pages and names, and chooses by what became of goals; hostile names run nothing and stay in their place", async () => {
    const sample = sampleAnswer(60);
    const goals = sample.goals.map((goal, index) => ({ ...goal, name: HOSTILE[index] ?? goal.name }));
    await open({ ...sample, goals }, PHONE);
    expect(complaints).toEqual([]);
    expect(await width()).toBe(PHONE.width);
    const chip = page.locator('.chip[data-chip="fewer"]');
    await chip.click();
    const kinds = await page.evaluate<readonly string[]>(
      '[...document.querySelectorAll("#goals tr.row:not([hidden])")].map((row) => row.dataset.kind)',
    );
    expect(new Set(kinds)).toEqual(new Set(["fewer"]));
    await chip.click();
    await page.fill("#search", "/55/thank-you-notes");
    expect(await page.locator("#goals tr.row:visible").count()).toBe(1);
  });
});
