import http from "node:http";
import { MsadsError } from "./errors";

/** What became of the proxy settings of an environment. */
export interface ProxyUse {
  /** none: there are none; used: they hold for every later fetch of this process; unsupported: this Node cannot (it takes 24.14 or later, or NODE_USE_ENV_PROXY=1 at its start). */
  readonly state: "none" | "used" | "unsupported";
  /** Undoes it. */
  readonly restore: () => void;
}

/** Says so where there is a proxy that this Node cannot use. */
export function tellUnusableProxy({ state }: ProxyUse, warn: (message: string) => void): void {
  if (state === "unsupported")
    warn(
      "HTTPS_PROXY is set, but this Node cannot use it: take Node 24.14 or later, or set NODE_USE_ENV_PROXY=1",
    );
}

/**
 * Makes fetch, and with it every transport and sign-in, go through HTTPS_PROXY, except to the hosts in NO_PROXY.
 * Plain http never does: it is only spoken to this machine. Throws an MsadsError for a proxy that is no URL.
 */
export function useProxy(environment: Readonly<Record<string, string | undefined>>): ProxyUse {
  const proxy = environment.HTTPS_PROXY || environment.https_proxy;
  const nothing = () => undefined;
  if (!proxy) return { state: "none", restore: nothing };
  if (!URL.canParse(proxy))
    throw new MsadsError("HTTPS_PROXY is not a URL like http://proxy.example:8080.", {
      outcome: "unreachable",
      symbol: "InvalidProxy",
    });
  const set: typeof http.setGlobalProxyFromEnv | undefined = http.setGlobalProxyFromEnv;
  if (set === undefined) return { state: "unsupported", restore: nothing };
  // Node falls back to the process's own HTTP_PROXY for plain http, which only ever goes to this machine.
  const noProxy = [environment.NO_PROXY || environment.no_proxy, "localhost", "127.0.0.1", "[::1]", "::1"];
  const restore = set({ HTTPS_PROXY: proxy, NO_PROXY: noProxy.filter(Boolean).join(",") });
  return { state: "used", restore };
}
