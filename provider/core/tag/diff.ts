import equal from "fast-deep-equal";
import type { Account } from "../../account/account";
import { type Difference, inWords } from "../../goals/difference";
import { isCovered } from "../../goals/propertyPath";
import { holdsUnknown, show } from "../../goals/text";
import type { Session } from "../../session/session";
import { tagDifferences, tagPatch, wantedTag, withEveryField } from "../../tags/compareTag";
import type { LiveTag } from "../../tags/tag";
import { plainError } from "../errors";
import { type Diffed, movedTo, tellAbandoned } from "../goal/diff";
import { planUpdate } from "../plannedChanges";
import {
  carriesOther,
  identityOf,
  ignoredFields,
  managedBefore,
  nameIn,
  type Props,
  refOf,
  secretPaths,
  wishes,
} from "../props";
import { checkedKey } from "./check";

/** Compares what is wanted with the live tag: in memory, from the one snapshot of the process. */
export async function diffTag(session: Session, id: string, olds: Props, news: Props): Promise<Diffed> {
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
    if (snapshot.doubt !== undefined) throw plainError(`${nameIn(session, news)}: ${snapshot.doubt}.`);
    const message = `${nameIn(session, news)}: UET tag ${id}, ${show(news.name)}, is gone from the customer; it will be created anew`;
    session.notify({ severity: "warning", message });
    return { changes: true, replaces: ["id"] };
  }
  claim(session, account, id, news);
  const found = tagDifferences(wanted(news), withEveryField(live), secretPaths(news));
  const drifted = found.filter(({ name }) => olds[name] === news[name]);
  tellDrift(session, id, news, drifted);
  tellAbandoned(session, news, abandonedTagFields(olds, news));
  const writes = found.length > 0 || holdsUnknown(wishes(news));
  if (writes && session.checked.has(checkedKey(news))) {
    account.tags.announce(`update ${id}`);
    planUpdate(session, "tags", id, found);
  }
  return { changes: writes || isStale(id, olds, news) };
}

/** Fields that the program no longer sets; none of a tag's has a documented default. */
function abandonedTagFields(olds: Props, news: Props): readonly string[] {
  const now = Object.keys(wantedTag(news));
  return managedBefore(olds).filter((name) => !now.includes(name));
}

function asInState(id: string, olds: Props): LiveTag {
  return { id, name: String(olds.name), ...(wishes(olds) as Partial<LiveTag>) };
}

function claim(session: Session, account: Account, id: string, news: Props): void {
  if (!session.checked.has(checkedKey(news))) return;
  const other = account.claims.tags.claimId(id, identityOf(news));
  if (other !== undefined)
    throw plainError(
      `Resources "${other}" and "${identityOf(news)}" both stand for UET tag ${id}. Remove one of them from the program.`,
    );
}

/** The managed fields in which a live tag is not as old outputs say; but for what `ignoreChanges` leaves to others. */
export function tagDriftSince(olds: Props, live: LiveTag): readonly Difference[] {
  const managed = managedBefore(olds);
  const written = Object.entries(wanted(olds)).filter(([name]) => managed.includes(name));
  return tagDifferences(Object.fromEntries(written), withEveryField(live), secretPaths(olds));
}

/** Names each field that was changed behind Pulumi's back. */
export function tellDrift(session: Session, id: string, props: Props, drifted: readonly Difference[]): void {
  if (drifted.length === 0) return;
  const message = `${nameIn(session, props)}: UET tag ${id}, ${show(props.name)}, was changed outside this program: ${drifted.map(inWords).join("; ")}`;
  session.notify({ severity: "warning", message });
}

/** What the program wants, without what `ignoreChanges` names. */
export function wanted(news: Props): Props {
  const ignored = ignoredFields(news);
  return Object.fromEntries(Object.entries(wantedTag(news)).filter(([name]) => !isCovered(name, ignored)));
}

/** State differs from what is wanted, though live does not, or lacks what later calls need: it is renewed, nothing is sent. */
function isStale(id: string, olds: Props, news: Props): boolean {
  const isOther =
    carriesOther(olds, news) || !equal([...managedBefore(olds)].sort(), Object.keys(wantedTag(news)).sort());
  return isOther || tagPatch(wanted(news), asInState(id, olds)) !== undefined;
}
