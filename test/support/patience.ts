import type { Patience } from "../../provider/service/patient";
import { RateGate, type TellPause, type Time } from "../../provider/service/rateGate";
import { Trouble } from "../../provider/service/trouble";

/** Patience as one process has it: one user, one customer. */
export function patienceIn(
  time: Time,
  more: Partial<Omit<Patience, keyof Time>> & { readonly tell?: TellPause } = {},
): Patience {
  const { tell = () => {}, ...rest } = more;
  return {
    ...time,
    random: () => 0,
    maxWaitMs: 600_000,
    gate: new RateGate(time, tell),
    trouble: new Trouble(time.clock),
    ...rest,
  };
}
