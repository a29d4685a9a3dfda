import { webcrypto } from "node:crypto";
import { createContext, runInContext } from "node:vm";

export interface PageOptions {
  /** Default `https://shop.example/`. */
  readonly href?: string;
  readonly referrer?: string;
  /** Runs before the script of the tag has arrived. */
  readonly before?: string;
}

/** A page that a browser has open. */
export interface OpenPage {
  /** The address of each image that it asked for, as its query. */
  readonly sent: readonly URLSearchParams[];
  /** The addresses themselves. */
  readonly addresses: readonly string[];
  run(code: string): void;
  /** Once all scripts that it asked for are there. */
  loaded(): Promise<unknown>;
}

/** As much of a browser as the scripts of a tag can tell from a real one. It keeps cookies from page to page. */
export class FakeBrowser {
  readonly cookies = new Map<string, string>();
  takesCookies = true;

  /** Opens a page that has this script in it, loads what the script wants loaded, and waits until all is answered. */
  async open(trackingScript: string, options: PageOptions = {}): Promise<OpenPage> {
    const addresses: string[] = [];
    const loading: Promise<void>[] = [];
    const window = createContext({ ...this.#globals(options, addresses) });
    const load = async (node: { src: string; onload: () => void }) => {
      runInContext(await (await fetch(node.src)).text(), window);
      node.onload();
    };
    const parentNode = { insertBefore: (node: never) => void loading.push(load(node)) };
    Object.assign(window, {
      window,
      document: Object.assign(this.#document(options), {
        createElement: () => ({}),
        getElementsByTagName: () => [{ parentNode }],
      }),
    });
    runInContext(inlineScript(trackingScript), window);
    runInContext(options.before ?? "", window);
    await Promise.all(loading);
    return {
      addresses,
      get sent() {
        return addresses.map((address) => new URL(address).searchParams);
      },
      run: (code) => runInContext(code, window),
      loaded: () => Promise.all(loading),
    };
  }

  #globals({ href = "https://shop.example/" }: PageOptions, addresses: string[]) {
    return {
      location: new URL(href),
      navigator: { language: "de-AT" },
      screen: { width: 1280, height: 720, colorDepth: 24 },
      performance: { now: () => 123.4 },
      crypto: webcrypto,
      URL,
      URLSearchParams,
      Image: class {
        set src(address: string) {
          addresses.push(address);
        }
      },
    };
  }

  #document({ referrer = "" }: PageOptions) {
    const jar = this;
    return {
      title: "Danke & auf bald",
      referrer,
      get cookie() {
        return [...jar.cookies].map((pair) => pair.join("=")).join("; ");
      },
      set cookie(text: string) {
        const [name = "", value = ""] = (text.split(";")[0] ?? "").split("=");
        if (jar.takesCookies) jar.cookies.set(name, value);
      },
    };
  }
}

function inlineScript(html: string): string {
  return /<script>(.*?)<\/script>/s.exec(html)?.[1] ?? "";
}
