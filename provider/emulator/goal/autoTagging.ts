import type { Context } from "../operations/context";
import type { StoredGoal } from "../store/types";
import { factsOf } from "./kinds";

/** What an added or changed goal does to accounts: it turns auto-tagging on, in its own, or with Customer scope in all of the customer. */
export function turnOnAutoTagging(context: Context, goal: StoredGoal): void {
  const tags = factsOf(goal.kind).onTag || goal.kind === "OfflineConversion";
  if (!tags || !context.holds("goal.auto-tagging")) return;
  for (const account of context.store.accounts) {
    const isMeant =
      account.id === goal.accountId ||
      (account.customerId === goal.customerId && goal.fields.Scope === "Customer");
    if (isMeant && !account.autoTagging) context.store.putAccount({ ...account, autoTagging: true });
  }
}
