import type { Values } from "../support/e2eWire";
import { anyFields, freeTypes, inVersion, TAGGED } from "./anyFields";
import { asNew, changedSlot, ONLY } from "./changedSlot";
import type { Dice } from "./dice";
import { firstNeighbours, nextNeighbours } from "./neighbours";
import {
  ACCOUNTS,
  accountOf,
  anyTag,
  declaresLibrary,
  type Handmade,
  type Plan,
  type PlanRules,
  type Slot,
} from "./plan";

const TAGS = ["site", "blog"];

/** The first version of a program. */
export function firstPlan(dice: Dice, rules: PlanRules): Plan {
  const tags = TAGS.slice(0, dice.whole(1, 2)).map((key) => [key, tagInputs(dice, `${rules.stack} ${key}`)]);
  let plan: Plan = {
    tags: Object.fromEntries(tags),
    slots: [],
    gone: [],
    unlisted: rules.unlisted,
    hasLibrary: rules.unlisted || dice.chance(0.5),
    account: rules.account,
    libraryIgnores: [],
    libraryByTransform: dice.chance(0.4),
    next: 1,
  };
  for (let left = dice.whole(1, 5); left > 0; left -= 1) plan = added(dice, plan, rules);
  plan = { ...plan, neighbours: firstNeighbours(dice, plan, rules) };
  if (rules.many === 0) return plan;
  const many = Array.from({ length: rules.many }, (_, index) => manyGoal(index, rules));
  return { ...plan, hasLibrary: true, slots: [...plan.slots, ...many] };
}

function manyGoal(index: number, { stack, version }: PlanRules): Slot {
  return {
    key: `many${index}`,
    where: "library",
    name: `${stack} Many ${index}`,
    type: "OfflineConversion",
    groups: [inVersion({ goalCategory: "Purchase", conversionWindowInMinutes: 60 }, version)],
    isNewGoal: true,
  };
}

function tagInputs(dice: Dice, name: string): Values {
  return { name, ...dice.maybe(0.5, () => ({ description: `about ${dice.whole(1, 9)}` })) };
}

/** The plan with one goal more: a new one, or one that was made by hand. */
function added(dice: Dice, plan: Plan, rules: PlanRules): Plan {
  const slot = anySlot(dice, plan, rules);
  // Offline goals belong to an account: only there they can be taken.
  const isHere = (slot.where === "single" ? plan.account : accountOf(slot, plan)) === ACCOUNTS[0];
  const mayTake = !plan.unlisted && isHere && dice.chance(0.15);
  const handmade = mayTake ? rules.handmade.pop() : undefined;
  const taken = handmade === undefined ? slot : taking(dice, slot, plan, rules, handmade);
  return { ...plan, slots: [...plan.slots, taken], next: plan.next + 1 };
}

function anySlot(dice: Dice, plan: Plan, { stack, version, mayHaveShop }: PlanRules): Slot {
  const hasShop = [...plan.slots, ...plan.gone].some(({ type }) => type === "InStoreTransaction");
  const shop = mayHaveShop && !hasShop ? ["InStoreTransaction"] : [];
  const type = dice.pick([...TAGGED, ...freeTypes(version), ...shop]);
  const isTagged = TAGGED.some((each) => each === type);
  const where = plan.unlisted || (plan.hasLibrary && dice.chance(0.5)) ? "library" : "single";
  const isElsewhere = where === "single" && dice.chance(0.15);
  return {
    key: `g${plan.next}`,
    where,
    name: `${stack} Goal ${plan.next}`,
    type,
    groups: anyFields(dice, { type, tagId: anyTag(dice, plan), version }),
    ...(isTagged && dice.chance(0.2) ? { scope: "Account" } : {}),
    ...(isElsewhere ? { accountId: dice.pick(ACCOUNTS) } : {}),
    ...(dice.chance(0.2) ? { onDelete: "retain" as const } : {}),
    isNewGoal: true,
  };
}

