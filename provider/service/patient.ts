import type { CampaignManagement } from "./campaignManagement";
import { MsadsError } from "./errors";
import { type CallKind, type RetryLimits, retry, TROUBLE_MS } from "./retry";

/** How long to bear with the service, and the time, chance and tokens that this takes. */
export interface Patience extends RetryLimits {
  /** Milliseconds since any fixed moment. */
  readonly clock: () => number;
  /** Waits, in milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Tells the user that the service wants a pause and how long it still takes: every ten seconds, however many calls wait for it. */
  readonly notify: (message: string) => void;
  /**
   * Gets a new access token after the service called one expired; of a token that was renewed since the call left
   * (`generation` has grown) nothing more is to be done. Without it an expired token fails at once.
   */
  readonly renew?: (generation: number) => Promise<void>;
  /** Grows with each new access token. */
  readonly generation?: () => number;
}

/** What the calls of one session share: the present pause and the time spent on a service that does not answer. */
interface Session {
  pausedUntil: number;
  /** When the user is told next how long the pause still takes. */
  tellAt: number;
  troubleMs: number;
}

/**
 * The same port with patience: what may be sent again is, as `retry` says. A throttle pauses the whole session: all its
 * calls wait for the same moment. An unknown outcome of a write is thrown as it is.
 */
export function withRetry(port: CampaignManagement, patience: Patience): CampaignManagement {
  const session: Session = { pausedUntil: Number.NEGATIVE_INFINITY, tellAt: 0, troubleMs: 0 };
  const patiently = <T>(kind: CallKind, call: () => Promise<T>) => attempts(kind, call, session, patience);
  return {
    addUetTags: (tags) => patiently("write", () => port.addUetTags(tags)),
    updateUetTags: (tags) => patiently("write", () => port.updateUetTags(tags)),
    getUetTags: (which) => patiently("read", () => port.getUetTags(which)),
    addConversionGoals: (goals) => patiently("write", () => port.addConversionGoals(goals)),
    updateConversionGoals: (goals) => patiently("write", () => port.updateConversionGoals(goals)),
    getConversionGoals: (which) => patiently("read", () => port.getConversionGoals(which)),
  };
}

async function attempts<T>(
  kind: CallKind,
  call: () => Promise<T>,
  session: Session,
  patience: Patience,
): Promise<T> {
  const began = patience.clock();
  let pausedMs = 0;
  for (let attempt = 1; ; ) {
    const idle = patience.clock();
    await pauseOver(session, patience);
    const sent = patience.clock();
    pausedMs += sent - idle;
    const generation = patience.generation?.() ?? 0;
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof MsadsError)) throw error;
      const elapsedMs = patience.clock() - began;
      const decision = retry(kind, error, { attempt, elapsedMs, pausedMs }, patience);
      if (!("wait" in decision)) throw error;
      if (decision.why !== "throttled") attempt += 1;
      if (decision.why === "throttled") pause(session, decision.wait, sent, patience);
      else if (decision.why === "renew") await renewed(error, generation, patience);
      else await backOff(decision.wait, session, patience, error);
    }
  }
}

/** A call that left before the present pause began was throttled by the same window: it asks for no longer one. */
function pause(session: Session, wait: number, sent: number, { clock }: Patience): void {
  const now = clock();
  if (now < session.pausedUntil || sent < session.pausedUntil) return;
  session.pausedUntil = now + wait;
  session.tellAt = now;
}

/** How often a pause tells how long it still takes, in milliseconds. */
const TELL_EVERY = 10_000;

/** Waits for the end of the pause, as all calls of the session do; whoever is awake first tells how long it still takes. */
async function pauseOver(session: Session, { clock, sleep, notify }: Patience): Promise<void> {
  for (let now = clock(); now < session.pausedUntil; now = clock()) {
    const left = session.pausedUntil - now;
    if (now >= session.tellAt) {
      session.tellAt = now + TELL_EVERY;
      notify(`Microsoft Advertising limits the rate of calls: waiting ${Math.ceil(left / 1000)} s.`);
    }
    await sleep(Math.min(left, session.tellAt - now));
  }
}

async function renewed(error: MsadsError, generation: number, { renew }: Patience): Promise<void> {
  if (renew === undefined) throw error;
  await renew(generation);
}

async function backOff(
  wait: number,
  session: Session,
  { sleep }: Patience,
  error: MsadsError,
): Promise<void> {
  if (session.troubleMs + wait > TROUBLE_MS) throw error;
  session.troubleMs += wait;
  await sleep(wait);
}
