import type { Report } from "../support/e2eStack";
import type { Version } from "./anyFields";
import type { Owner } from "./census";
import { ChaosStack, type Universe } from "./chaosStack";
import type { Dice } from "./dice";
import { ACCOUNTS, type Handmade, type Plan, type PlanRules } from "./plan";
import { idIn } from "./truth";
import { firstPlan } from "./versions";

/** A program on its way through a seed. */
export interface Party {
  readonly rules: PlanRules;
  readonly config: Readonly<Record<string, string>>;
  plan: Plan;
  before: Plan | undefined;
  /** As the last process left it. */
  stack: ChaosStack;
  /** The runs of the present version. */
  runs: ChaosStack[];
  /** A run of the present version died: what it wrote may be secret, and state does not say so until a run has saved that. */
  hasDied: boolean;
  /** And its state was lost. */
  isBlind: boolean;
  /** By slot. */
  readonly ids: Map<string, string | undefined>;
}

/** Heals what was made and not saved: config `adopt`. */
export const EQUAL = { "msads:adopt": "equal" };

export type Run = (party: Party, stack: ChaosStack) => Promise<Report>;

/** What the state of each program held before something, by resource. */
export type States = readonly Owner["state"][];

/** The programs of a seed: one, or two that live in one customer. */
export function partiesOf(
  dice: Dice,
  universe: Universe,
  version: Version,
  handmade: Handmade[],
): readonly Party[] {
  const unlisted = dice.chance(0.1);
  const many = dice.chance(0.02) ? dice.whole(95, 230) : 0;
  const isPair = !unlisted && dice.chance(0.35);
  return (isPair ? ["A", "B"] : ["A"]).map((name): Party => {
    const [first, second] = ACCOUNTS;
    const account = name === "B" && dice.chance(0.5) ? second : first;
    const rules = {
      ...{ stack: name, version, account, handmade, unlisted },
      campaigns: universe.emulator.store.campaigns.map(({ id }) => id),
      mayHaveShop: name === "A",
      many: name === "A" ? many : 0,
    };
    const config = {
      "msads:accountId": account,
      "msads:apiVersion": String(version),
    };
    const stack = new ChaosStack(universe, config);
    return {
      rules,
      config,
      plan: firstPlan(dice, rules),
      before: undefined,
      stack,
      runs: [],
      ...{ hasDied: false, isBlind: false },
      ids: new Map(),
    };
  });
}

/** `states`: as they were when the version began. */
export function ownersOf(parties: readonly Party[], states: States): readonly Owner[] {
  return parties.map(({ plan, before }, index) => ({ plan, before, state: states[index] ?? new Map() }));
}

/** A goal keeps its id unless it was replaced. */
export function movedIds({ plan, stack, ids }: Party): readonly string[] {
  return plan.slots.flatMap((slot) => {
    const id = idIn(stack.state, slot);
    const known = ids.get(slot.key);
    ids.set(slot.key, id);
    const isMoved = known !== undefined && !slot.isNewGoal && known !== id;
    return isMoved ? [`${slot.name} was ${known} and is ${id}`] : [];
  });
}
