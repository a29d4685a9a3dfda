import { campaignWords, notFound } from "../../account/plan/planCampaigns";
import { COMPARED, campaignFields } from "../../campaigns/campaign";
import { changesIn } from "../../goals/compare";
import { asFarAsKnown, compareFields } from "../../goals/flatFields";
import { holdsUnknown } from "../../goals/text";
import type { Session } from "../../session/session";
import { isStale, tellOutside } from "../flatDiff";
import { wantedFields } from "../flatWanted";
import type { Diffed } from "../handler";
import { decidedBefore } from "../moved";
import { type Props, refOf } from "../props";
import { nameIn, type Resource } from "../resource";
import { announce, checkedKey, tellLastLink } from "./check";

/** Compares what is wanted with the campaign's live goals. */
export async function diffCampaign(
  session: Session,
  resource: Resource,
  id: string,
  olds: Props,
  news: Props,
): Promise<Diffed> {
  const decided = decidedBefore(session, "campaigns", id, olds, news, news.campaignId);
  if (decided !== undefined) return decided;
  if (news.campaignId !== id) return { changes: true, replaces: ["campaignId"] };
  const account = session.account(refOf(news));
  const live = await account.liveCampaign(id);
  if (live === undefined) {
    // A refresh has told of it when it read.
    if (!session.checked.has(checkedKey(resource))) return { changes: false };
    throw new Error(`${nameIn(session, resource)}: ${notFound(id)}.`);
  }
  const wanted = wantedFields(resource, olds, news, COMPARED);
  const seen = asFarAsKnown({ ...live }, news, campaignFields);
  const differences = compareFields(wanted, seen, campaignFields);
  const found = changesIn({ differences });
  tellOutside(
    session,
    resource,
    { thing: `${campaignWords(live)} was`, checkedKey: checkedKey(resource) },
    differences,
  );
  const writes = found.length > 0 || holdsUnknown(news.goalIds);
  if (writes && session.checked.has(checkedKey(resource))) {
    announce(session, account, id);
    if (found.length > 0) tellLastLink(session, resource, live, news.goalIds);
  }
  return { changes: writes || isStale(resource, olds, news, campaignFields, COMPARED), differences: found };
}
