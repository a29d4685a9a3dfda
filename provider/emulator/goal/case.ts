import type { Caller, Context } from "../operations/context";
import { isFields, typeKey, type Value, withoutNil } from "../schema/values";
import type { Account, GoalFields, StoredGoal } from "../store/types";
import { type GoalKind, kindOfClass } from "./kinds";

/** A goal as a request has it. */
export interface SentGoal {
  readonly kind: GoalKind;
  /** What was set; nil is as good as absent. */
  readonly fields: GoalFields;
}

/** One goal that shall be added or changed, with all that its rules look at. */
export interface GoalCase {
  readonly context: Context;
  readonly caller: Caller;
  /** The account whose goal it is: the caller's, or the one it was added in. */
  readonly account: Account;
  readonly kind: GoalKind;
  readonly sent: GoalFields;
  /** Undefined for a new goal. */
  readonly stored: StoredGoal | undefined;
  /** The goal as it would be. */
  readonly next: GoalFields;
  /** Names of other goals in the same call that it must not have. */
  readonly otherNames: readonly string[];
}

export const isNew = (goal: GoalCase): boolean => goal.stored === undefined;

/** A new goal, or one that becomes another type: what its type requires must be there. */
export const isNewOfKind = (goal: GoalCase): boolean => goal.stored?.kind !== goal.kind;

/** Reads an item of a request; undefined when it is nil or of no known type. */
export function sentGoal(item: Value): SentGoal | undefined {
  if (!isFields(item)) return undefined;
  const kind = kindOfClass(String(item[typeKey] ?? ""));
  if (kind === undefined) return undefined;
  const { [typeKey]: _type, ...fields } = withoutNil(item);
  const revenue = isFields(fields.Revenue) ? { Revenue: withoutNil(fields.Revenue) } : {};
  return { kind, fields: { ...fields, ...revenue } as GoalFields };
}
