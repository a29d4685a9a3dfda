import { campaignWords, notFound } from "../../account/plan/planCampaigns";
import { COMPARED, campaignFields, type LiveCampaign } from "../../campaigns/campaign";
import { asFarAsKnown, seenAs } from "../../goals/flatFields";
import { isCovered } from "../../goals/propertyPath";
import { holdsUnknown } from "../../goals/text";
import type { Session } from "../../session/session";
import { PartlyDone } from "../errors";
import { driftSince, tellDrift } from "../flatDiff";
import { unignored, wantedFields } from "../flatWanted";
import type { Handler } from "../handler";
import { carried, managedBefore, type Props, refOf, withoutUnset } from "../props";
import { identityOf, nameIn, type Resource } from "../resource";
import { retention } from "../retention";
import { checkCampaign, checkedKey, knownIds, tellLastLink, updateKey } from "./check";
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
  resourceKind: "campaign",
  identity: identityOf,
  checkedKeys: (resource) => [checkedKey(resource)],
  check: checkCampaign,
  diff: diffCampaign,
  create: async (session, resource, news) => {
    const { live, linked } = await write(session, resource, {}, news);
    return { id: live.id, outs: outputs(resource, news, live, linked) };
  },
  read,
  update: async (session, resource, _id, olds, news) => {
    const { live, linked } = await write(session, resource, olds, news);
    return { outs: outputs(resource, news, live, linked) };
  },
  remove,
};

interface Linked {
  readonly live: LiveCampaign;
  /** The goals that the program has linked. */
  readonly linked: readonly string[];
}

async function write(session: Session, resource: Resource, olds: Props, news: Props): Promise<Linked> {
  const account = session.account(refOf(news));
  const id = String(news.campaignId);
  if (holdsUnknown(news.goalIds)) throw new Error(`${nameIn(session, resource)}: a goal's id is not known.`);
  const { goalIds } = unignored(wantedFields(resource, olds, news, COMPARED));
  const known = await account.liveCampaign(id);
  // To ask for what was live when the run began would undo what people have changed since.
  if (goalIds === undefined) {
    account.campaigns.withdraw(updateKey(id));
    if (known === undefined) throw new Error(`${nameIn(session, resource)}: ${notFound(id)}.`);
    return { live: known, linked: linkedIn(olds) };
  }
  const wanted = knownIds(goalIds);
  const request = {
    op: "link",
    resource: identityOf(resource),
    id,
    goalIds: wanted,
    secret: resource.secret,
    mayRemove: Object.keys(olds).length > 0 || news.adopt === true,
  } as const;
  const outcome = await account.campaigns.submit(request, { key: updateKey(id) });
  // What failed may have been done in part.
  const linked = [...(outcome.ok ? [] : linkedIn(olds)), ...wanted];
  const live = outcome.live ?? (known === undefined || outcome.ok ? known : withAll(known, wanted));
  const reason = outcome.ok
    ? `${nameIn(session, resource)}: campaign ${id} cannot be read.`
    : outcome.error.message;
  const isDone = outcome.ok || outcome.id !== undefined;
  if (live === undefined || !isDone) throw new Error(reason);
  if (!outcome.ok) throw new PartlyDone(id, outputs(resource, news, live, linked), reason);
  return { live, linked };
}

/** A campaign that was written to and could not be read: state holds all that it may have. */
function withAll(known: LiveCampaign, wanted: readonly string[]): LiveCampaign {
  return { ...known, goalIds: [...new Set([...known.goalIds, ...wanted])].sort() };
}

/** The goals that the program has linked, by old outputs: after a refresh the campaign may have others beside. */
function linkedIn(olds: Props): readonly string[] {
  return knownIds(olds.linkedGoalIds ?? olds.goalIds);
}

async function read(session: Session, resource: Resource, id: string, olds: Props) {
  const live = await session.account(refOf(olds)).liveCampaign(id);
  if (live === undefined) {
    // A look-up by id alone has no outputs; the host says that there is nothing.
    if (olds.managed !== undefined) {
      const message = `${nameIn(session, resource)}: campaign ${id} is gone from the account, and its goals leave Pulumi's state`;
      session.notify({ severity: "warning", message });
    }
    return {};
  }
  const known = asFarAsKnown({ ...live }, olds, campaignFields);
  const fields = seenAs(olds, known, managedBefore(olds), campaignFields);
  const inputs = withoutUnset({ ...fields, campaignId: id, ...carried(olds) });
  const linked = olds.goalIds === undefined ? live.goalIds : linkedIn(olds);
  return {
    id,
    props: outputs(resource, inputs, live, linked),
    inputs,
    tellDrift: (ignored: readonly string[]) => {
      const drifted = driftSince({ ...resource, ignored }, olds, known, campaignFields);
      tellDrift(session, resource, `${campaignWords(live)} was`, drifted);
    },
  };
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
  if (live === undefined) {
    const message = `${nameIn(session, resource)}: the account shows no campaign ${id}, so its links were not deleted`;
    session.notify({ severity: "warning", message });
    return;
  }
  const ours = linkedIn(olds);
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

/** `linked` is noted only where people have linked other goals as well; not beside a secret, which it would give away. */
function outputs(resource: Resource, inputs: Props, live: LiveCampaign, linked: readonly string[]): Props {
  const { id, name, campaignType, goalIds } = live;
  const managed = COMPARED.filter((field) => inputs[field] !== undefined);
  // The set in the program's order, where it is the program's.
  const seen = seenAs(inputs, asFarAsKnown({ ...live }, inputs, campaignFields), managed, campaignFields);
  const own = { campaignId: id, campaignName: name, campaignType, goalIds, ...seen };
  const ours = goalIds.filter((goalId) => linked.includes(goalId));
  const isSecret = isCovered("goalIds", resource.secret);
  const linkedGoalIds = isSecret || ours.length === goalIds.length ? undefined : ours;
  return withoutUnset({ ...own, linkedGoalIds, ...carried(inputs), managed });
}
