import type { Values } from "../support/e2eWire";
import { anyFields, type Groups, inVersion, REVENUE_AT, TAGGED } from "./anyFields";
import type { Dice } from "./dice";
import { ACCOUNTS, anyTag, fieldsOf, type Plan, type PlanRules, type Slot } from "./plan";

const WAYS = [
  ...(["member", "member", "member"] as const),
  ...(["edit", "edit", "edit", "rename", "type", "type", "scope", "account"] as const),
  ...(["leave", "leave", "move", "move", "ignore", "ignore", "keep"] as const),
];

/** A slot in the next version, changed in one of the ways in which programs change; undefined: it leaves. */
export function changedSlot(dice: Dice, slot: Slot, plan: Plan, rules: PlanRules): Slot | undefined {
  const way = dice.pick(WAYS);
  if (way === "leave") return undefined;
  if (slot.key.startsWith("many")) return manyChanged(dice, slot, rules);
  const isTagged = TAGGED.some((each) => each === slot.type);
  const isSingle = slot.where === "single";
  switch (way) {
    case "rename":
      return renamed(slot);
    case "type":
      return isTagged ? retyped(dice, slot, plan, rules) : edited(dice, slot, plan, rules);
    case "scope":
      return isTagged && isSingle ? rescoped(slot) : edited(dice, slot, plan, rules);
    case "account":
      return isSingle && slot.type !== ONLY ? elsewhere(dice, slot, plan) : edited(dice, slot, plan, rules);
    case "move":
      return mayMove(slot, plan) ? moved(slot) : edited(dice, slot, plan, rules);
    case "ignore":
      return edited(dice, ignoring(dice, slot), plan, rules);
    case "keep":
      return kept(slot);
    case "member":
      return withOtherMembers(dice, slot) ?? edited(dice, slot, plan, rules);
    case "edit":
      return edited(dice, slot, plan, rules);
  }
}

function manyChanged(dice: Dice, slot: Slot, { version }: PlanRules): Slot {
  const group = { goalCategory: "Purchase", conversionWindowInMinutes: dice.whole(60, 62) };
  return { ...slot, groups: [inVersion(group, version)] };
}

function edited(dice: Dice, slot: Slot, plan: Plan, { version }: PlanRules): Slot {
  const wanted = { type: slot.type, tagId: anyTag(dice, plan), version };
  const groups = anyFields(dice, wanted, slot.groups);
  return { ...slot, groups: slot.ignored?.some(isMember) ? withHeldRevenue(groups, slot) : groups };
}

const isMember = (path: string) => path.startsWith("revenue.");

/** A member of revenue leaves; where none can, revenue gets such members. Undefined: this goal takes no such revenue. */
function withOtherMembers(dice: Dice, slot: Slot): Slot | undefined {
  const isAccounts = slot.type === "OfflineConversion" || (slot.scope === "Account" && slot.type === "Url");
  const isOthers = slot.ignored?.some((path) => path.startsWith("revenue")) === true;
  if (isOthers || !(isAccounts || slot.type === "Event" || slot.type === "Url")) return undefined;
  const now = fieldsOf(slot).revenue as Values | undefined;
  const mayLeave = [
    ...(isAccounts && now?.currencyCode !== undefined ? ["currencyCode"] : []),
    ...(now?.type === "VariableValue" && now.value !== undefined ? ["value"] : []),
  ];
  const leaving = mayLeave.length === 0 ? undefined : dice.pick(mayLeave);
  const kept = Object.entries(now ?? {}).filter(([name]) => name !== leaving);
  const revenue =
    leaving === undefined
      ? { type: "VariableValue", value: dice.whole(1, 99), currencyCode: "USD" }
      : Object.fromEntries(kept);
  return {
    ...slot,
    groups: slot.groups.map((group, index) => (index === REVENUE_AT ? { revenue } : group)),
  };
}

