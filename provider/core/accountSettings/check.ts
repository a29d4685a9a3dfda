import type { Account } from "../../account/account";
import { consentWords, unconsented } from "../../account/plan/planSettings";
import { accountSettingProblems } from "../../accountSettings/accountSettingProblems";
import {
  ACCOUNT_SETTINGS,
  type AccountSetting,
  type LiveAccountSettings,
} from "../../accountSettings/accountSettings";
import { compareSettings } from "../../accountSettings/compareSettings";
import { changesIn } from "../../goals/compare";
import { type Difference, inWords, shownLive } from "../../goals/difference";
import { plainConsentProblems } from "../../goals/management";
import type { Problem } from "../../goals/problem";
import { holdsUnknown } from "../../goals/text";
import type { Session } from "../../session/session";
import { messageOf } from "../errors";
import { wantedFields } from "../flatWanted";
import type { Checked } from "../handler";
import { accountProblems, unlessHeld } from "../managementChecks";
import { planUpdate } from "../plannedChanges";
import { isNew, type Props, refOf, wishes, withoutUnset } from "../props";
import { identityOf, nameIn, type Resource } from "../resource";

/** Every problem at once, and the inputs with the account that config adds. */
export async function checkSettings(
  session: Session,
  resource: Resource,
  olds: Props,
  news: Props,
): Promise<Checked> {
  const { settings } = session;
  const { customerId = settings.customerId, accountId = settings.accountId } = withoutUnset(news);
  const inputs = withoutUnset({ ...news, customerId, accountId });
  const failures = [
    ...accountProblems(inputs),
    ...plainConsentProblems(inputs),
    ...unlessHeld(accountSettingProblems(ownOf(inputs), settings.apiVersion), resource, olds, inputs),
  ];
  if (failures.length > 0 || holdsUnknown([customerId, accountId])) return { inputs, failures };
  const account = session.account(refOf(inputs));
  session.checked.add(checkedKey(resource));
  const clash = clashes(account, resource, olds, inputs);
  const found = clash.length > 0 ? clash : await liveProblems(session, resource, account, olds, inputs);
  return { inputs, failures: found };
}

/** The key under which the settings of an account count as checked. */
export function checkedKey(resource: Resource): string {
  return `settings ${identityOf(resource)}`;
}

/** The key under which a coming write is announced. */
export function updateKey({ ref }: Account): string {
  return `update ${ref.accountId}`;
}

/** With `onDelete`, if the program gives it: these have nothing to pause. */
function ownOf(inputs: Props): Props {
  return withoutUnset({ ...wishes(inputs), onDelete: inputs.onDelete });
}

/** Two resources on one account, and auto-tagging that goals turn on again. */
function clashes(account: Account, resource: Resource, olds: Props, inputs: Props): readonly Problem[] {
  const { accountId } = account.ref;
  const other = account.claims.settings.claimId(accountId, identityOf(resource));
  if (other !== undefined)
    return [
      {
        property: "accountId",
        reason: `resource "${other}" manages the settings of account ${accountId} already. Keep one of them`,
      },
    ];
  // One that was off before may be held by `ignoreChanges`, of which Pulumi tells diff alone.
  const fight = olds.autoTagging === false ? undefined : fightOf(account, resource, inputs);
  return fight === undefined ? [] : [{ property: "autoTagging", reason: fight }];
}

/** Why a resource cannot have auto-tagging off: a goal turns it on. Notes that it wants that. */
export function fightOf(account: Account, resource: Resource, { autoTagging }: Props): string | undefined {
  if (autoTagging !== false) return undefined;
  const goal = account.claims.autoTagging.turnsOff(account.ref.accountId, identityOf(resource));
  return goal === undefined ? undefined : fightWords(`goal "${goal}"`);
}

/** Why auto-tagging cannot be off beside a goal. */
export function fightWords(other: string): string {
  return `cannot be false beside ${other}: Microsoft turns auto-tagging on whenever such a goal is added or changed, and conversions are matched by its click id. Remove autoTagging or set it to true`;
}

/** What the account says: what a new resource would replace, and what the service does not show. */
async function liveProblems(
  session: Session,
  resource: Resource,
  account: Account,
  olds: Props,
  inputs: Props,
): Promise<readonly Problem[]> {
  try {
    const live = await account.liveSettings();
    if (live === undefined) return [];
    const hidden = ACCOUNT_SETTINGS.filter((name) => inputs[name] !== undefined && !(name in live.fields));
    if (hidden.length > 0)
      return hidden.map((name) => ({ property: name, reason: hiddenWords(account, name) }));
    const found = changesIn({
      differences: compareSettings(wantedFields(resource, {}, inputs, ACCOUNT_SETTINGS), live),
    });
    const refused = unconsented(found, inputs.adopt === true ? "all" : Object.keys(olds));
    if (refused.length > 0)
      return refused.map((each) => ({ property: each.path, reason: consentWords(each) }));
    if (isNew(olds)) tellNew(session, resource, account, inputs, live, found);
    return [];
  } catch (error) {
    return [
      { property: "accountId", reason: `the account's settings could not be read: ${messageOf(error)}` },
    ];
  }
}

function hiddenWords({ ref }: Account, name: AccountSetting): string {
  const why = name === "includeViewThroughConversions" ? ": the feature is not turned on (6605)" : "";
  return `Microsoft does not show this setting for customer ${ref.customerId}${why}. Remove it, or ask Microsoft's support`;
}

function tellNew(
  session: Session,
  resource: Resource,
  account: Account,
  inputs: Props,
  live: LiveAccountSettings,
  found: readonly Difference[],
): void {
  if (found.length === 0 && !holdsUnknown(wishes(inputs))) return;
  announce(session, account, found);
  if (found.length > 0) {
    const message = `${nameIn(session, resource)}: changes account ${live.id}: ${found.map(inWords).join("; ")}`;
    session.notify({ severity: "info", message });
  }
  tellRemoved(session, resource, live.id, found);
}

/** A write is going to come. */
export function announce(session: Session, account: Account, found: readonly Difference[]): void {
  account.settings.announce(updateKey(account));
  planUpdate(session, "settings", account.ref.accountId, found);
}

/** A text that goes for good is named: all of the account's ads lose it. */
export function tellRemoved(
  session: Session,
  resource: Resource,
  accountId: string,
  found: readonly Difference[],
): void {
  for (const difference of found.filter(({ wanted, kind }) => kind === "text" && wanted === "")) {
    const message = `${nameIn(session, resource)}: removes ${difference.path} ${shownLive(difference)} from account ${accountId}: all of its ads lose it`;
    session.notify({ severity: "warning", message });
  }
}
