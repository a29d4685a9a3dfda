import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { trackingScript } from "../../provider/emulator/tag/scripts";
import { readAll } from "../replay/read/memoryTraffic";
import { useEmulator } from "../support/e2eEmulator";
import { until } from "../support/e2eUntil";
import { chromiumPath, type RealBrowser, realBrowser, reportSkipped } from "./chromium";
import { openShop, type Shop } from "./shop";

reportSkipped(2);

const names = [
  "tagId",
  "event",
  "page",
  "category",
  "action",
  "label",
  "value",
  "revenue",
  "currency",
  "pageView",
  "session",
  "visitor",
  "click",
] as const;
type Sent = { readonly [Name in (typeof names)[number]]?: unknown };

describe.skipIf(chromiumPath === undefined)("a HAR file that Chromium wrote", () => {
  const emulator = useEmulator();
  let real: RealBrowser;
  let shop: Shop;
  let folder = "";
  let snippet = "";
  beforeAll(async () => {
    real = await realBrowser();
    shop = await openShop(() => snippet);
    folder = await mkdtemp(join(tmpdir(), "har-"));
  });
  afterAll(async () => {
    await shop?.close();
    await real?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Looks at the shop, buys, and asks for the letter. @param sent how many messages of tags that makes */
  async function recorded(sent: number): Promise<string> {
    const path = join(folder, `${sent}.har`);
    const page = await real.page({ recordHar: { path, content: "embed" } });
    await page.goto(`${shop.url}/?msclkid=abc&name=J%C3%B6rg#top`);
    await page.click("button");
    await page.goto(`${shop.url}/thanks?order=7`);
    await until("all messages of tags came", () => emulator.now.hits().length === sent);
    // The recorder knows a request once its answer is there.
    await page.waitForLoadState("networkidle");
    await page.context().close();
    return readFile(path, "utf8");
  }

  it("has the very hits that the service took", async () => {
    snippet = trackingScript(emulator.now.collector, "42");
    const { hits } = await readAll({ har: await recorded(4) });
    const sent = (hit: Sent) => JSON.stringify(names.map((name) => [name, hit[name]]));
    expect(hits.map(sent).toSorted()).toEqual(emulator.now.hits().map(sent).toSorted());
    expect(hits.map(({ page, event }) => [event, page?.slice(shop.url.length)])).toEqual([
      ["pageLoad", "/?msclkid=abc&name=J%C3%B6rg#top"],
      ["custom", "/?msclkid=abc&name=J%C3%B6rg#top"],
      ["pageLoad", "/thanks?order=7"],
      ["custom", "/thanks?order=7"],
    ]);
  });

  it("has the page loads of a site without tags", async () => {
    snippet = "";
    const { hits, notes } = await readAll({ har: await recorded(0) });
    expect(hits.map(({ page, click }) => [page?.slice(shop.url.length), click])).toEqual([
      ["/?msclkid=abc&name=J%C3%B6rg", "abc"],
      ["/thanks?order=7", "abc"],
    ]);
    expect(notes.sources[0]?.skipped.filter(({ broken }) => broken)).toEqual([]);
  });
});
