import { type Declared, goal, library, output, type Program, tag } from "../support/e2eStack";
import type { Values } from "../support/e2eWire";
import { anyFields, FREE, inputsOf, TAGGED } from "./anyFields";
import type { Dice } from "./dice";

/** One goal that a program wants, through all its versions. */
export interface Slot {
  /** Its resource, or its place in the library. */
  readonly key: string;
  readonly where: "single" | "library";
  readonly name: string;
  readonly type: string;
  readonly groups: ReturnType<typeof anyFields>;
  readonly scope?: string;
  readonly renamedFrom?: string;
  readonly adopt?: true;
  readonly onDelete?: "retain";
  /** The next goal of this slot is another one: what was there before is paused. */
  readonly isNewGoal: boolean;
}

/** What a program wants in one version. */
export interface Plan {
  readonly tags: Readonly<Record<string, Values>>;
  readonly slots: readonly Slot[];
  /** Left the program, and may come back. */
  readonly gone: readonly Slot[];
  readonly unlisted: boolean;
  readonly hasLibrary: boolean;
  readonly next: number;
}

/** What a random program may do. */
export interface PlanRules {
  readonly stack: string;
  /** The in-store goal, of which a customer has one. */
  readonly mayHaveShop: boolean;
  readonly unlisted: boolean;
  /** So many offline goals more, in the library. */
  readonly many: number;
}

const TAGS = ["site", "blog"];

export function firstPlan(dice: Dice, rules: PlanRules): Plan {
  const tags = Object.fromEntries(
    TAGS.slice(0, dice.whole(1, 2)).map((key) => [key, tagInputs(dice, `${rules.stack} ${key}`)]),
  );
  let plan: Plan = {
    tags,
    slots: [],
    gone: [],
    unlisted: rules.unlisted,
    hasLibrary: rules.unlisted || dice.chance(0.5),
    next: 1,
  };
  for (let left = dice.whole(1, 5); left > 0; left -= 1) plan = added(dice, plan, rules);
  if (rules.many === 0) return plan;
  const many = Array.from({ length: rules.many }, (_, index): Slot => {
    const groups = [{ goalCategory: "Purchase", conversionWindowInMinutes: 60 }];
    const name = `${rules.stack} Many ${index}`;
    return {
      key: `many${index}`,
      where: "library",
      name,
      type: "OfflineConversion",
      groups,
      isNewGoal: true,
    };
  });
  return { ...plan, hasLibrary: true, slots: [...plan.slots, ...many] };
}

function tagInputs(dice: Dice, name: string): Values {
  return { name, ...dice.maybe(0.5, () => ({ description: `about ${dice.whole(1, 9)}` })) };
}

function added(dice: Dice, plan: Plan, rules: PlanRules): Plan {
  const shop =
    plan.slots.some(({ type }) => type === "InStoreTransaction") ||
    plan.gone.some(({ type }) => type === "InStoreTransaction");
  const types = [...TAGGED, ...FREE, ...(rules.mayHaveShop && !shop ? ["InStoreTransaction"] : [])];
  const type = dice.pick(types);
  const isTagged = TAGGED.some((each) => each === type);
  const where = plan.unlisted ? "library" : plan.hasLibrary && dice.chance(0.5) ? "library" : "single";
  const slot: Slot = {
    key: `g${plan.next}`,
    where,
    name: `${rules.stack} Goal ${plan.next}`,
    type,
    groups: anyFields(dice, type, tagOf(dice, plan)),
    ...(isTagged && dice.chance(0.2) ? { scope: "Account" } : {}),
    ...(dice.chance(0.1) ? { onDelete: "retain" as const } : {}),
    isNewGoal: true,
  };
  return { ...plan, slots: [...plan.slots, slot], next: plan.next + 1 };
}

const tagOf = (dice: Dice, plan: Plan) => output(dice.pick(Object.keys(plan.tags)), "id");

