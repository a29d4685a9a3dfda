import type { CampaignManagement } from "./campaignManagement";
import type { CustomerManagement } from "./customerManagement";
import { MsadsError } from "./errors";
import type { RateGate, Time } from "./rateGate";
import type { RetryBudget } from "./retryBudget";
import { type CallKind, nextStep, type RetryLimits, wordOn } from "./retryPolicy";

/** How long to keep trying, and the clock, random numbers and tokens that this needs. */
export interface RetryOptions extends RetryLimits, Time {
  /** Shared by all accounts of one user and customer. */
  readonly gate: RateGate;
  /** Shared by all accounts of the process. */
  readonly budget: RetryBudget;
  /**
   * Gets a new access token after the service called one expired; of a token that was renewed since the call left
   * (`generation` has grown) nothing more is to be done. Without it an expired token fails at once.
   */
  readonly renew?: (generation: number) => Promise<void>;
  /** Grows with each new access token. */
  readonly generation?: () => number;
}

/**
 * The same port with retries: `nextStep` decides what is sent again. A throttle pauses all calls of the user and customer. If the service
 * gives no answer, the whole process shares one time limit. An unknown outcome of a write is thrown as it is.
 */
export function withRetry(port: CampaignManagement, options: RetryOptions): CampaignManagement {
  const patiently = <T>(kind: CallKind, call: () => Promise<T>) => attempts(kind, call, options);
  return {
    addUetTags: (tags) => patiently("write", () => port.addUetTags(tags)),
    updateUetTags: (tags) => patiently("write", () => port.updateUetTags(tags)),
    getUetTags: (which) => patiently("read", () => port.getUetTags(which)),
    addConversionGoals: (goals) => patiently("write", () => port.addConversionGoals(goals)),
    updateConversionGoals: (goals) => patiently("write", () => port.updateConversionGoals(goals)),
    getConversionGoals: (which) => patiently("read", () => port.getConversionGoals(which)),
    getAccountProperties: (names) => patiently("read", () => port.getAccountProperties(names)),
    setAccountProperties: (properties) => patiently("write", () => port.setAccountProperties(properties)),
    getCampaigns: (ids) => patiently("read", () => port.getCampaigns(ids)),
    addCampaignConversionGoals: (links) => patiently("write", () => port.addCampaignConversionGoals(links)),
    deleteCampaignConversionGoals: (links) =>
      patiently("write", () => port.deleteCampaignConversionGoals(links)),
    getOfflineConversionReport: (which) => patiently("read", () => port.getOfflineConversionReport(which)),
  };
}

/** The same for Customer Management, which is only read. */
export function customersWithRetry(port: CustomerManagement, options: RetryOptions): CustomerManagement {
  return {
    getUserId: () => attempts("read", () => port.getUserId(), options),
    searchAccounts: (userId, page) => attempts("read", () => port.searchAccounts(userId, page), options),
  };
}

/** One call with that patience. */
export async function attempts<T>(kind: CallKind, call: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { clock, gate, budget } = options;
  const began = clock();
  let pausedMs = 0;
  let isRenewed = false;
  for (let attempt = 1; ; ) {
    const idle = clock();
    await gate.open();
    const sent = clock();
    pausedMs += sent - idle;
    const believed = kind === "read" ? budget.believed() : undefined;
    if (believed !== undefined) throw believed;
    const generation = options.generation?.() ?? 0;
    try {
      const result = await call();
      budget.refill();
      return result;
    } catch (error) {
      if (!(error instanceof MsadsError)) throw error;
      note(kind, error, sent, budget);
      const course = { attempt, elapsedMs: clock() - began, pausedMs, isRenewed };
      const decision = nextStep(kind, error, course, options);
      if (!("wait" in decision)) throw error;
      isRenewed = decision.why === "renew";
      if (decision.why === "throttled") gate.pause(decision.wait, sent);
      else if (decision.why === "renew") await renewed(error, generation, options);
      else {
        attempt += 1;
        if (!budget.grants(decision.wait, error)) throw error;
        await options.sleep(decision.wait);
      }
    }
  }
}

/** What a failed call says of the service. */
function note(kind: CallKind, error: MsadsError, sent: number, budget: RetryBudget): void {
  const word = wordOn(error);
  if (word === "answered") budget.refill();
  else if (word === "silent" && kind === "read") budget.failed(error, sent);
  // It may have been done: the account must be looked at, with all the patience there is.
  else if (error.outcome === "unknown") budget.refill();
}

async function renewed(error: MsadsError, generation: number, { renew }: RetryOptions): Promise<void> {
  if (renew === undefined) throw error;
  await renew(generation);
}
