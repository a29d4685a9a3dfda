import type { Emulator, GoalEdit, StoredGoal } from "../../provider/emulator";
import type { Entry } from "../support/e2eStack";
import type { Values } from "../support/e2eWire";
import type { Dice } from "./dice";
import { partsLeft } from "./leaving";
import { fieldsOf, ignoredOf, type Plan } from "./plan";
import { idIn, isThere, wireName } from "./truth";

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
    mayCost: !programs.some(
      (program) => losesRevenue(program, goal.id) || (isRunning && leavesMembers(program, goal.id)),
    ),
    // Expressions are written whole, with the live value of those that are not the program's: who edits these in the same seconds may lose.
    mayExpress: !isRunning || !isWritten,
  };
  const edits = editsOf(dice, goal, limits);
  // What programs leave to people they change most of all.
  const theirs = programs.flatMap((program) => ignoredBy(program, goal.id));
  const touching = edits.filter((edit) => Object.keys(edit).some((name) => theirs.includes(name)));
  return { what: "edit", goal, edit: dice.pick(touching.length > 0 && dice.chance(0.7) ? touching : edits) };
}

/** The fields of a goal, by Microsoft's names, that a program leaves to others, or a part of them. */
function ignoredBy({ plan, before, stack }: Known, id: string): readonly string[] {
  const past = before?.slots.find((slot) => idIn(stack.state, slot) === id);
  const now = plan.slots.find(({ key }) => key === past?.key);
  const paths = now === undefined ? [] : ignoredOf(now, plan, past);
  return paths.map((path) => wireName(path.replace(/\..*/, "")));
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

/** Revenue, or a member of it, has just left the program: it goes to its default, and what people set after that stays. */
function losesRevenue({ plan, before, stack }: Known, id: string): boolean {
  const past = before?.slots.find((slot) => idIn(stack.state, slot) === id);
  const now = plan.slots.find(({ key }) => key === past?.key);
  if (past === undefined || now === undefined) return false;
  const [was, is] = [fieldsOf(past).revenue, fieldsOf(now).revenue];
  return was !== undefined && (is === undefined || partsLeft(was, is).length > 0);
}

/** Revenue is written whole, with the live value of the members that are not the program's: who edits these in the same seconds may lose. */
function leavesMembers({ plan, before, stack }: Known, id: string): boolean {
  const past = before?.slots.find((slot) => idIn(stack.state, slot) === id);
  const now = plan.slots.find(({ key }) => key === past?.key);
  const revenue = now === undefined ? undefined : (fieldsOf(now).revenue as Values | undefined);
  if (revenue === undefined || revenue.type === "NoValue") return false;
  const isPart = !("value" in revenue && "currencyCode" in revenue);
  return isPart || now?.ignored?.some((path) => path.startsWith("revenue.")) === true;
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
