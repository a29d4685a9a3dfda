import type { Emulator } from "../../provider/emulator";
import type { Values } from "../support/e2eWire";
import { asNew } from "./changedSlot";
import type { Plan, Slot } from "./plan";
import { isThere } from "./truth";

/** How this service keeps names. */
export interface NameRules {
  /** Whether a name that is taken is refused. */
  readonly protects: boolean;
  /** Whether a name that a deleted goal or tag had is refused as well. */
  readonly blocksDeleted: boolean;
}

/** The names in a program that nothing can have again, because people deleted the goal or tag that had them. */
export function lostNames(plan: Plan, emulator: Emulator, rules: NameRules): readonly string[] {
  const goals = plan.slots.map(({ name }) => name).filter((name) => isLostGoal(name, emulator, rules));
  const tags = Object.values(plan.tags).map(({ name }) => String(name));
  return [...goals, ...tags.filter((name) => isLostTag(name, emulator, rules))];
}

/** The program of people who have read of it: other names for what cannot come back, and new goals for what was deleted. */
export function withoutLostNames(
  plan: Plan,
  emulator: Emulator,
  rules: NameRules,
  known: ReadonlyMap<string, string | undefined>,
): Plan {
  const tags = Object.entries(plan.tags).map(([key, inputs]): [string, Values] => {
    const name = String(inputs.name);
    return [key, isLostTag(name, emulator, rules) ? { ...inputs, name: `${name}†` } : inputs];
  });
  const slots = plan.slots.map((slot): Slot => {
    if (isLostGoal(slot.name, emulator, rules)) return { ...asNew(slot), name: `${slot.name}†` };
    const ids = [known.get(slot.key), typeof slot.adopt === "string" ? slot.adopt : undefined];
    if (!ids.some((id) => isDeleted(id, emulator))) return slot;
    // A run that died may have made it anew, with the old inputs of what is ignored: then it is not as the program says.
    const ofAll = slot.where === "library" ? plan.libraryIgnores : [];
    const mayDiffer = ofAll.length > 0 || slot.ignored !== undefined;
    return { ...asNew(slot), ...(mayDiffer ? { adopt: true } : {}) };
  });
  return { ...plan, tags: Object.fromEntries(tags), slots };
}

function isDeleted(id: string | undefined, { store }: Emulator): boolean {
  const goal = id === undefined ? undefined : store.goal(id);
  return goal !== undefined && !isThere(goal);
}

function isLostGoal(name: string, { store }: Emulator, { protects, blocksDeleted }: NameRules): boolean {
  return store.nameUsers("goal", CUSTOMER, name).some(({ id }) => {
    const goal = store.goal(id);
    if (goal === undefined || isThere(goal)) return false;
    if (goal.deleted) return blocksDeleted;
    // Shown as Deleted, it keeps its name as others do; a name that it gave up cannot be used again.
    return goal.fields.Name !== name || protects;
  });
}

function isLostTag(name: string, { store }: Emulator, { blocksDeleted }: NameRules): boolean {
  const users = store.nameUsers("tag", CUSTOMER, name);
  return blocksDeleted && users.some(({ id }) => store.tag(id)?.deleted === true);
}

const CUSTOMER = "111";
