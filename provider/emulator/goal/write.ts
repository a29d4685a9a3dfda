import { eachItem, type OperationResult, type OrderedRefusals, type Outcome } from "../core/batch";
import { type Caller, refuseCall, type World } from "../core/world";
import { problemOf, type RuleId } from "../rules";
import { asList, type Fields, type Value } from "../schema/values";
import type { Account, StoredGoal } from "../store/types";
import { type GoalCase, type SentGoal, sentGoal } from "./case";
import { goalProblems } from "./checks";
import { factsOf } from "./kinds";
import { changedGoal, newGoal } from "./merge";
import { goalVisible } from "./view";

/** AddConversionGoals. */
export function addGoals(
  world: World,
  caller: Caller,
  request: Fields,
  ordered: OrderedRefusals,
): OperationResult {
  const items = goalItems(world, request);
  const goals = items.map(sentGoal);
  const names = namesOf(goals);
  const { answers, errors } = eachItem(items, ordered, (_item, index) => {
    const goal = goals[index];
    return goal === undefined
      ? refused("goal.null")
      : addGoal(world, caller, goal, otherNames(world, names, index));
  });
  return { answer: { ConversionGoalIds: answers }, errors };
}

/** UpdateConversionGoals. */
export function updateGoals(
  world: World,
  caller: Caller,
  request: Fields,
  ordered: OrderedRefusals,
): OperationResult {
  const items = goalItems(world, request);
  const goals = items.map(sentGoal);
  const names = namesOf(goals);
  const ids = goals.map((goal) => goal?.fields.Id);
  const { errors } = eachItem(items, ordered, (_item, index) => {
    const goal = goals[index];
    if (goal === undefined) return refused("goal.null");
    const seenBefore = ids.indexOf(goal.fields.Id) < index;
    return updateGoal(world, caller, goal, otherNames(world, names, index), seenBefore);
  });
  return { answer: {}, errors };
}

function goalItems(world: World, request: Fields): readonly Value[] {
  const items = asList(request.ConversionGoals);
  refuseCall(world, "api", "goal.list-missing", items.length === 0);
  refuseCall(world, "api", "goal.list-too-long", items.length > world.store.settings.limits.itemsPerCall);
  return items;
}

/** The names that the item's own must differ from: those before it in the call, or all others. */
function otherNames(world: World, names: readonly MaybeName[], index: number): readonly string[] {
  const others = world.holds("goal.name-twice-later") ? names.slice(0, index) : names.toSpliced(index, 1);
  return others.filter((name) => name !== undefined);
}

type MaybeName = string | undefined;

const namesOf = (goals: readonly (SentGoal | undefined)[]): readonly MaybeName[] =>
  goals.map((goal) => goal?.fields.Name);

const refused = (rule: RuleId): Outcome => ({ problems: [problemOf(rule)] });

function addGoal(world: World, caller: Caller, goal: SentGoal, others: readonly string[]): Outcome {
  const account = accountOf(caller);
  const next = newGoal(world, caller, account, goal);
  const added = {
    world,
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
  const id = world.store.nextGoalId();
  const owner = { customerId: account.customerId, accountId: account.id };
  put(added, { id, ...owner, kind: goal.kind, fields: next, deleted: false, conversions: 0 });
  return { answer: id };
}

function updateGoal(
  world: World,
  caller: Caller,
  goal: SentGoal,
  others: readonly string[],
  seenBefore: boolean,
): Outcome {
  if (goal.fields.Id === undefined) return refused("update.id-missing");
  if (seenBefore && world.holds("update.id-twice")) return refused("update.id-twice");
  const stored = world.store.goal(goal.fields.Id);
  if (stored === undefined || !goalVisible(world, caller, stored)) return refused("update.id-unknown");
  if (stored.otherType !== undefined) return refused("update.type-fixed");
  const account = world.store.account(stored.accountId) ?? accountOf(caller);
  const next = changedGoal(world, caller, account, stored, goal);
  const changed = {
    world,
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

/** Calls on goals are authorised for an account; without one there is a mistake in the emulator. */
function accountOf(caller: Caller): Account {
  if (caller.account === undefined) throw new Error("a call on goals has no account");
  return caller.account;
}

function put({ world, account, kind }: GoalCase, goal: StoredGoal): void {
  world.store.putGoal(goal);
  const tags = factsOf(kind).onTag || kind === "OfflineConversion";
  if (!tags || !world.holds("goal.auto-tagging")) return;
  for (const each of world.store.accounts) {
    const meant =
      each.id === account.id || (each.customerId === account.customerId && goal.fields.Scope === "Customer");
    if (meant && !each.autoTagging) world.store.putAccount({ ...each, autoTagging: true });
  }
}
