import { type Problem, problemOf, type RuleId } from "../rules";
import { tagUsable } from "../tag/visible";
import { type GoalCase, isNew, isNewOfKind } from "./case";
import type { Check, Checks } from "./check";
import { kindChecks } from "./kindChecks";
import { factsOf, isApp } from "./kinds";
import { lengthOf, nameConflict, sameName } from "./names";
import { revenueChecks } from "./revenueChecks";

const outside = (value: number | undefined, least: number, most: number): boolean =>
  value !== undefined && (value < least || value > most);

const nameChecks: Checks = {
  "goal.id-given": (goal) => isNew(goal) && goal.sent.Id !== undefined,
  "goal.name-missing": (goal) => goal.next.Name === undefined,
  "goal.name-invalid": ({ context, sent }) =>
    sent.Name !== undefined && (sent.Name.trim() === "" || lengthOf(context, sent.Name) > 100),
  "goal.name-twice": (goal) => namedBefore(goal),
  "goal.name-taken": (goal) => nameRuleBroken(goal) === "goal.name-taken",
  "goal.name-of-deleted": (goal) => nameRuleBroken(goal) === "goal.name-of-deleted",
  "goal.name-given-up": (goal) => nameRuleBroken(goal) === "goal.name-given-up",
};

function namedBefore({ context, sent, otherNames }: GoalCase): boolean {
  return sent.Name !== undefined && otherNames.some((name) => sameName(context, name, sent.Name ?? ""));
}

function nameRuleBroken(goal: GoalCase): RuleId | undefined {
  if (goal.sent.Name === undefined || namedBefore(goal)) return undefined;
  const rules = {
    taken: "goal.name-taken",
    deleted: "goal.name-of-deleted",
    renamed: "goal.name-given-up",
  } as const;
  return nameConflict(goal.context, rules, {
    of: "goal",
    customerId: goal.account.customerId,
    name: goal.sent.Name,
    self: goal.stored?.id,
  });
}

const commonChecks: Checks = {
  "goal.window": ({ sent }) => outside(sent.ConversionWindowInMinutes, 1, 129_600),
  "goal.view-through": ({ sent }) => outside(sent.ViewThroughConversionWindowInMinutes, 1, 43_200),
  "goal.view-through-type": ({ sent, kind }) =>
    sent.ViewThroughConversionWindowInMinutes !== undefined && !factsOf(kind).onTag,
  "goal.view-through-pilot": ({ sent, caller, kind }) =>
    sent.ViewThroughConversionWindowInMinutes !== undefined &&
    factsOf(kind).onTag &&
    !caller.customer.pilots.includes(616),
  "goal.scope-app": ({ kind, next }) => isApp(kind) && next.Scope !== "Customer",
  "goal.count-app": ({ kind, next }) => isApp(kind) && next.CountType !== "All",
  "goal.scope-in-store": ({ kind, next }) => kind === "InStoreTransaction" && next.Scope !== "Customer",
  "goal.status-new": ({ next }) => next.Status === "Deleted",
  "goal.type-stated": ({ kind, sent }) => sent.Type !== undefined && sent.Type.join() !== kind,
  "goal.tag-missing": (goal) =>
    isNewOfKind(goal) && factsOf(goal.kind).onTag && goal.next.TagId === undefined,
  "goal.tag-unknown": ({ context, caller, kind, sent }) =>
    sent.TagId !== undefined && factsOf(kind).onTag && !tagUsable(context, caller.customer.id, sent.TagId),
};

const categoryChecks: Checks = {
  "goal.category-missing": (goal) =>
    goal.caller.version === 13 && isNewOfKind(goal) && goal.next.GoalCategory === undefined,
  "update.category-still-missing": (goal) =>
    goal.caller.version === 13 &&
    !isNewOfKind(goal) &&
    goal.sent.GoalCategory === undefined &&
    factsOf(goal.kind).defaultCategory === undefined &&
    [undefined, "None"].includes(goal.next.GoalCategory),
  "goal.category-none": ({ sent }) => isReserved(sent.GoalCategory),
  "goal.category-for-type": ({ kind, sent }) =>
    sent.GoalCategory !== undefined &&
    !isReserved(sent.GoalCategory) &&
    !factsOf(kind).categories.includes(sent.GoalCategory),
  "goal.category-of-auto-goal": (goal) => meetsAutoGoal(goal),
};

const isReserved = (category: string | undefined): boolean => category === "None" || category === "Unknown";

function meetsAutoGoal({ context, account, sent, next, stored }: GoalCase): boolean {
  const touched = stored === undefined || sent.GoalCategory !== undefined || sent.TagId !== undefined;
  if (!touched || next.IsAutoGoal === true || next.TagId === undefined) return false;
  return context.store.goals.some(
    (other) =>
      !other.deleted &&
      other.id !== stored?.id &&
      other.customerId === account.customerId &&
      other.fields.IsAutoGoal === true &&
      other.fields.Status === "Active" &&
      other.fields.TagId === next.TagId &&
      other.fields.GoalCategory === next.GoalCategory,
  );
}

const limitChecks: Checks = {
  "goal.account-limit": (goal) =>
    isNew(goal) &&
    count(goal, "accountId", goal.account.id) >= goal.context.store.settings.limits.goalsPerAccount,
  "goal.customer-limit": (goal) =>
    isNew(goal) &&
    count(goal, "customerId", goal.account.customerId) >= goal.context.store.settings.limits.goalsPerCustomer,
  "goal.one-in-store": (goal) =>
    isNew(goal) &&
    goal.kind === "InStoreTransaction" &&
    count(goal, "customerId", goal.account.customerId, goal.kind) >=
      goal.context.store.settings.limits.inStoreGoalsPerCustomer,
  "goal.in-store-pilot": ({ kind, caller }) => kind === "InStoreTransaction" && !caller.customer.inStorePilot,
};

function count({ context }: GoalCase, owner: "accountId" | "customerId", id: string, kind?: string): number {
  return context.store.goals.filter(
    (goal) => !goal.deleted && goal[owner] === id && (kind === undefined || goal.kind === kind),
  ).length;
}

const updateChecks: Checks = {
  "update.scope-fixed": ({ stored, sent }) =>
    stored !== undefined && sent.Scope !== undefined && sent.Scope !== stored.fields.Scope,
  "update.type-fixed": ({ context, stored, kind }) =>
    stored !== undefined &&
    stored.kind !== kind &&
    ([stored.kind, kind].some(isFixed) || !context.holds("update.type-in-place")),
};

const isFixed = (kind: string): boolean => kind === "OfflineConversion" || kind === "InStoreTransaction";

const allChecks = Object.entries({
  ...nameChecks,
  ...commonChecks,
  ...categoryChecks,
  ...kindChecks,
  ...revenueChecks,
  ...limitChecks,
  ...updateChecks,
}) as readonly (readonly [RuleId, Check])[];

/** Every rule that the goal breaks, in the order of the tables; empty when it may be written. */
export function goalProblems(goal: GoalCase): readonly Problem[] {
  return allChecks
    .filter(([rule, broken]) => broken(goal) && goal.context.holds(rule))
    .map(([rule]) => problemOf(rule));
}
