import type { Account } from "../account/account";
import { unlistedWords, wantedWords } from "../goals/activeGoals";
import type { Problem } from "../goals/problem";
import { isCovered } from "../goals/propertyPath";
import { holdsUnknown, show } from "../goals/text";
import { isNew, type Props } from "./props";
import { identityOf, type Resource } from "./resource";

/** A goal of the program that is to be Active, beside a library that pauses it: no run could satisfy both. `isListed`: by the account's library. */
export function pausedByLibrary(
  account: Account,
  resource: Resource,
  olds: Props,
  goal: Props,
  isListed = false,
): readonly Problem[] {
  // What exists and has its status from elsewhere may be Paused for good.
  const isHeld = !isNew(olds) && isCovered("status", resource.ignored);
  if (goal.status === "Paused" || holdsUnknown(goal.status) || isHeld) return [];
  const { accountId } = account.ref;
  const isShared = goal.scope === "Customer";
  const pauser = account.claims.active.wants({
    resource: identityOf(resource),
    accountId,
    isShared,
    isListed,
  });
  return pauser === undefined ? [] : [{ property: "name", reason: unlistedWords(show(goal.name), pauser) }];
}

/** Notes that a library pauses what it does not list, where it does; why it must not. */
export function pausesOthers(account: Account, resource: Resource, library: Props): readonly Problem[] {
  if (library.unlisted !== "pause") return [];
  const wanter = account.claims.active.pauses(account.ref.accountId, identityOf(resource));
  return wanter === undefined ? [] : [{ property: "unlisted", reason: wantedWords(wanter) }];
}

/** Why a library of an account must not pause what it does not list. Throws an Error if that cannot be found out. */
export function wantedActive({ claims, ref }: Account): string | undefined {
  const wanter = claims.active.wanterIn(ref.accountId);
  return wanter === undefined ? undefined : wantedWords(wanter);
}