/** The next version: every slot as it was, or changed in one of the ways in which programs change. */
export function nextPlan(dice: Dice, before: Plan, rules: PlanRules): Plan {
  const isCalm = ({ isNewGoal: _, renamedFrom: __, ...slot }: Slot): Slot => ({ ...slot, isNewGoal: false });
  let plan: Plan = { ...before, slots: [], gone: before.gone };
  for (const slot of before.slots.map(isCalm)) {
    const changed = dice.chance(0.65) ? changedSlot(dice, slot, before) : slot;
    plan =
      changed === undefined
        ? { ...plan, gone: [...plan.gone, slot] }
        : { ...plan, slots: [...plan.slots, changed] };
  }
  const [back, ...stay] = plan.gone;
  if (back !== undefined && dice.chance(0.4))
    plan = { ...plan, gone: stay, slots: [...plan.slots, { ...back, isNewGoal: false, adopt: true }] };
  if (dice.chance(0.4)) plan = added(dice, plan, rules);
  const tags = Object.entries(plan.tags).map(([key, inputs]) => [
    key,
    dice.chance(0.3)
      ? tagInputs(dice, dice.chance(0.3) ? `${String(inputs.name)}+` : String(inputs.name))
      : inputs,
  ]);
  return { ...plan, tags: Object.fromEntries(tags) };
}

function changedSlot(dice: Dice, slot: Slot, plan: Plan): Slot | undefined {
  const tagId = tagOf(dice, plan);
  const isTagged = TAGGED.some((each) => each === slot.type);
  const isMany = slot.key.startsWith("many");
  const way = dice.pick(["edit", "edit", "edit", "rename", "type", "scope", "leave", "move"]);
  if (isMany && way !== "leave")
    return { ...slot, groups: [{ goalCategory: "Purchase", conversionWindowInMinutes: dice.whole(60, 62) }] };
  if (way === "leave") return undefined;
  if (way === "rename") {
    const name = `${slot.name}'`;
    return slot.where === "single" ? { ...slot, name } : { ...slot, name, renamedFrom: slot.name };
  }
  if (way === "type" && isTagged) {
    const type = dice.pick(TAGGED);
    return { ...slot, type, groups: anyFields(dice, type, tagId) };
  }
  if (way === "scope" && isTagged && slot.where === "single")
    return {
      ...slot,
      scope: slot.scope === "Account" ? "Customer" : "Account",
      name: `${slot.name}^`,
      isNewGoal: true,
    };
  if (way === "move" && plan.hasLibrary && !plan.unlisted && slot.onDelete === undefined)
    return { ...slot, where: slot.where === "single" ? "library" : "single", adopt: true };
  return { ...slot, groups: anyFields(dice, slot.type, tagId, slot.groups) };
}

/** The inputs of a slot's goal, but for its name. */
export function fieldsOf({ type, groups, scope }: Slot): Values {
  return { type, ...inputsOf(groups), ...(scope === undefined ? {} : { scope }) };
}

/** The program of a plan. Tags first, then single goals, then the library, so that what leaves the library has its new home by then. */
export function programOf(plan: Plan): Program {
  const managed = ({ adopt, onDelete }: Slot) => ({
    ...(adopt === undefined ? {} : { adopt }),
    ...(onDelete === undefined ? {} : { onDelete }),
  });
  const tags = Object.entries(plan.tags).map(([key, inputs]): [string, Declared] => [key, tag(inputs)]);
  const singles = plan.slots
    .filter(({ where }) => where === "single")
    .map((slot): [string, Declared] => [
      slot.key,
      goal({ ...fieldsOf(slot), name: slot.name, ...managed(slot) }),
    ]);
  const listed = plan.slots.filter(({ where }) => where === "library");
  const goals = listed.map((slot) => {
    const from = slot.renamedFrom === undefined ? {} : { renamedFrom: slot.renamedFrom };
    return [slot.name, { ...fieldsOf(slot), ...managed(slot), ...from }];
  });
  const more = plan.unlisted ? { unlisted: "pause", pauseAtMost: 500 } : {};
  const shelf: [string, Declared][] = plan.hasLibrary
    ? [["shelf", library({ goals: Object.fromEntries(goals), ...more })]]
    : [];
  return Object.fromEntries([...tags, ...singles, ...shelf]);
}
