import type { Emulator, GoalEdit, StoredGoal } from "../../provider/emulator";
import type { Entry } from "../support/e2eStack";
import type { Dice } from "./dice";
import { fieldsOf, type Plan } from "./plan";
import { idIn } from "./truth";

/** A program as people see it who change its goals by hand. */
interface Known {
  readonly plan: Plan;
  readonly before: Plan | undefined;
  readonly stack: { readonly state: ReadonlyMap<string, Entry> };
}

/** A change that a person makes in the web UI: of a goal that a program has known since its last version, or of one that none knows. */
export function anyEdit(
  dice: Dice,
  { store }: Emulator,
  programs: readonly Known[],
): { readonly goal: StoredGoal; readonly edit: GoalEdit } {
  const known = new Set(
    programs.flatMap(({ before, stack }) => (before?.slots ?? []).map((slot) => idIn(stack.state, slot))),
  );
  const goal = dice.pick(
    store.goals.filter(({ id, fields }) => known.has(id) || fields.Name?.startsWith("Outsider")),
  );
  const mayRename = programs.some((program) => staysAsItIs(program, goal.id));
  const mayCost = !programs.some((program) => losesRevenue(program, goal.id));
  return { goal, edit: dice.pick(editsOf(dice, goal, mayRename, mayCost)) };
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

function editsOf(
  dice: Dice,
  { kind, fields }: StoredGoal,
  mayRename: boolean,
  mayCost: boolean,
): readonly GoalEdit[] {
  const isEvent = kind === "Event";
  // A goal without any pair is no event goal.
  const hasPairs = fields.LabelExpression !== undefined && fields.ActionExpression !== undefined;
  const worth = { Revenue: { Type: "FixedValue", Value: "7.00", CurrencyCode: "EUR" } };
  return [
    { Status: fields.Status === "Active" ? "Paused" : "Active" },
    { ConversionWindowInMinutes: dice.whole(1, 129_600) },
    { IsEnhancedConversionsEnabled: dice.chance(0.5) },
    { ExcludeFromBidding: dice.chance(0.5) },
    ...(kind === "Url" ? [{ UrlExpression: `/edited/${dice.whole(1, 99)}` }] : []),
    ...(kind === "Duration" ? [{ MinimumDurationInSeconds: dice.whole(1, 999) }] : []),
    ...(isEvent ? [{ LabelExpression: "edited", LabelOperator: "Equals" }] : []),
    ...(isEvent && hasPairs ? [{ ActionExpression: null, ActionOperator: null }] : []),
    ...(kind.startsWith("App") ? [] : [{ CountType: "Unique" }, ...(mayCost ? [worth] : [])]),
    ...(mayRename ? [{ Name: `${fields.Name} (edited)` }] : []),
  ];
}
