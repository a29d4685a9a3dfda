import type { GoalType } from "../../goals/definition";
import type { Session } from "../../session/session";
import { type Props, refOf } from "../props";
import { nameIn, type Resource } from "../resource";

/** Microsoft: AddConversionGoals, AccountProperty name the types that set MSCLKIDAutoTaggingEnabled to true, with each Add and Update. */
const TYPES: readonly GoalType[] = ["Url", "Duration", "PagesViewedPerVisit", "Event", "OfflineConversion"];

/**
 * Tells what else the service does when a goal is written, once for an account and process: it turns auto-tagging of clicks on, for a
 * goal of the customer in all of the customer's accounts. It is on in a new account; but where somebody turned it off, that is undone.
 */
export function tellAutoTagging(session: Session, resource: Resource, { type, scope, ...goal }: Props): void {
  if (session.settings.readOnly || !TYPES.some((each) => each === type)) return;
  const { customerId, accountId } = refOf(goal);
  const everywhere = `in all accounts of customer ${customerId}`;
  const here = `in account ${accountId}`;
  const where = scope === "Account" ? here : everywhere;
  const isTold = [everywhere, where].some((place) => session.told.has(`auto-tagging ${place}`));
  if (isTold) return;
  session.told.add(`auto-tagging ${where}`);
  const message = `${nameIn(session, resource)}: when a goal is added, changed or paused, Microsoft turns auto-tagging on ${where}, even if somebody turned it off: ads then lead to addresses with a click id (msclkid)`;
  session.notify({ severity: "info", message });
}
