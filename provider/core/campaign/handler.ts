import { campaignWords } from "../../account/plan/planCampaigns";
import type { CampaignOutcome } from "../../account/plan/requests";
import { COMPARED, campaignFields, type LiveCampaign } from "../../campaigns/campaign";
import { seenAs } from "../../goals/flatFields";
import { holdsUnknown } from "../../goals/text";
import type { Session } from "../../session/session";
import { PartlyDone } from "../errors";
import { driftSince, tellDrift } from "../flatDiff";
import { unignored, wantedFields } from "../flatWanted";
import type { Handler } from "../handler";
import { carried, managedBefore, type Props, refOf, withoutUnset } from "../props";
import { identityOf, nameIn, type Resource } from "../resource";
import { retention } from "../retention";
import { checkCampaign, knownIds, tellLastLink, updateKey } from "./check";
import { diffCampaign } from "./diff";

/**
 * What the engine asks of the goals of a campaign: the whole set, so that a link that people made is drift. The campaign itself is not managed.
 *
 * - **check** (check.ts) refuses a second resource on the campaign, a campaign or goals that the account does not show, and to unlink what a new
 *   resource finds, unless the program says `adopt: true`.
 * - **create** and **update** add what is missing, and only when the campaign shows it delete what is too much: all campaigns of a run in one call each.
 * - **delete** deletes the links that the program had, unless `onDelete` is "retain" or another resource has the campaign now.
 */
export const campaignGoalsHandler: Handler = {
  kind: "campaigns",
  identity: identityOf,
  check: checkCampaign,
  diff: diffCampaign,
  create: async (session, resource, news) => {
    const live = await write(session, resource, {}, news);
    return { id: live.id, outs: outputs(news, live) };
  },
  read,
  update: async (session, resource, _id, olds, news) => ({
    outs: outputs(news, await write(session, resource, olds, news)),
  }),
  remove,
};

async function write(session: Session, resource: Resource, olds: Props, news: Props): Promise<LiveCampaign> {
  const account = session.account(refOf(news));
  const id = String(news.campaignId);
  if (holdsUnknown(news.goalIds)) throw new Error(`${nameIn(session, resource)}: a goal's id is not known.`);
  const { goalIds } = unignored(wantedFields(resource, olds, news, COMPARED));
  const known = await account.liveCampaign(id);
  const request = {
    op: "link",
    resource: identityOf(resource),
    id,
    goalIds: goalIds === undefined ? (known?.goalIds ?? []) : knownIds(goalIds),
    secret: resource.secret,
    mayRemove: Object.keys(olds).length > 0 || news.adopt === true,
  } as const;
  const live = written(await account.campaigns.submit(request, { key: updateKey(id) }), news) ?? known;
  if (live === undefined) throw new Error(`${nameIn(session, resource)}: campaign ${id} cannot be read.`);
  return live;
}

function written(outcome: CampaignOutcome, news: Props): LiveCampaign | undefined {
  if (outcome.ok) return outcome.live;
  const { error, live } = outcome;
  if (live === undefined) throw new Error(error.message);
  throw new PartlyDone(live.id, outputs(news, live), error.message);
}

async function read(session: Session, resource: Resource, id: string, olds: Props) {
  const live = await session.account(refOf(olds)).liveCampaign(id);
  if (live === undefined) {
    // A look-up by id alone has no outputs; Pulumi says itself that there is nothing.
    if (olds.managed !== undefined) {
      const message = `${nameIn(session, resource)}: campaign ${id} is gone from the account, and its goals leave Pulumi's state`;
      session.notify({ severity: "warning", message });
    }
    return {};
  }
  const drifted = driftSince(resource, olds, { ...live }, campaignFields);
  tellDrift(session, resource, `${campaignWords(live)} was`, drifted);
  const fields = seenAs(olds, { ...live }, managedBefore(olds), campaignFields);
  const inputs = withoutUnset({ ...fields, campaignId: id, ...carried(olds) });
  return { id, props: outputs(inputs, live), inputs };
}

async function remove(session: Session, resource: Resource, id: string, olds: Props): Promise<void> {
  const account = session.account(refOf(olds));
  const holder = account.claims.campaigns.holderOf(id);
  const kept = holder === undefined ? retention(session, olds) : `: resource "${holder}" now manages them`;
  if (kept !== undefined) {
    const message = `${nameIn(session, resource)}: the goals of campaign ${id} stay as they are${kept}`;
    session.notify({ severity: "info", message });
    return;
  }
  const live = await account.liveCampaign(id);
  if (live === undefined) return;
  const ours = knownIds(olds.goalIds);
  const stay = live.goalIds.filter((each) => !ours.includes(each));
  if (stay.length === 0) tellLastLink(session, resource, live, stay);
  const request = {
    op: "unlink",
    resource: identityOf(resource),
    id,
    goalIds: ours,
    isDelete: true,
  } as const;
  const outcome = await account.campaigns.submit(request);
  if (!outcome.ok) throw new Error(outcome.error.message);
}

function outputs(inputs: Props, live: LiveCampaign): Props {
  const { id, name, campaignType, goalIds } = live;
  const managed = COMPARED.filter((field) => inputs[field] !== undefined);
  // The set in the program's order, where it is the program's.
  const seen = seenAs(inputs, { ...live }, managed, campaignFields);
  const own = { campaignId: id, campaignName: name, campaignType, goalIds, ...seen };
  return withoutUnset({ ...own, ...carried(inputs), managed });
}
