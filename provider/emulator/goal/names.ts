import type { World } from "../core/world";
import type { RuleId } from "../rules";
import type { UsedName } from "../store/types";

export interface NameRules {
  readonly taken: RuleId;
  readonly burnt: RuleId;
  /** For names that were given up by a rename; undefined when they are free again. */
  readonly renamed?: RuleId;
}

/** Whether two names are the same to the service. */
export function sameName(world: World, one: string, other: string): boolean {
  return world.holds("goal.name-case") ? one.toLowerCase() === other.toLowerCase() : one === other;
}

/** How long a text is to the service. */
export function lengthOf(world: World, text: string): number {
  return world.holds("call.text-units") ? text.length : [...text].length;
}

/** Why somebody cannot have a name, or undefined when it is free. `self` is the one who asks, if it exists already. */
export function nameConflict(
  world: World,
  rules: NameRules,
  asked: Omit<UsedName, "id"> & { readonly self: string | undefined },
): RuleId | undefined {
  const users = world.store
    .nameUsers(asked.of, asked.customerId, asked.name)
    .filter((user) => sameName(world, user.name, asked.name));
  const mine = (user: UsedName) => user.id === asked.self && world.holds("update.own-old-name");
  const conflicts = users
    .filter((user) => !mine(user))
    .map((user) => conflictWith(world, rules, user, asked.self));
  return conflicts.find((rule) => rule !== undefined && world.holds(rule));
}

function conflictWith(
  world: World,
  rules: NameRules,
  user: UsedName,
  self: string | undefined,
): RuleId | undefined {
  const owner = user.of === "goal" ? world.store.goal(user.id) : world.store.tag(user.id);
  if (owner === undefined) return undefined;
  if (owner.deleted) return rules.burnt;
  const current = sameName(world, owner.fields.Name ?? "", user.name);
  if (!current) return rules.renamed;
  return user.id === self ? undefined : rules.taken;
}
