import { existsSync } from "node:fs";
import { type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { type RecordingProxy, recordingProxy } from "./recordingProxy";

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const { MSADS_CHROMIUM: named } = process.env;

/** A Chromium on this machine: the one that MSADS_CHROMIUM names and no other, else one in its usual places. */
export const chromiumPath: string | undefined = (named === undefined ? places : [named]).find((path) =>
  existsSync(path),
);

/** For the head of a test file: says what is left out on a machine without Chromium. */
export function reportSkipped(count: number): void {
  if (chromiumPath === undefined) console.log(`${count} skipped: no Chromium`);
}

const quiet = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-extensions",
  // Its own calls home go nowhere.
  "--component-updater=url-source=http://127.0.0.1:9/",
  "--gaia-url=http://127.0.0.1:9/",
  // The proxy sees what goes to this machine, too.
  "--proxy-bypass-list=<-loopback>",
];

export interface RealBrowser {
  /** A page with cookies of its own. What it is told to do, it has as much time for as the test. */
  page(options?: BrowserContextOptions): Promise<Page>;
  readonly proxy: RecordingProxy;
  close(): Promise<void>;
}

/** A browser with a profile of its own whose every request goes through a proxy that lets none out of this machine. */
export async function realBrowser(): Promise<RealBrowser> {
  if (chromiumPath === undefined) throw new Error("no Chromium");
  const proxy = await recordingProxy();
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: quiet,
    timeout: 0,
    proxy: { server: proxy.url },
  });
  return {
    page: async (options) => {
      const context = await browser.newContext(options);
      context.setDefaultTimeout(0);
      return context.newPage();
    },
    proxy,
    close: async () => {
      await browser.close();
      await proxy.close();
    },
  };
}
