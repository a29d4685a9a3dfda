import type { Account } from "../../account/account";
import type { GoalSnapshot } from "../../account/snapshot";
import { MOST_IN_ACCOUNT } from "../../goals/limits";
import type { Session } from "../../session/session";
import type { Props } from "../props";
import { nameIn, type Resource } from "../resource";

/**
 * Tells, once for an account and run, that its goals will be more than it may hold. The account shows goals of the customer's other
 * accounts too, which do not count here, so the service has the last word.
 */
export function tellLimit(
  session: Session,
  resource: Resource,
  account: Account,
  snapshot: GoalSnapshot,
  inputs: Props,
): void {
  const names = account.newGoals;
  const there = snapshot.byId.size + snapshot.unsupported.size;
  const wasOver = names.size > 0 && there + names.size > MOST_IN_ACCOUNT;
  names.add(inputs.name);
  if (wasOver || there + names.size <= MOST_IN_ACCOUNT) return;
  const message = `${nameIn(session, resource)}: the account shows ${there} goals, including paused goals and goals of no program; with the new ones it exceeds Microsoft's limit of ${MOST_IN_ACCOUNT} for an account. Unless some of them belong to other accounts of the customer, the service will refuse the excess (5326)`;
  session.notify({ severity: "warning", message });
}
