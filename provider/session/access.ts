import { sleep } from "../account/clock";
import type { SignIn } from "../config/signIn";
import { AccessTokens } from "../service/auth/accessTokens";
import { type RefreshRuntime, refresh } from "../service/auth/refreshing";
import type { Runtime } from "./runtime";

/** The access token for calls, and its renewal where there is one. */
export interface Access {
  get(): Promise<string>;
  /** As `RetryOptions` has them. */
  readonly renewal:
    | { readonly generation: () => number; readonly renew: (generation: number) => Promise<void> }
    | undefined;
  /** How long the present token lives, in milliseconds; undefined when unknown. */
  livesMs(): number | undefined;
}

/** Signs in when the first call needs it. One for a process: all its accounts share the token. */
export function accessBy(signIn: SignIn, runtime: Runtime): Access {
  const { clock, notify } = runtime;
  if (signIn.by === "accessToken")
    return { get: async () => signIn.accessToken, renewal: undefined, livesMs: () => undefined };
  const refreshing: RefreshRuntime = {
    http: { fetch: runtime.fetch ?? fetch, timeoutMs: SIGN_IN_TIMEOUT_MS },
    now: () => clock.now(),
    sleep: (ms) => sleep(clock, ms),
    date: runtime.date ?? (() => new Date()),
    warn: (message) => notify({ severity: "warning", message }),
  };
  const tokens = new AccessTokens(() => refresh(signIn.refreshing, refreshing), refreshing.now);
  return {
    get: () => tokens.get(),
    renewal: {
      generation: () => tokens.generation,
      renew: (generation) => tokens.renew(generation),
    },
    livesMs: () => tokens.livesMs,
  };
}

const SIGN_IN_TIMEOUT_MS = 15_000;
