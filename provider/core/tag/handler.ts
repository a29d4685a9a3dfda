import type { TagOutcome } from "../../account/plan/requests";
import { changesIn } from "../../goals/compare";
import { asFarAsKnown, seenAs } from "../../goals/flatFields";
import { show } from "../../goals/text";
import type { Session } from "../../session/session";
import { compareTag, wantedTag, withEveryField } from "../../tags/compareTag";
import { type LiveTag, tagFields } from "../../tags/tag";
import { TAG_FIELDS } from "../../tags/tagProblems";
import { PartlyDone } from "../errors";
import { driftSince, tellDrift } from "../flatDiff";
import { unignored, wantedFields } from "../flatWanted";
import type { Handler } from "../handler";
import { adoptOf, carried, managedBefore, type Props, refOf, withoutUnset } from "../props";
import { identityOf, nameIn, type Resource } from "../resource";
import { checkedKey, checkTag } from "./check";
import { diffTag } from "./diff";
import { tagWords } from "./sharing";

/**
 * What the engine asks of a UET tag. Tags belong to a customer, not to an account, and cannot be paused or deleted: so there is less to decide
 * than for a goal, and less that can be undone.
 *
 * - **check** (check.ts) adds the account, returns every problem at once, and claims the name. For a new tag the preview says whether it will be made,
 *   or which tag of exactly this name is taken over and what of it changes: a second tag of one name would help nobody. `adopt: false`
 *   refuses that.
 * - **diff** (diff.ts) compares name, description, industry and sharing with the live tag. What left the program stays as it is, with a notice. A tag that is
 *   gone is replaced. A changed tag keeps its id, so goals that take `tag.id` need not wait for it.
 * - **create** and **update** go through `account/batch` and `account/write` like goals, in calls of their own (tags first: goals name them).
 * - **read** takes the live tag into state, with its script and status.
 * - **delete** sends nothing and says so: the tag stays in the customer.
 */
export const uetTagHandler: Handler = {
  kind: "tags",
  resourceKind: "tag",
  identity: identityOf,
  checkedKeys: (resource) => [checkedKey(resource)],
  check: checkTag,
  diff: diffTag,
  create,
  read,
  update,
  remove,
};

async function create(session: Session, resource: Resource, news: Props) {
  const account = session.account(refOf(news));
  const request = {
    op: "create",
    resource: identityOf(resource),
    fields: wantedTag(news),
    adopt: adoptOf(news),
    secret: resource.secret,
  } as const;
  const live = written(await account.tags.submit(request, { key: `create ${String(news.name)}` }), news);
  if (live === undefined)
    throw new Error(
      `${nameIn(session, resource)}: UET tag ${show(news.name)} was neither found nor created.`,
    );
  account.claims.tags.claimId(live.id, identityOf(resource));
  return { id: live.id, outs: outputs(news, live) };
}

async function update(session: Session, resource: Resource, id: string, olds: Props, news: Props) {
  const account = session.account(refOf(news));
  const known = (await account.tagSnapshot([id])).byId.get(id);
  const wanted = wantedFields(resource, olds, news, TAG_FIELDS);
  if (known !== undefined && changesIn(compareTag(wanted, withEveryField(known))).length === 0) {
    account.tags.withdraw(`update ${id}`);
    return { outs: outputs(news, known) };
  }
  const request = {
    op: "update",
    resource: identityOf(resource),
    id,
    fields: unignored(wanted),
    secret: resource.secret,
  } as const;
  const live = written(await account.tags.submit(request, { key: `update ${id}` }), news);
  if (live === undefined)
    throw new Error(
      `${nameIn(session, resource)}: UET tag ${id}, ${show(olds.name)}, is gone. Run pulumi up again: it will be created again.`,
    );
  return { outs: outputs(news, live) };
}

function written(outcome: TagOutcome, news: Props): LiveTag | undefined {
  if (outcome.ok) return outcome.live;
  if (outcome.id === undefined) throw new Error(outcome.error.message);
  const live = outcome.live ?? {
    id: outcome.id,
    name: String(news.name),
    ...(wantedTag(news) as Partial<LiveTag>),
  };
  throw new PartlyDone(outcome.id, outputs(news, live), outcome.error.message);
}

async function read(session: Session, resource: Resource, id: string, olds: Props) {
  const { byId, doubt } = await session.account(refOf(olds)).tagSnapshot([id]);
  const live = byId.get(id);
  if (live === undefined) {
    tellGone(session, resource, id, olds, doubt);
    return {};
  }
  const known = asFarAsKnown({ ...withEveryField(live) }, olds, tagFields);
  const fields = seenAs(olds, known, managedBefore(olds), tagFields);
  const inputs = withoutUnset({ ...fields, ...carried(olds) });
  return {
    id,
    props: outputs(inputs, live),
    inputs,
    tellDrift: (ignored: readonly string[]) => {
      const drifted = driftSince({ ...resource, ignored }, olds, { ...withEveryField(live) }, tagFields);
      tellDrift(session, resource, `${tagWords(id, olds.name)}, was`, drifted);
    },
  };
}

/** A look-up by id alone has no outputs; the host says that there is nothing. */
function tellGone(
  session: Session,
  resource: Resource,
  id: string,
  olds: Props,
  doubt: string | undefined,
): void {
  if (olds.name === undefined) return;
  if (doubt !== undefined) throw new Error(`${nameIn(session, resource)}: ${doubt}.`);
  const message = `${nameIn(session, resource)}: UET tag ${id}, ${show(olds.name)}, is gone from the customer and leaves Pulumi's state; if the program still has it, the next pulumi up creates it again`;
  session.notify({ severity: "warning", message });
}

/** Nothing of a tag can be deleted or paused. */
async function remove(session: Session, resource: Resource, id: string, olds: Props): Promise<void> {
  const holder = session.account(refOf(olds)).claims.tags.holderOf(id);
  const stays =
    holder === undefined ? "Microsoft's API cannot delete a tag" : `resource "${holder}" now manages it`;
  session.notify({
    severity: "info",
    message: `${nameIn(session, resource)}: UET tag ${id}, ${show(olds.name)}, stays as it is: ${stays}`,
  });
}

function outputs(inputs: Props, live: LiveTag): Props {
  // Whom it is shared with is nothing for the state of a program that does not manage that.
  const { id: _, ownerCustomerId: __, sharedWith: ___, ...fields } = live;
  const managed = TAG_FIELDS.filter((name) => inputs[name] !== undefined);
  const seen = seenAs(inputs, asFarAsKnown({ ...live }, inputs, tagFields), managed, tagFields);
  return withoutUnset({ ...fields, ...seen, ...carried(inputs), managed });
}
