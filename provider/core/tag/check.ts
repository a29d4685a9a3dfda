import type { Account } from "../../account/account";
import { existingTag, nameOfOther } from "../../account/plan/planTags";
import { nearName, type TagSnapshot } from "../../account/snapshot";
import { changesIn } from "../../goals/compare";
import { inWords } from "../../goals/difference";
import { nameTaken, nearWords } from "../../goals/names";
import type { Problem } from "../../goals/problem";
import { holdsUnknown, show } from "../../goals/text";
import type { Session } from "../../session/session";
import { compareTag, withEveryField } from "../../tags/compareTag";
import type { LiveTag } from "../../tags/tag";
import { ownerProblems, TAG_FIELDS, tagProblems, unsharable } from "../../tags/tagProblems";
import { messageOf } from "../errors";
import { wantedFields } from "../flatWanted";
import type { Checked } from "../handler";
import { managementProblems, resolved, unlessHeld } from "../managementChecks";
import { movedTo } from "../moved";
import { planCreate, planUpdate } from "../plannedChanges";
import { adoptOf, isNew, type Props, refOf, wishes, withoutUnset } from "../props";
import { identityOf, nameIn, type Resource } from "../resource";
import { tellEnded } from "./sharing";

/** Every problem at once, and the inputs with what config adds. */
export async function checkTag(
  session: Session,
  resource: Resource,
  olds: Props,
  news: Props,
): Promise<Checked> {
  const inputs = withoutUnset(resolved(resource, olds, news, session.settings));
  const failures = [
    ...managementProblems(inputs),
    ...unlessHeld(tagProblems(wishes(inputs), session.settings.apiVersion), resource, olds, inputs),
    ...ownerProblems(inputs),
  ];
  const isOpen = holdsUnknown([inputs.customerId, inputs.accountId]);
  if (failures.length === 0 && isOpen && isNew(olds)) planCreate(session, resource, "tags");
  if (failures.length > 0 || isOpen) return { inputs, failures };
  const account = session.account(refOf(inputs));
  session.checked.add(checkedKey(resource));
  const found = [...clashes(account, resource, inputs), ...movedProblems(olds, inputs)];
  if (found.length === 0 && isNew(olds))
    found.push(...(await newTagProblems(session, resource, account, inputs)));
  if (found.length === 0 && isRenamed(olds, inputs))
    found.push(...(await renameProblems(session, resource, account, olds, inputs)));
  if (found.length === 0 && isNew(olds)) account.tags.announce(`create ${String(inputs.name)}`);
  return { inputs, failures: found };
}

/** The key under which a tag counts as checked; a tag and a goal may have the same name in a program. */
export function checkedKey(resource: Resource): string {
  return `tag ${identityOf(resource)}`;
}

function clashes(account: Account, resource: Resource, inputs: Props): Problem[] {
  const { name } = inputs;
  if (typeof name !== "string") return [];
  const other = account.claims.tags.claimName(name, identityOf(resource));
  return other === undefined ? [] : [{ property: "name", reason: nameTaken("tag", name, other) }];
}

function movedProblems(olds: Props, news: Props): readonly Problem[] {
  const sameTag = olds.name === news.name && olds.customerId === news.customerId;
  if (isNew(olds) || !sameTag || olds.accountId === news.accountId || holdsUnknown(news.accountId)) return [];
  const reason = `cannot change from ${show(olds.accountId)} to ${show(news.accountId)} under the same name: tags belong to the customer. Keep it, or give the tag a new name as well`;
  return [{ property: "accountId", reason }];
}

/** Another account makes it another tag, which is checked as a new one. */
function isRenamed(olds: Props, news: Props): boolean {
  const isRename = !isNew(olds) && olds.name !== news.name && !holdsUnknown([news.name]);
  return isRename && movedTo(olds, news).length === 0;
}

