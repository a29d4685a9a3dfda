import type { Account } from "../../account/account";
import type { GoalType } from "../../goals/definition";
import type { Problem } from "../../goals/problem";
import type { Session } from "../../session/session";
import { fightWords } from "../accountSettings/check";
import { type Props, refOf } from "../props";
import { identityOf, nameIn, type Resource } from "../resource";

/** Microsoft: AddConversionGoals, AccountProperty name the types that set MSCLKIDAutoTaggingEnabled to true, with each Add and Update. */
const TYPES: readonly GoalType[] = ["Url", "Duration", "PagesViewedPerVisit", "Event", "OfflineConversion"];

function turnsOn({ type }: Props): boolean {
  return TYPES.some((each) => each === type);
}

/** A goal that turns auto-tagging on where the program has it off. */
export function autoTaggingProblems(account: Account, resource: Resource, goal: Props): readonly Problem[] {
  if (!turnsOn(goal)) return [];
  const where = goal.scope === "Account" ? account.ref.accountId : undefined;
  const other = account.claims.autoTagging.turnsOn(where, identityOf(resource));
  if (other === undefined) return [];
  return [{ property: "type", reason: `autoTagging of resource "${other}" ${fightWords("this goal")}` }];
}

/**
 * Tells what else the service does when a goal is written, once for an account and process: it turns auto-tagging of clicks on, for a
 * goal of the customer in all of the customer's accounts. Where it is on already that is no news.
 */
export async function tellAutoTagging(
  session: Session,
  resource: Resource,
  { scope, ...goal }: Props,
): Promise<void> {
  if (session.settings.readOnly || !turnsOn(goal)) return;
  const { customerId, accountId } = refOf(goal);
  const everywhere = `in all accounts of customer ${customerId}`;
  const here = `in account ${accountId}`;
  const where = scope === "Account" ? here : everywhere;
  const isTold = [everywhere, where].some((place) => session.told.has(`auto-tagging ${place}`));
  if (isTold) return;
  session.told.add(`auto-tagging ${where}`);
  const isOn = await isOnNow(session, refOf(goal));
  if (isOn === true && where === here) return;
  const sure =
    isOn === undefined ? "" : isOn ? `. In account ${accountId} it is on` : `. ${OFF} ${accountId}`;
  const message = `${nameIn(session, resource)}: when a goal is added, changed or paused, Microsoft turns auto-tagging on ${where}, even if somebody turned it off: ads then lead to addresses with a click id (msclkid)${sure}`;
  session.notify({ severity: isOn === false ? "warning" : "info", message });
}

const OFF = "Now it is off in account";

/** What the account says; undefined where it does not, or where that version of the API cannot ask. */
async function isOnNow(session: Session, ref: Account["ref"]): Promise<boolean | undefined> {
  if (session.settings.apiVersion < 13) return undefined;
  // A notice must not fail what it is about.
  const live = await session
    .account(ref)
    .liveSettings()
    .catch(() => undefined);
  const value = live?.fields.autoTagging;
  return typeof value === "boolean" ? value : undefined;
}
