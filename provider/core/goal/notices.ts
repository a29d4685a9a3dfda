import type { Account } from "../../account/account";
import { nearName } from "../../account/snapshot";
import { LISTED_CURRENCIES } from "../../goals/currencies";
import { nearWords } from "../../goals/names";
import { holdsUnknown, show } from "../../goals/text";
import type { Session } from "../../session/session";
import { isNew, type Props } from "../props";
import { nameIn, type Resource } from "../resource";

/** Tells what may go wrong with a goal's inputs though nothing is wrong with them, where it is new or has changed: a warning is no news twice. */
export async function tellGoalNotices(
  session: Session,
  resource: Resource,
  account: Account,
  olds: Props,
  inputs: Props,
): Promise<void> {
  const warn = (message: string) =>
    session.notify({ severity: "warning", message: `${nameIn(session, resource)}: ${message}` });
  const [code, before] = [currencyOf(inputs), currencyOf(olds)];
  if (code !== undefined && code !== before && !LISTED_CURRENCIES.includes(code))
    warn(
      `revenue.currencyCode ${show(code)} is not among the ${LISTED_CURRENCIES.length} codes that Microsoft lists for goals. The list is not complete; if the service refuses this code (5351), use another`,
    );
  if (isRenamedOffline(olds, inputs)) warn(renamedOffline(olds.name, inputs.name));
  if (isRenamed(olds, inputs)) await tellNear(account, olds.name, String(inputs.name), warn);
  const enhances = inputs.isEnhancedConversionsEnabled === true && olds.isEnhancedConversionsEnabled !== true;
  if (enhances) await tellEnhanced(session, account, warn);
}

/** Microsoft: ApplyOfflineConversions, ConversionName. */
export function renamedOffline(before: unknown, name: unknown): string {
  return `the offline goal ${show(before)} becomes ${show(name)}. Uploads find it by its name: change them as well, or they fail (5606)`;
}

function currencyOf({ revenue }: Props): string | undefined {
  if (typeof revenue !== "object" || revenue === null) return undefined;
  const { currencyCode } = revenue as Props;
  return typeof currencyCode === "string" ? currencyCode : undefined;
}

function isRenamedOffline(olds: Props, inputs: Props): boolean {
  const isOffline = inputs.type === "OfflineConversion" && olds.type === "OfflineConversion";
  return isOffline && isRenamed(olds, inputs);
}

function isRenamed(olds: Props, inputs: Props): boolean {
  return !isNew(olds) && olds.name !== inputs.name && !holdsUnknown(inputs.name);
}

/** A goal may change the case of its own name. */
async function tellNear(
  account: Account,
  before: unknown,
  name: string,
  warn: (message: string) => void,
): Promise<void> {
  const snapshot = await account.goalSnapshot().catch(() => undefined);
  const near = snapshot === undefined ? undefined : nearName(snapshot, name, before);
  if (near !== undefined) warn(nearWords("goal", near, name));
}

/** Once an account; not where a goal of the account has them, since then the terms are accepted. */
async function tellEnhanced(
  session: Session,
  account: Account,
  warn: (message: string) => void,
): Promise<void> {
  const key = `enhanced conversions ${account.ref.customerId}/${account.ref.accountId}`;
  if (session.told.has(key)) return;
  session.told.add(key);
  // What keeps an account from being read is said by whoever needs it.
  const snapshot = await account.goalSnapshot().catch(() => undefined);
  const goals = [...(snapshot?.byId.values() ?? [])];
  if (goals.some(({ fields }) => fields.isEnhancedConversionsEnabled === true)) return;
  warn(
    `this is the account's first goal with isEnhancedConversionsEnabled. Microsoft's help says to create the first one in the web UI, where you accept the terms; the API's documentation no longer says so. If the service refuses it, do that first`,
  );
}
