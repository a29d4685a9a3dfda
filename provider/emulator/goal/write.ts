import { eachItem, type OperationResult, type OrderedRefusals, type Outcome } from "../operations/batch";
import { type Caller, type Context, callersAccount, refuseCall } from "../operations/context";
import { problemOf, type RuleId } from "../rules";
import { asList, type Fields, type Value } from "../schema/values";
import type { StoredGoal } from "../store/types";
import { turnOnAutoTagging } from "./autoTagging";
import { type GoalCase, type SentGoal, sentGoal } from "./case";
import { goalProblems } from "./checks";
import { changedGoal, newGoal } from "./merge";
import { goalVisible } from "./view";

/** AddConversionGoals. */
export function addGoals(
  context: Context,
  caller: Caller,
  request: Fields,
  ordered: OrderedRefusals,
): OperationResult {
  const items = goalItems(context, request);
  const goals = items.map(sentGoal);
  const names = namesOf(goals);
  const { answers, errors } = eachItem(items, ordered, (_item, index) => {
    const goal = goals[index];
    return goal === undefined
      ? refused("goal.null")
      : addGoal(context, caller, goal, otherNames(context, names, index));
  });
  return { answer: { ConversionGoalIds: answers }, errors };
}

/** UpdateConversionGoals. */
export function updateGoals(
  context: Context,
  caller: Caller,
  request: Fields,
  ordered: OrderedRefusals,
): OperationResult {
  const items = goalItems(context, request);
  const goals = items.map(sentGoal);
  const names = namesOf(goals);
  const ids = goals.map((goal) => goal?.fields.Id);
  const { errors } = eachItem(items, ordered, (_item, index) => {
    const goal = goals[index];
    if (goal === undefined) return refused("goal.null");
    const seenBefore = ids.indexOf(goal.fields.Id) < index;
    return updateGoal(context, caller, goal, otherNames(context, names, index), seenBefore);
  });
  return { answer: {}, errors };
}

function goalItems(context: Context, request: Fields): readonly Value[] {
  const items = asList(request.ConversionGoals);
  refuseCall(context, "api", "goal.list-missing", items.length === 0);
  refuseCall(context, "api", "goal.list-too-long", items.length > context.store.settings.limits.itemsPerCall);
  return items;
}

/** The names that the item's own must differ from: those before it in the call, or all others. */
function otherNames(context: Context, names: readonly MaybeName[], index: number): readonly string[] {
  const others = context.holds("goal.name-twice-later") ? names.slice(0, index) : names.toSpliced(index, 1);
  return others.filter((name) => name !== undefined);
}

type MaybeName = string | undefined;

const namesOf = (goals: readonly (SentGoal | undefined)[]): readonly MaybeName[] =>
  goals.map((goal) => goal?.fields.Name);

const refused = (rule: RuleId): Outcome => ({ problems: [problemOf(rule)] });

function addGoal(context: Context, caller: Caller, goal: SentGoal, others: readonly string[]): Outcome {
  const account = callersAccount(caller);
  const next = newGoal(context, caller, account, goal);
  const added = {
    context,
    caller,
    account,
    kind: goal.kind,
    sent: goal.fields,
    stored: undefined,
    next,
    otherNames: others,
  };
  const problems = goalProblems(added);
  if (problems.length > 0) return { problems };
  const id = context.store.nextId("goal");
  const owner = { customerId: account.customerId, accountId: account.id };
  put(added, { id, ...owner, kind: goal.kind, fields: next, deleted: false, conversions: 0 });
  return { answer: id };
}

function updateGoal(
  context: Context,
  caller: Caller,
  goal: SentGoal,
  others: readonly string[],
  seenBefore: boolean,
): Outcome {
  if (goal.fields.Id === undefined) return refused("update.id-missing");
  if (seenBefore && context.holds("update.id-twice")) return refused("update.id-twice");
  const stored = context.store.goal(goal.fields.Id);
  if (stored === undefined || !goalVisible(context, caller, stored)) return refused("update.id-unknown");
  if (stored.otherType !== undefined) return refused("update.type-fixed");
  const account = context.store.account(stored.accountId) ?? callersAccount(caller);
  const next = changedGoal(context, caller, account, stored, goal);
  const changed = {
    context,
    caller,
    account,
    kind: goal.kind,
    sent: goal.fields,
    stored,
    next,
    otherNames: others,
  };
  const problems = goalProblems(changed);
  if (problems.length > 0) return { problems };
  put(changed, { ...stored, kind: goal.kind, fields: next });
  return { answer: null };
}

function put({ context }: GoalCase, goal: StoredGoal): void {
  context.store.putGoal(goal);
  turnOnAutoTagging(context, goal);
}
