import type { Emulator, GoalEdit, StoredGoal } from "../../provider/emulator";
import type { Entry } from "../support/e2eStack";
import type { Dice } from "./dice";
import { fieldsOf, type Plan } from "./plan";
import { idIn, isThere } from "./truth";

/** A program as people see it who change its goals by hand. */
interface Known {
  readonly plan: Plan;
  readonly before: Plan | undefined;
  readonly stack: { readonly state: ReadonlyMap<string, Entry> };
}

/** A change that a person makes in the web UI. */
export type UiChange =
  | { readonly what: "edit"; readonly goal: StoredGoal; readonly edit: GoalEdit }
  /** Shown as Deleted, where the service shows deleted goals. */
  | { readonly what: "delete goal"; readonly goal: StoredGoal; readonly edit: GoalEdit }
  | { readonly what: "delete tag"; readonly tag: string };

/** What people know of when they change something. */
export interface Scene {
  readonly emulator: Emulator;
  readonly programs: readonly Known[];
  /** Some run is under way. */
  readonly isRunning: boolean;
}

/** A change of a goal that a program has known since its last version, or of one that none knows; undefined: there is none. */
export function anyEdit(dice: Dice, { emulator, programs, isRunning }: Scene): UiChange | undefined {
  const goal = anyGoal(dice, emulator, programs);
  if (goal === undefined) return undefined;
  const mayRename = programs.some((program) => staysAsItIs(program, goal.id));
  const isIgnored = programs.some((program) => ignoresExpressions(program, goal.id));
  const isWritten = !mayRename || isIgnored;
  const limits = {
    mayRename,
    // An event goal needs a pair: without the one that is ignored, those that the program takes away must stay.
    mayUnpair: !isIgnored,
    mayCost: !programs.some((program) => losesRevenue(program, goal.id)),
    // Expressions are written whole, with the live value of those that are not the program's: who edits these in the same seconds may lose.
    mayExpress: !isRunning || !isWritten,
  };
  return { what: "edit", goal, edit: dice.pick(editsOf(dice, goal, limits)) };
}

/** A tag with its goals, or one goal. */
export function anyDeletion(dice: Dice, { emulator, programs, isRunning }: Scene): UiChange | undefined {
  const tags = programs.flatMap(({ plan, stack }) =>
    Object.keys(plan.tags).flatMap((key) => stack.state.get(key)?.id ?? []),
  );
  const there = tags.filter((id) => emulator.store.tag(id)?.deleted === false);
  if (there.length > 0 && dice.chance(0.5)) return { what: "delete tag", tag: dice.pick(there) };
  const goal = anyGoal(dice, emulator, programs);
  if (goal === undefined) return undefined;
  // The emulator lets an update under way change what is shown as Deleted, and counts it as an in-store goal.
  const mayShow = !isRunning && goal.kind !== "InStoreTransaction";
  const edit = mayShow && dice.chance(0.4) ? { Status: "Deleted" } : { deleted: true };
  return { what: "delete goal", goal, edit };
}

function anyGoal(dice: Dice, { store }: Emulator, programs: readonly Known[]): StoredGoal | undefined {
  const known = new Set(
    programs.flatMap(({ before, stack }) => (before?.slots ?? []).map((slot) => idIn(stack.state, slot))),
  );
  const goals = store.goals
    .filter(isThere)
    .filter(({ id, fields }) => known.has(id) || fields.Name?.startsWith("Outsider"));
  return goals.length === 0 ? undefined : dice.pick(goals);
}

/** A goal that the program knows by its id: one that moves or leaves is looked for under its name. */
function staysAsItIs({ plan, before, stack }: Known, id: string): boolean {
  const past = before?.slots.find((slot) => idIn(stack.state, slot) === id);
  return plan.slots.some(
    ({ key, where, isNewGoal }) => key === past?.key && where === past.where && !isNewGoal,
  );
}

/** Revenue has just left the program: it goes to its default, and what people set after that stays. */
function losesRevenue({ plan, before, stack }: Known, id: string): boolean {
  const past = before?.slots.find((slot) => idIn(stack.state, slot) === id);
  const now = plan.slots.find(({ key }) => key === past?.key);
  if (past === undefined || now === undefined) return false;
  return "revenue" in fieldsOf(past) && !("revenue" in fieldsOf(now));
}

function ignoresExpressions({ plan, before, stack }: Known, id: string): boolean {
  const past = before?.slots.find((slot) => idIn(stack.state, slot) === id);
  const ignored = plan.slots.find(({ key }) => key === past?.key)?.ignored ?? [];
  return ignored.some((name) => name.endsWith("Expression"));
}

interface Limits {
  readonly mayRename: boolean;
  readonly mayUnpair: boolean;
  readonly mayCost: boolean;
  readonly mayExpress: boolean;
}

function editsOf(
  dice: Dice,
  { kind, fields }: StoredGoal,
  { mayRename, mayUnpair, mayCost, mayExpress }: Limits,
): readonly GoalEdit[] {
  const isEvent = kind === "Event" && mayExpress;
  // A goal without any pair is no event goal.
  const hasPairs = mayUnpair && fields.LabelExpression !== undefined && fields.ActionExpression !== undefined;
  const worth = { Revenue: { Type: "FixedValue", Value: "7.00", CurrencyCode: "EUR" } };
  return [
    { Status: fields.Status === "Active" ? "Paused" : "Active" },
    { ConversionWindowInMinutes: dice.whole(1, 129_600) },
    { IsEnhancedConversionsEnabled: dice.chance(0.5) },
    { ExcludeFromBidding: dice.chance(0.5) },
    ...(kind === "Url" && mayExpress ? [{ UrlExpression: `/edited/${dice.whole(1, 99)}` }] : []),
    ...(kind === "Duration" ? [{ MinimumDurationInSeconds: dice.whole(1, 999) }] : []),
    ...(isEvent ? [{ LabelExpression: "edited", LabelOperator: "Equals" }] : []),
    ...(isEvent && hasPairs ? [{ ActionExpression: null, ActionOperator: null }] : []),
    ...(kind.startsWith("App") ? [] : [{ CountType: "Unique" }, ...(mayCost ? [worth] : [])]),
    ...(mayRename ? [{ Name: `${fields.Name} (edited)` }] : []),
  ];
}