/** Pulumi refuses a path that leads to nothing: a revenue of which members are ignored keeps its type and its members. */
function withHeldRevenue(groups: Groups, { groups: before }: Slot): Groups {
  const revenueIn = (group: Values | undefined) => group?.revenue as Values | undefined;
  const fresh = groups.map(revenueIn).find((each) => each !== undefined) ?? {};
  return groups.map((group, index) => {
    const old = revenueIn(before[index]);
    if (old === undefined) return group;
    const members = Object.keys(old).filter((name) => name !== "type" && name in fresh);
    return { revenue: { ...old, ...Object.fromEntries(members.map((name) => [name, fresh[name]])) } };
  });
}

/** Pulumi refuses a path that names what the library did not have before. */
function renamed({ ignored, ...slot }: Slot): Slot {
  const name = `${slot.name}'`;
  if (slot.where === "library") return { ...slot, name, renamedFrom: slot.name };
  return { ...slot, name, ...(ignored === undefined ? {} : { ignored }) };
}

/** What is ignored stays in the inputs as it was, and must be valid for the new type. */
function retyped(dice: Dice, { ignored = [], ...slot }: Slot, plan: Plan, { version }: PlanRules): Slot {
  const type = dice.pick(TAGGED);
  const common = ["status", "conversionWindowInMinutes", "countType"];
  return {
    ...slot,
    type,
    groups: anyFields(dice, { type, tagId: anyTag(dice, plan), version }),
    ignored: ignored.filter((name) => common.includes(name)),
  };
}

function rescoped(slot: Slot): Slot {
  const scope = slot.scope === "Account" ? "Customer" : "Account";
  return { ...asNew(slot), scope, name: `${slot.name}^` };
}

function elsewhere(dice: Dice, slot: Slot, plan: Plan): Slot {
  const here = slot.accountId ?? plan.account;
  return {
    ...asNew(slot),
    accountId: dice.pick(ACCOUNTS.filter((id) => id !== here)),
    name: `${slot.name}@`,
  };
}

/** A customer has one such goal: it cannot be replaced. */
export const ONLY = "InStoreTransaction";

/** Another goal, that nothing is known of yet. */
export function asNew({ renamedFrom: _, adopt: __, ignored: ___, ...slot }: Slot): Slot {
  return { ...slot, isNewGoal: true };
}

/** Between a resource of its own and the library, both in one account. */
function mayMove(slot: Slot, plan: Plan): boolean {
  const isFree = plan.hasLibrary && !plan.unlisted && plan.libraryAccount === undefined;
  return isFree && slot.onDelete === undefined && (slot.accountId ?? plan.account) === plan.account;
}

function moved({ ignored: _, accountId: __, ...slot }: Slot): Slot {
  return { ...slot, where: slot.where === "single" ? "library" : "single", adopt: true };
}

function kept({ onDelete, ...slot }: Slot): Slot {
  return onDelete === undefined ? { ...slot, onDelete: "retain" } : slot;
}

const NEVER = ["type", "tagId", "scope", "name"];

/** Ignores some fields from now on, or none any more. A pair of an event goal is ignored whole. */
function ignoring(dice: Dice, { ignored, ...slot }: Slot): Slot {
  if (ignored !== undefined && dice.chance(0.5)) return slot;
  const own = Object.keys(fieldsOf(slot)).filter((name) => !NEVER.includes(name));
  const more = slot.type.startsWith("App") ? ["status"] : ["status", "countType"];
  const inside = Object.keys((fieldsOf(slot).revenue ?? {}) as Values).filter((name) => name !== "type");
  const members = inside.map((name) => `revenue.${name}`);
  const fields = [...own, ...more, "conversionWindowInMinutes"];
  const picked = dice.pick(members.length > 0 && dice.chance(0.5) ? members : fields);
  const another = dice.chance(0.3) ? [dice.pick([picked, ...own])] : [];
  const names = [...new Set([picked, ...another].flatMap(wholePair))];
  // What is ignored whole says more than its members do.
  const said = names.includes("revenue") ? names.filter((name) => !isMember(name)) : names;
  return { ...slot, ignored: said, byTransform: dice.chance(0.5) };
}

function wholePair(name: string): readonly string[] {
  const pair = /^(action|category|label)(Expression|Operator)$/.exec(name)?.[1];
  if (pair !== undefined) return [`${pair}Expression`, `${pair}Operator`];
  return name === "value" || name === "valueOperator" ? ["value", "valueOperator"] : [name];
}
