import type { Account } from "../account/account";
import type { CustomerClaims } from "../account/claims";
import type { GoalSnapshot } from "../account/snapshot";
import type { GoalType } from "../goals/definition";
import { type Props, refOf } from "./shape";
import type { Session } from "./world";

/** Microsoft: AddConversionGoals names the types that set MSCLKIDAutoTaggingEnabled to true. */
const TYPES: readonly GoalType[] = ["Url", "Duration", "PagesViewedPerVisit", "Event", "OfflineConversion"];

/** Of whom it was told in this process, or need not be: of single accounts, and of all accounts of a customer. */
const told = new WeakSet<Account | CustomerClaims>();

/** A goal is gone that was in the account: it turned auto-tagging on when it was added. */
export function hadGoal(account: Account, { scope }: Props): void {
  told.add(scope === "Account" ? account : account.claims);
}

/**
 * Tells, once for an account and run, what else the service does when the account's first goal is added: it turns auto-tagging of clicks
 * on, for a goal of the customer in all of the customer's accounts. Where goals are already that reach as far, it was turned on when
 * they were added.
 */
export function tellAutoTagging(
  session: Session,
  account: Account,
  snapshot: GoalSnapshot,
  inputs: Props,
): void {
  const isMeant = (type: unknown) => TYPES.some((each) => each === type);
  const isCustomers = inputs.scope !== "Account";
  if (!isMeant(inputs.type) || told.has(account.claims) || (!isCustomers && told.has(account))) return;
  // Every check of a new goal comes here: the first such goal ends the search.
  for (const { type, fields } of snapshot.byId.values())
    if (isMeant(type) && !(isCustomers && fields.scope === "Account")) return;
  told.add(isCustomers ? account.claims : account);
  const { customerId, accountId } = refOf(inputs);
  const [whose, where] = isCustomers
    ? ["customer", `in all accounts of customer ${customerId}`]
    : ["account", `in account ${accountId}`];
  const message = `${session.names.of(inputs)}: is the ${whose}'s first goal. With it Microsoft turns on auto-tagging ${where}, unless it is on: ads then lead to addresses with a click id (msclkid)`;
  session.notify({ severity: "info", message });
}
