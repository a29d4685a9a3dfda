import type { Account } from "../../account/account";
import { changesIn } from "../../goals/compare";
import { holdsUnknown, show } from "../../goals/text";
import type { Session } from "../../session/session";
import { compareTag, withEveryField } from "../../tags/compareTag";
import { tagFields } from "../../tags/tag";
import { TAG_FIELDS, unsharable } from "../../tags/tagProblems";
import { isStale, tellOutside } from "../flatDiff";
import { wantedFields } from "../flatWanted";
import type { Diffed } from "../handler";
import { decidedBefore } from "../moved";
import { planUpdate } from "../plannedChanges";
import { type Props, refOf, wishes } from "../props";
import { identityOf, nameIn, type Resource } from "../resource";
import { checkedKey } from "./check";
import { tagWords, tellEnded } from "./sharing";

/** Compares what is wanted with the live tag: in memory, from the one snapshot of the process. */
export async function diffTag(
  session: Session,
  resource: Resource,
  id: string,
  olds: Props,
  news: Props,
): Promise<Diffed> {
  const decided = decidedBefore(session, "tags", id, olds, news);
  if (decided !== undefined) return decided;
  const account = session.account(refOf(news));
  const snapshot = await account.tagSnapshot([id]);
  const live = snapshot.byId.get(id);
  if (live === undefined) {
    if (snapshot.doubt !== undefined) throw new Error(`${nameIn(session, resource)}: ${snapshot.doubt}.`);
    const message = `${nameIn(session, resource)}: UET tag ${id}, ${show(news.name)}, is gone from the customer; it will be created again`;
    session.notify({ severity: "warning", message });
    return { changes: true, replaces: ["id"] };
  }
  claim(session, resource, account, id);
  const compared = compareTag(wantedFields(resource, olds, news, TAG_FIELDS), withEveryField(live));
  const found = changesIn(compared);
  const unfit = found.some(({ name }) => name === "sharedWith")
    ? unsharable(live, account.ref.customerId)
    : undefined;
  if (unfit !== undefined) throw new Error(`${nameIn(session, resource)}: ${unfit}.`);
  if (session.checked.has(checkedKey(resource))) tellEnded(session, resource, news, live);
  tellOutside(
    session,
    resource,
    { thing: `${tagWords(id, news.name)}, was`, checkedKey: checkedKey(resource) },
    compared.differences,
  );
  const writes = found.length > 0 || holdsUnknown(wishes(news));
  if (writes && session.checked.has(checkedKey(resource))) {
    account.tags.announce(`update ${id}`);
    planUpdate(session, "tags", id, found);
  }
  return { changes: writes || isStale(resource, olds, news, tagFields, TAG_FIELDS), differences: found };
}

function claim(session: Session, resource: Resource, account: Account, id: string): void {
  if (!session.checked.has(checkedKey(resource))) return;
  const other = account.claims.tags.claimId(id, identityOf(resource));
  if (other !== undefined)
    throw new Error(
      `Resources "${other}" and "${identityOf(resource)}" both manage UET tag ${id}. Remove one of them from the program.`,
    );
}
