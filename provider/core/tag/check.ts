import type { Account } from "../../account/account";
import { existingTag } from "../../account/plan/planTags";
import type { TagSnapshot } from "../../account/snapshot";
import { changesIn } from "../../goals/compare";
import { inWords } from "../../goals/difference";
import { nameTaken } from "../../goals/names";
import type { Problem } from "../../goals/problem";
import { holdsUnknown, show } from "../../goals/text";
import type { Session } from "../../session/session";
import { compareTag, withEveryField } from "../../tags/compareTag";
import type { LiveTag } from "../../tags/tag";
import { ownerProblems, TAG_FIELDS, tagProblems, unsharable } from "../../tags/tagProblems";
import { messageOf } from "../errors";
import { wantedFields } from "../flatWanted";
import type { Checked } from "../handler";
import { managementProblems, resolved } from "../managementChecks";
import { planCreate, planUpdate } from "../plannedChanges";
import { adoptOf, isNew, type Props, refOf, wishes, withoutUnset } from "../props";
import { identityOf, nameIn, type Resource } from "../resource";

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
    ...tagProblems(wishes(inputs), session.settings.apiVersion),
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
    const change = differs.length === 0 ? "as it is" : `and changes it: ${differs.map(inWords).join("; ")}`;
    const message = `${nameIn(session, resource)}: takes over UET tag ${id}, ${show(name)}, ${change}`;
    session.notify({ severity: "info", message });
    return [];
  } catch (error) {
    return [{ property: "customerId", reason: `the customer's tags could not be read: ${messageOf(error)}` }];
  }
}

/** Of a new tag its customer's other tags tell. */
function cannotShare(inputs: Props, { ref }: Account, seen: LiveTag | TagSnapshot): string | undefined {
  if (!Array.isArray(inputs.sharedWith) || inputs.sharedWith.length === 0) return undefined;
  if (!("byId" in seen)) return unsharable(seen, ref.customerId);
  const isOff = [...seen.byId.values()].some(({ sharedWith }) => (sharedWith ?? null) === null);
  return isOff ? unsharable({ id: "", sharedWith: null }, ref.customerId) : undefined;
}
