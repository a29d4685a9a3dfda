import { inForce, type RuleId, type RuleSwitches } from "../emulator";

export interface ReplayOptions {
  /** Rules of the emulator that are turned on or off, as its settings do: `{ "collect.click": true }`. */
  readonly rules?: RuleSwitches;
  /** Told after each batch how many hits were taken so far. */
  readonly progress?: (hits: number) => void;
  /** Ends the replay: it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Any whole number: the seed of the hashes by which visitors and pages are told apart. Default: another one for each replay. */
  readonly seed?: number;
}

/** Whether a rule is in force. */
export type Holds = (rule: RuleId) => boolean;

export function holdsBy(switches: RuleSwitches = {}): Holds {
  const known = new Map<RuleId, boolean>();
  return (rule) => {
    const found = known.get(rule);
    if (found !== undefined) return found;
    const holds = inForce(rule, switches);
    known.set(rule, holds);
    return holds;
  };
}