/** A new name that another tag has. Where no tag has the old name any more, this one may have the new one already. */
async function renameProblems(
  session: Session,
  resource: Resource,
  account: Account,
  olds: Props,
  { name }: Props,
): Promise<readonly Problem[]> {
  try {
    const snapshot = await account.tagSnapshot();
    const own = snapshot.byName.get(String(olds.name));
    if (own === undefined) return [];
    const namesake = snapshot.byName.get(String(name));
    if (namesake !== undefined)
      return [{ property: "name", reason: `${nameOfOther(own, namesake)}. Choose another` }];
    tellNear(session, resource, snapshot, name, own.name);
    return [];
  } catch (error) {
    return [unreadable(error)];
  }
}

/** `own`: the name that the tag gives up; a tag may change the case of its own name. */
function tellNear(
  session: Session,
  resource: Resource,
  snapshot: TagSnapshot,
  name: unknown,
  own?: string,
): void {
  const near = nearName(snapshot, String(name), own);
  if (near === undefined) return;
  const message = `${nameIn(session, resource)}: ${nearWords("UET tag", near, name)}`;
  session.notify({ severity: "warning", message });
}

function unreadable(error: unknown): Problem {
  return { property: "customerId", reason: `the customer's tags could not be read: ${messageOf(error)}` };
}

async function newTagProblems(
  session: Session,
  resource: Resource,
  account: Account,
  inputs: Props,
): Promise<readonly Problem[]> {
  if (holdsUnknown([inputs.name, inputs.adopt])) {
    planCreate(session, resource, "tags");
    return [];
  }
  try {
    const asked = { resource: identityOf(resource), name: String(inputs.name), adopt: adoptOf(inputs) };
    const snapshot = await account.tagSnapshot();
    const found = existingTag(asked, snapshot, account.claims.tags);
    const why = cannotShare(
      inputs,
      account,
      found !== undefined && "takes" in found ? found.takes : snapshot,
    );
    if (why !== undefined) return [{ property: "sharedWith", reason: `${why}.` }];
    if (found === undefined) {
      planCreate(session, resource, "tags");
      tellNear(session, resource, snapshot, inputs.name);
      return [];
    }
    if ("refused" in found) return [{ property: "name", reason: `${found.refused}.` }];
    const { id, name } = found.takes;
    const other = account.claims.tags.claimTake(id, identityOf(resource));
    if (other !== undefined)
      return [
        {
          property: "adopt",
          reason: `resource "${other}" already takes over the same tag. Remove one of them`,
        },
      ];
    const differs = changesIn(
      compareTag(wantedFields(resource, {}, inputs, TAG_FIELDS), withEveryField(found.takes)),
    );
    if (differs.length > 0 || holdsUnknown(wishes(inputs))) planUpdate(session, "tags", id, differs);
    if (name !== inputs.name) tellNear(session, resource, snapshot, inputs.name, name);
    const change = differs.length === 0 ? "as it is" : `and changes it: ${differs.map(inWords).join("; ")}`;
    const message = `${nameIn(session, resource)}: takes over UET tag ${id}, ${show(name)}, ${change}`;
    session.notify({ severity: "info", message });
    // Pulumi ignores changes of what there is, not of what is made.
    tellEnded(session, { ...resource, ignored: [] }, inputs, found.takes);
    return [];
  } catch (error) {
    return [unreadable(error)];
  }
}

/** Of a new tag its customer's other tags tell. */
function cannotShare(inputs: Props, { ref }: Account, seen: LiveTag | TagSnapshot): string | undefined {
  if (!Array.isArray(inputs.sharedWith) || inputs.sharedWith.length === 0) return undefined;
  if (!("byId" in seen)) return unsharable(seen, ref.customerId);
  const isOff = [...seen.byId.values()].some(({ sharedWith }) => (sharedWith ?? null) === null);
  return isOff ? unsharable({ id: "", sharedWith: null }, ref.customerId) : undefined;
}
