import type { Account } from "../../account/account";
import { campaignWords, notFound, surplusWords } from "../../account/plan/planCampaigns";
import { isKnownType, type LiveCampaign } from "../../campaigns/campaign";
import { campaignProblems } from "../../campaigns/campaignProblems";
import { goalsInWords, linkChanges } from "../../campaigns/links";
import { plainConsentProblems } from "../../goals/management";
import type { Problem } from "../../goals/problem";
import { isCovered } from "../../goals/propertyPath";
import { holdsUnknown, show } from "../../goals/text";
import type { Session } from "../../session/session";
import { messageOf } from "../errors";
import type { Checked } from "../handler";
import { accountProblems, unlessHeld } from "../managementChecks";
import { planUpdate } from "../plannedChanges";
import { isNew, type Props, refOf, wishes, withoutUnset } from "../props";
import { identityOf, nameIn, type Resource } from "../resource";

/** Every problem at once, and the inputs with what config adds. */
export async function checkCampaign(
  session: Session,
  resource: Resource,
  olds: Props,
  news: Props,
): Promise<Checked> {
  const { settings } = session;
  const { customerId = settings.customerId, accountId = settings.accountId } = withoutUnset(news);
  const inputs = withoutUnset({
    ...news,
    customerId,
    accountId,
    onDelete: news.onDelete ?? settings.onDelete,
  });
  const failures = [
    ...accountProblems(inputs),
    ...plainConsentProblems(inputs),
    ...unlessHeld(campaignProblems(wishes(inputs), settings.apiVersion), resource, olds, inputs),
  ];
  const isOpen = holdsUnknown([customerId, accountId, inputs.campaignId]);
  if (failures.length === 0 && isOpen && isNew(olds))
    planUpdate(session, "campaigns", identityOf(resource), []);
  if (failures.length > 0 || isOpen) return { inputs, failures };
  const account = session.account(refOf(inputs));
  session.checked.add(checkedKey(resource));
  const clash = clashes(account, resource, inputs);
  const found = clash.length > 0 ? clash : await liveProblems(session, resource, account, olds, inputs);
  return { inputs, failures: found };
}

/** The key under which the goals of a campaign count as checked. */
export function checkedKey(resource: Resource): string {
  return `campaign ${identityOf(resource)}`;
}

/** The key under which a coming write is announced. */
export function updateKey(id: string): string {
  return `update ${id}`;
}

function clashes(account: Account, resource: Resource, { campaignId }: Props): readonly Problem[] {
  const other = account.claims.campaigns.claimId(String(campaignId), identityOf(resource));
  if (other === undefined) return [];
  const reason = `resource "${other}" manages the goals of campaign ${campaignId} already. Put all of them into one`;
  return [{ property: "campaignId", reason }];
}

/** What the account says: whether there are such a campaign and such goals, and what a new resource would unlink. */
async function liveProblems(
  session: Session,
  resource: Resource,
  account: Account,
  olds: Props,
  inputs: Props,
): Promise<readonly Problem[]> {
  try {
    const live = await account.liveCampaign(String(inputs.campaignId));
    if (live === undefined)
      return [{ property: "campaignId", reason: `${notFound(String(inputs.campaignId))}. Check the id` }];
    const unfit = [
      ...typeProblems(inputs, live, isNew(olds)),
      ...(await goalProblems(account, isNew(olds) ? [] : resource.ignored, live, inputs)),
    ];
    if (unfit.length > 0 || !isNew(olds)) return unfit;
    return newProblems(session, resource, account, inputs, live);
  } catch (error) {
    return [{ property: "campaignId", reason: `the campaign could not be read: ${messageOf(error)}` }];
  }
}

/** A type that this version does not know says nothing against a campaign that was of the right one. */
function typeProblems({ campaignType }: Props, live: LiveCampaign, isFresh: boolean): readonly Problem[] {
  if (campaignType === undefined || holdsUnknown(campaignType) || campaignType === live.campaignType)
    return [];
  if (!isFresh && !isKnownType(live)) return [];
  const type = `${live.campaignType}${isKnownType(live) ? "" : ", which this version does not know"}`;
  const reason = `${campaignWords(live)} is of type ${type}, not ${show(campaignType)}. Check the id, or remove campaignType`;
  return [{ property: "campaignType", reason }];
}

/** Of the goals that are to be linked. What is linked already is not sent, and may be what `ignoreChanges` leaves to others. */
async function goalProblems(
  account: Account,
  ignored: readonly string[],
  live: LiveCampaign,
  { goalIds }: Props,
): Promise<readonly Problem[]> {
  if (isCovered("goalIds", ignored)) return [];
  const unknown = await account.unknownGoals(linkChanges(knownIds(goalIds), live.goalIds).add);
  if (unknown.length === 0) return [];
  const reason = `account ${account.ref.accountId} shows no ${goalsInWords(unknown)}. Take the ids of goals from the goals' own resources`;
  return [{ property: "goalIds", reason }];
}

/** The ids that are known now. */
export function knownIds(goalIds: unknown): readonly string[] {
  return Array.isArray(goalIds) ? goalIds.filter((id) => typeof id === "string") : [];
}

function newProblems(
  session: Session,
  resource: Resource,
  account: Account,
  inputs: Props,
  live: LiveCampaign,
): readonly Problem[] {
  const isOpen = holdsUnknown(inputs.goalIds);
  const { add, remove } = linkChanges(knownIds(inputs.goalIds), live.goalIds);
  const unknown = Array.isArray(inputs.goalIds)
    ? inputs.goalIds.filter(holdsUnknown).length
    : Number.POSITIVE_INFINITY;
  // What is not known yet may be one of them; a goal that is still to be made is none.
  const mayUnlink = inputs.adopt === true;
  if (remove.length > (isOpen ? unknown : 0) && !mayUnlink)
    return [{ property: "goalIds", reason: surplusWords(remove) }];
  if (add.length + remove.length === 0 && !isOpen) return [];
  announce(session, account, live.id);
  const parts = [
    ...(add.length === 0 ? [] : [`links it to ${goalsInWords(add)}`]),
    ...(remove.length === 0 || !mayUnlink ? [] : [`unlinks ${goalsInWords(remove)}${isOpen ? UNLESS : ""}`]),
  ];
  if (parts.length > 0) {
    const message = `${nameIn(session, resource)}: takes over ${campaignWords(live)} and ${parts.join(" and ")}`;
    session.notify({ severity: "info", message });
  }
  tellLastLink(session, resource, live, inputs.goalIds);
  return [];
}

const UNLESS = ", unless goalIds, of which not all is known yet, names it";

/** A write is going to come. */
export function announce(session: Session, account: Account, id: string): void {
  account.campaigns.announce(updateKey(id));
  session.changes.plan("campaigns", id, ["goalIds"]);
}

/** Microsoft: a campaign without goals of its own goes by the account's. */
export function tellLastLink(
  session: Session,
  resource: Resource,
  live: LiveCampaign,
  goalIds: unknown,
): void {
  const isLast = live.goalIds.length > 0 && Array.isArray(goalIds) && goalIds.length === 0;
  if (!isLast) return;
  const message = `${nameIn(session, resource)}: ${campaignWords(live)} loses its last goal: from then on it goes by all goals of the account that are not excluded from bidding`;
  session.notify({ severity: "warning", message });
}
