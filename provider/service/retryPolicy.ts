import { SignInError } from "./auth/signInError";
import type { MsadsError } from "./errors";
import { RETRY_BUDGET_MS } from "./retryBudget";

/** Whether a call changes something: a write must not be sent twice blindly. */
export type CallKind = "read" | "write";

/** How a call has gone so far. */
export interface Attempts {
  /** How often it was sent, from 1 on, not counting the attempts that were throttled or met an expired token. */
  readonly attempt: number;
  /** Since its first attempt began. */
  readonly elapsedMs: number;
  /** How much of that went by in pauses that the service asked for. */
  readonly pausedMs: number;
  /** The attempt that failed now was the first with a new access token. */
  readonly isRenewed: boolean;
}

/** What to do after a call failed. */
export type Decision =
  /** Send it again after this many milliseconds; throttled: with all other calls of the user and customer. */
  | { readonly wait: number; readonly why: "throttled" | "renew" | "trouble" }
  /** Nothing was done, and sending it again would not help. */
  | { readonly fail: true }
  /** It may have been done: only a look at the account can tell. */
  | { readonly unknown: true };

/** What bounds the patience for one call. */
export interface RetryLimits {
  /** From 0 to 1, like Math.random. */
  readonly random: () => number;
  /** How long a call may wait for a throttled service, in milliseconds, from its first attempt on; the last wait is cut to it. */
  readonly maxWaitMs: number;
}

/** Microsoft: "resubmit after waiting 60 seconds" (117). */
const THROTTLE_MS = 60_000;
/** "Retry-After: 0" is no reason to knock without a pause. */
const SHORTEST_THROTTLE_MS = 1_000;
/** So that programs that were throttled together do not come back together. */
const THROTTLE_JITTER_MS = 5_000;
const FIRST_BACKOFF_MS = 500;
const READ_ATTEMPTS = 5;

/** Symbols of a server that stumbled: faults without the service's own details, and HTTP's own errors. */
const TROUBLE = /^(Fault|Server|InternalServiceFault|HTTP408|HTTP5[0-9]{2})$/;

const FAIL = { fail: true } as const;

/**
 * What to do after a call failed. Pure: `random` is all that is not given.
 */
export function nextStep(kind: CallKind, error: MsadsError, course: Attempts, limits: RetryLimits): Decision {
  const { attempt, elapsedMs, pausedMs, isRenewed } = course;
  // Of several errors in one fault the first may speak of the rate, and another leave open what was done.
  if (kind === "write" && error.outcome === "unknown") return { unknown: true };
  if (isThrottle(error)) return throttled(error, elapsedMs, limits);
  // A token may run out at any attempt, after a long pause too; one that is refused when it is new will be refused again.
  if (isExpired(error)) return isRenewed ? FAIL : { wait: 0, why: "renew" };
  if (kind === "write") return FAIL;
  if (!isTrouble(error) || attempt >= READ_ATTEMPTS || elapsedMs - pausedMs >= RETRY_BUDGET_MS) return FAIL;
  return { wait: FIRST_BACKOFF_MS * 2 ** (attempt - 1) * (1 + limits.random() / 4), why: "trouble" };
}

/** Whether the service, or a gateway before it, asks to be left alone for a while. 207 and 4204 are other services' words for it. */
function isThrottle({ code, httpStatus }: MsadsError): boolean {
  return httpStatus === 429 || code === 117 || code === 207 || code === 4204;
}

function throttled(error: MsadsError, elapsedMs: number, { random, maxWaitMs }: RetryLimits): Decision {
  const left = maxWaitMs - elapsedMs;
  const { retryAfterMs: asked = THROTTLE_MS } = error;
  // To come back sooner than a service asks that names a time would be in vain.
  if (left <= 0 || (error.retryAfterMs !== undefined && asked > left)) return FAIL;
  const wait = Math.max(asked, SHORTEST_THROTTLE_MS) + random() * THROTTLE_JITTER_MS;
  return { wait: Math.min(wait, left), why: "throttled" };
}

/** The access token has run out: refused before any work, and good again once it is renewed. */
function isExpired({ code, httpStatus }: MsadsError): boolean {
  return code === 109 || (code === undefined && httpStatus === 401);
}

/** What an error says of the service: it answered, it stumbled or was not there, or it was not even asked. */
export function wordOn(error: MsadsError): "answered" | "silent" | "not asked" {
  // Sign-in knows by itself how long to believe a refusal.
  if (error instanceof SignInError) return "not asked";
  return error.outcome === "unreachable" || isTrouble(error) ? "silent" : "answered";
}

/** A failure that may pass by itself. Only for reads: a refused connection or an unknown host does not. */
function isTrouble({ code, symbol, outcome, httpStatus = 0 }: MsadsError): boolean {
  const stumbled = code === undefined && httpStatus >= 500;
  return code === 0 || code === 202 || outcome === "unknown" || stumbled || TROUBLE.test(symbol ?? "");
}
