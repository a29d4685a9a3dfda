import equal from "fast-deep-equal";
import type { Account } from "../../account/account";
import { changesIn } from "../../goals/compare";
import { type Difference, inWords, type Why } from "../../goals/difference";
import { holdsUnknown, show } from "../../goals/text";
import type { Session } from "../../session/session";
import { compareTag, wantedTag, withEveryField } from "../../tags/compareTag";
import type { LiveTag } from "../../tags/tag";
import { unsharable } from "../../tags/tagProblems";
import { movedTo, tellAbandoned } from "../goal/diff";
import type { Diffed } from "../handler";
import { planUpdate } from "../plannedChanges";
import { carriesOther, managedBefore, type Props, refOf, wishes } from "../props";
import { identityOf, nameIn, type Resource } from "../resource";
import { checkedKey } from "./check";
import { wantedFrom } from "./wanted";

/** Compares what is wanted with the live tag: in memory, from the one snapshot of the process. */
export async function diffTag(
  session: Session,
  resource: Resource,
  id: string,
  olds: Props,
  news: Props,
): Promise<Diffed> {
  if (holdsUnknown([news.customerId, news.accountId])) {
    planUpdate(session, "tags", id, []);
    return { changes: true };
  }
  const moved = movedTo(olds, news);
  if (moved.length > 0) return { changes: true, replaces: moved };
  const account = session.account(refOf(news));
  const snapshot = await account.tagSnapshot();
  const live = snapshot.byId.get(id);
  if (live === undefined) {
    if (snapshot.doubt !== undefined) throw new Error(`${nameIn(session, resource)}: ${snapshot.doubt}.`);
    const message = `${nameIn(session, resource)}: UET tag ${id}, ${show(news.name)}, is gone from the customer; it will be created again`;
    session.notify({ severity: "warning", message });
    return { changes: true, replaces: ["id"] };
  }
  claim(session, resource, account, id);
  const compared = compareTag(wantedFrom(resource, olds, news), withEveryField(live));
  const found = changesIn(compared);
  const unfit = found.some(({ name }) => name === "sharedWith")
    ? unsharable(live, account.ref.customerId)
    : undefined;
  if (unfit !== undefined) throw new Error(`${nameIn(session, resource)}: ${unfit}.`);
  const because = (why: Why) => compared.differences.filter((each) => each.why === why);
  tellDrift(session, resource, id, news, because("drifted"));
  tellAbandoned(
    session,
    resource,
    because("left").map(({ name }) => name),
  );
  const writes = found.length > 0 || holdsUnknown(wishes(news));
  if (writes && session.checked.has(checkedKey(resource))) {
    account.tags.announce(`update ${id}`);
    planUpdate(session, "tags", id, found);
  }
  return { changes: writes || isStale(resource, id, olds, news), differences: found };
}

function asInState(id: string, olds: Props): LiveTag {
  return { id, name: String(olds.name), ...(wishes(olds) as Partial<LiveTag>) };
}

function claim(session: Session, resource: Resource, account: Account, id: string): void {
  if (!session.checked.has(checkedKey(resource))) return;
  const other = account.claims.tags.claimId(id, identityOf(resource));
  if (other !== undefined)
    throw new Error(
      `Resources "${other}" and "${identityOf(resource)}" both manage UET tag ${id}. Remove one of them from the program.`,
    );
}

/** The managed fields in which a live tag is not as old outputs say; but for what `ignoreChanges` leaves to others. */
export function tagDriftSince(resource: Resource, olds: Props, live: LiveTag): readonly Difference[] {
  const managed = managedBefore(olds);
  const fields = Object.fromEntries(
    Object.entries(wantedTag(olds)).filter(([name]) => managed.includes(name)),
  );
  const wanted = { fields, ignored: resource.ignored, secret: resource.secret };
  return changesIn(compareTag(wanted, withEveryField(live)));
}

/** Names each field that was changed behind Pulumi's back. */
export function tellDrift(
  session: Session,
  resource: Resource,
  id: string,
  props: Props,
  drifted: readonly Difference[],
): void {
  if (drifted.length === 0) return;
  const message = `${nameIn(session, resource)}: UET tag ${id}, ${show(props.name)}, was changed outside this program: ${drifted.map(inWords).join("; ")}`;
  session.notify({ severity: "warning", message });
}

/** State differs from what is wanted, though live does not, or lacks what later calls need: it is renewed, nothing is sent. */
function isStale(resource: Resource, id: string, olds: Props, news: Props): boolean {
  const isOther =
    carriesOther(olds, news) || !equal([...managedBefore(olds)].sort(), Object.keys(wantedTag(news)).sort());
  return isOther || changesIn(compareTag(wantedFrom(resource, olds, news), asInState(id, olds))).length > 0;
}
