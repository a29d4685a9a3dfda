import { RateGate, type TellPause, type Time } from "../../provider/service/rateGate";
import { RetryBudget } from "../../provider/service/retryBudget";
import type { RetryOptions } from "../../provider/service/withRetry";

/** Options as one process has it: one user, one customer. */
export function patienceIn(
  time: Time,
  more: Partial<Omit<RetryOptions, keyof Time>> & { readonly tell?: TellPause } = {},
): RetryOptions {
  const { tell = () => {}, ...rest } = more;
  return {
    ...time,
    random: () => 0,
    maxWaitMs: 600_000,
    gate: new RateGate(time, tell),
    budget: new RetryBudget(time.clock),
    ...rest,
  };
}
