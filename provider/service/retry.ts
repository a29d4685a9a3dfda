import type { MsadsError } from "./errors";

/** Whether a call changes something: a write must not be sent twice blindly. */
export type CallKind = "read" | "write";

/** What to do after a call failed. */
export type Decision =
  /** Send it again after so many milliseconds; `pause`: the service asks the whole session to be quiet meanwhile. */
  | { readonly wait: number; readonly why: "throttled" | "renew" | "trouble" }
  /** Nothing was done, and sending it again would not help. */
  | { readonly fail: true }
  /** It may have been done: only a look at the account can tell. */
  | { readonly unknown: true };

export interface RetryLimits {
  /** From 0 to 1, like Math.random. */
  readonly random: () => number;
  /** How long a call may wait for a throttled service, in milliseconds, from its first attempt on. */
  readonly maxWaitMs: number;
}

/** Microsoft: "resubmit after waiting 60 seconds" (117). */
const THROTTLE_MS = 60_000;
/** So that programs that were throttled together do not come back together. */
const THROTTLE_JITTER_MS = 5_000;
const FIRST_BACKOFF_MS = 500;
const READ_ATTEMPTS = 5;
/** A service that does not answer is given up after so long, whatever the attempts. */
export const TROUBLE_MS = 20_000;

/** Symbols of a server that stumbled: faults without the service's own details, and HTTP's own errors. */
const TROUBLE = /^(Fault|Server|InternalServiceFault|HTTP408|HTTP5[0-9]{2})$/;

const FAIL = { fail: true } as const;

/**
 * What to do after attempt number `attempt` (from 1, not counting the throttled ones) of a call failed, `elapsedMs`
 * after its first attempt began.
 * Pure: `random` is all that is not given.
 */
export function retry(
  kind: CallKind,
  error: MsadsError,
  attempt: number,
  elapsedMs: number,
  limits: RetryLimits,
): Decision {
  if (isThrottle(error)) return throttled(error, elapsedMs, limits);
  if (isExpired(error)) return attempt === 1 ? { wait: 0, why: "renew" } : FAIL;
  if (kind === "write") return error.outcome === "unknown" ? { unknown: true } : FAIL;
  if (!isTrouble(error) || attempt >= READ_ATTEMPTS || elapsedMs >= TROUBLE_MS) return FAIL;
  return { wait: FIRST_BACKOFF_MS * 2 ** (attempt - 1) * (1 + limits.random() / 4), why: "trouble" };
}

/** Whether the service asks to be left alone for a while. 207 and 4204 are other services' words for it. */
function isThrottle({ code, symbol }: MsadsError): boolean {
  return code === 117 || code === 207 || code === 4204 || symbol === "HTTP429";
}

function throttled(error: MsadsError, elapsedMs: number, { random, maxWaitMs }: RetryLimits): Decision {
  const asked = error.retryAfterMs ?? THROTTLE_MS;
  if (elapsedMs >= maxWaitMs || (error.retryAfterMs ?? 0) > maxWaitMs) return FAIL;
  return { wait: asked + random() * THROTTLE_JITTER_MS, why: "throttled" };
}

/** The access token has run out: refused before any work, and good again once it is renewed. */
function isExpired({ code, symbol }: MsadsError): boolean {
  return code === 109 || symbol === "HTTP401";
}

/** A failure that may pass by itself. Only for reads: a refused connection or an unknown host does not. */
function isTrouble({ code, symbol, outcome }: MsadsError): boolean {
  return code === 0 || outcome === "unknown" || TROUBLE.test(symbol ?? "");
}
