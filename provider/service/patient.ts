import type { CampaignManagement } from "./campaignManagement";
import { MsadsError } from "./errors";
import type { RateGate, Time } from "./rateGate";
import { type CallKind, type RetryLimits, retry, wordOn } from "./retry";
import type { Trouble } from "./trouble";

/** How long to bear with the service, and the time, chance and tokens that this takes. */
export interface Patience extends RetryLimits, Time {
  /** Shared by all accounts of one user and customer. */
  readonly gate: RateGate;
  /** Shared by all accounts of the process. */
  readonly trouble: Trouble;
  /**
   * Gets a new access token after the service called one expired; of a token that was renewed since the call left
   * (`generation` has grown) nothing more is to be done. Without it an expired token fails at once.
   */
  readonly renew?: (generation: number) => Promise<void>;
  /** Grows with each new access token. */
  readonly generation?: () => number;
}

/**
 * The same port with patience: what may be sent again is, as `retry` says. A throttle pauses all calls of the user and customer; a
 * service that gives no answer is borne with for one while by the whole process. An unknown outcome of a write is thrown as it is.
 */
export function withRetry(port: CampaignManagement, patience: Patience): CampaignManagement {
  const patiently = <T>(kind: CallKind, call: () => Promise<T>) => attempts(kind, call, patience);
  return {
    addUetTags: (tags) => patiently("write", () => port.addUetTags(tags)),
    updateUetTags: (tags) => patiently("write", () => port.updateUetTags(tags)),
    getUetTags: (which) => patiently("read", () => port.getUetTags(which)),
    addConversionGoals: (goals) => patiently("write", () => port.addConversionGoals(goals)),
    updateConversionGoals: (goals) => patiently("write", () => port.updateConversionGoals(goals)),
    getConversionGoals: (which) => patiently("read", () => port.getConversionGoals(which)),
  };
}

async function attempts<T>(kind: CallKind, call: () => Promise<T>, patience: Patience): Promise<T> {
  const { clock, gate, trouble } = patience;
  const began = clock();
  let pausedMs = 0;
  let isRenewed = false;
  for (let attempt = 1; ; ) {
    const idle = clock();
    await gate.open();
    const sent = clock();
    pausedMs += sent - idle;
    const believed = kind === "read" ? trouble.believed() : undefined;
    if (believed !== undefined) throw believed;
    const generation = patience.generation?.() ?? 0;
    try {
      const result = await call();
      trouble.refill();
      return result;
    } catch (error) {
      if (!(error instanceof MsadsError)) throw error;
      note(kind, error, sent, trouble);
      const course = { attempt, elapsedMs: clock() - began, pausedMs, isRenewed };
      const decision = retry(kind, error, course, patience);
      if (!("wait" in decision)) throw error;
      isRenewed = decision.why === "renew";
      if (decision.why === "throttled") gate.pause(decision.wait, sent);
      else if (decision.why === "renew") await renewed(error, generation, patience);
      else {
        attempt += 1;
        if (!trouble.grants(decision.wait, error)) throw error;
        await patience.sleep(decision.wait);
      }
    }
  }
}

/** What a failed call says of the service. */
function note(kind: CallKind, error: MsadsError, sent: number, trouble: Trouble): void {
  const word = wordOn(error);
  if (word === "answered") trouble.refill();
  else if (word === "silent" && kind === "read") trouble.failed(error, sent);
  // It may have been done: the account must be looked at, with all the patience there is.
  else if (error.outcome === "unknown") trouble.refill();
}

async function renewed(error: MsadsError, generation: number, { renew }: Patience): Promise<void> {
  if (renew === undefined) throw error;
  await renew(generation);
}
