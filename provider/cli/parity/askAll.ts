import type { RuleId } from "../../emulator";
import { MsadsError } from "../../service/errors";
import type { Kit } from "./kit";
import { AskAgain, Stopped } from "./making";
import type { Probe, ProbeGroup } from "./probe";
import { NotAsked, type Verdict } from "./verdict";

/** A rule and what was found. */
export interface Finding {
  readonly group: string;
  readonly rule: RuleId;
  readonly verdict: Verdict;
}

/** How often a probe is tried whose answers are lost. */
const TRIES = 3;
/** So many failed calls in a row end a run: the service is in trouble, or lets nobody in. */
const MOST_FAILURES = 3;

/**
 * Asks one rule after the other, and tells each result. `known`: what need not be asked again.
 * Returns why it ended early, or undefined.
 */
export async function askAll(
  groups: readonly ProbeGroup[],
  kit: Kit,
  known: ReadonlyMap<RuleId, Verdict>,
  tell: (finding: Finding) => void,
): Promise<string | undefined> {
  let failures = 0;
  for (const { name: group, probes, unasked } of groups) {
    for (const probe of probes) {
      const { rule } = probe;
      try {
        tell({ group, rule, verdict: known.get(rule) ?? (await verdictOf(probe, kit)) });
        failures = 0;
      } catch (error) {
        if (error instanceof Stopped) return "it was stopped";
        if (!(error instanceof MsadsError)) throw error;
        failures += 1;
        tell({
          group,
          rule,
          verdict: { result: "not asked", why: `a call failed (${error.symbol ?? error.code})` },
        });
        if (failures >= MOST_FAILURES) return error.message;
      }
    }
    for (const { rule, why } of unasked) tell({ group, rule, verdict: { result: "not asked", why } });
  }
  return undefined;
}

async function verdictOf({ only, ask }: Probe, kit: Kit): Promise<Verdict> {
  if (only !== undefined && only !== kit.transport)
    return { result: "not asked", why: `it is about ${only.toUpperCase()} only` };
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask(kit);
    } catch (error) {
      if (error instanceof NotAsked) return { result: "not asked", why: error.why };
      if (!(error instanceof AskAgain)) throw error;
      if (tries >= TRIES) return { result: "not asked", why: "the answers to it were lost" };
    }
  }
}
