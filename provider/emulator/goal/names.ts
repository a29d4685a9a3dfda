import type { Context } from "../operations/context";
import type { RuleId } from "../rules";
import type { UsedName } from "../store/types";

export interface NameRules {
  readonly taken: RuleId;
  /** For names of deleted goals or tags. */
  readonly deleted: RuleId;
  /** For names that were given up by a rename; undefined when they are free again. */
  readonly renamed?: RuleId;
}

/** Whether two names are the same to the service. */
export function sameName(context: Context, one: string, other: string): boolean {
  return context.holds("goal.name-case") ? one.toLowerCase() === other.toLowerCase() : one === other;
}

/** How long a text is to the service. */
export function lengthOf(context: Context, text: string): number {
  return context.holds("call.text-units") ? text.length : [...text].length;
}

/** Why somebody cannot have a name, or undefined when it is free. `self` is the one who asks, if it exists already. */
export function nameConflict(
  context: Context,
  rules: NameRules,
  asked: Omit<UsedName, "id"> & { readonly self: string | undefined },
): RuleId | undefined {
  const users = context.store
    .nameUsers(asked.of, asked.customerId, asked.name)
    .filter((user) => sameName(context, user.name, asked.name));
  const mine = (user: UsedName) => user.id === asked.self && context.holds("update.own-old-name");
  const conflicts = users
    .filter((user) => !mine(user))
    .map((user) => conflictWith(context, rules, user, asked.self));
  return conflicts.find((rule) => rule !== undefined && context.holds(rule));
}

function conflictWith(
  context: Context,
  rules: NameRules,
  user: UsedName,
  self: string | undefined,
): RuleId | undefined {
  const owner = user.of === "goal" ? context.store.goal(user.id) : context.store.tag(user.id);
  if (owner === undefined) return undefined;
  if (owner.deleted) return rules.deleted;
  const current = sameName(context, owner.fields.Name ?? "", user.name);
  if (!current) return rules.renamed;
  return user.id === self ? undefined : rules.taken;
}