/** A goal made by hand comes under its own name, or gets a new one. */
function taking(
  dice: Dice,
  { accountId: _, scope: __, ...slot }: Slot,
  plan: Plan,
  { version }: PlanRules,
  { id, name }: Handmade,
): Slot {
  const type = "OfflineConversion";
  const groups = anyFields(dice, { type, tagId: anyTag(dice, plan), version });
  const isRenamed = dice.chance(0.4);
  const adopt = isRenamed || dice.chance(0.5) ? id : true;
  return { ...slot, type, groups, adopt, ...(isRenamed ? {} : { name }) };
}

/** The next version: every slot as it was, or changed in one of the ways in which programs change. */
export function nextPlan(dice: Dice, before: Plan, rules: PlanRules): Plan {
  let plan: Plan = { ...before, slots: [], gone: before.gone };
  for (const slot of before.slots.map((each) => calmed(dice, each))) {
    const changed = dice.chance(0.65) ? changedSlot(dice, slot, before, rules) : slot;
    plan =
      changed === undefined
        ? { ...plan, gone: [...plan.gone, asGone(slot)] }
        : { ...plan, slots: [...plan.slots, changed] };
  }
  const [back, ...stay] = plan.gone;
  if (back !== undefined && dice.chance(0.7))
    plan = { ...plan, gone: stay, slots: [...plan.slots, { ...back, isNewGoal: false, adopt: true }] };
  if (dice.chance(0.4)) plan = added(dice, plan, rules);
  if (plan.neighbours !== undefined)
    plan = { ...plan, neighbours: nextNeighbours(dice, plan, rules, plan.neighbours) };
  const tags = Object.entries(plan.tags).map(([key, inputs]) => [key, nextTag(dice, inputs)]);
  const next = { ...plan, tags: Object.fromEntries(tags) };
  return declaresLibrary(before) && declaresLibrary(next)
    ? withLibraryChanges(dice, next)
    : withoutLateIgnores(next);
}

function nextTag(dice: Dice, inputs: Values): Values {
  if (!dice.chance(0.3)) return inputs;
  return tagInputs(dice, dice.chance(0.3) ? `${String(inputs.name)}+` : String(inputs.name));
}

/** What counts for one version only is forgotten; the lines that took a goal over may go or stay. */
function calmed(dice: Dice, { renamedFrom: _, adopt, ...slot }: Slot): Slot {
  const stays = adopt !== undefined && dice.chance(0.5);
  return { ...slot, ...(stays ? { adopt } : {}), isNewGoal: false };
}

/** What comes back is created anew, so nothing of it is ignored then; a goal that is found again is in the account where it was. */
function asGone({ ignored: _, adopt: __, ...slot }: Slot): Slot {
  return slot;
}

/** A library that comes or leaves: a transform that Pulumi tells of with a diff alone comes after what is made. */
function withoutLateIgnores(plan: Plan): Plan {
  const slots = plan.slots.map((slot) => (slot.where === "library" ? { ...slot, byTransform: false } : slot));
  return { ...plan, slots, libraryIgnores: [] };
}

/** What happens to the library as a whole. */
function withLibraryChanges(dice: Dice, plan: Plan): Plan {
  if (plan.unlisted) return plan;
  const mayBeNew = !plan.slots.some(({ where, type }) => where === "library" && type === ONLY);
  if (mayBeNew && dice.chance(0.05)) return withLibraryMoved(dice, plan);
  const libraryIgnores = dice.chance(0.15)
    ? dice.pick([[], ["status"], ["conversionWindowInMinutes"], ["status", "countType"]])
    : plan.libraryIgnores;
  return { ...plan, libraryIgnores };
}

/** Another account: all its goals are new ones under new names, and the old ones are paused. */
function withLibraryMoved(dice: Dice, plan: Plan): Plan {
  const libraryAccount = dice.pick(ACCOUNTS.filter((id) => id !== (plan.libraryAccount ?? plan.account)));
  const slots = plan.slots.map((slot) => {
    if (slot.where === "single") return slot;
    return { ...asNew(slot), name: `${slot.name}@` };
  });
  const { libraryAccount: _, ...others } = plan;
  const moved = libraryAccount === plan.account ? {} : { libraryAccount };
  // What left the library is in the account where it was.
  const gone = plan.gone.filter(({ where }) => where === "single");
  return { ...others, ...moved, slots, gone, libraryIgnores: [] };
}
