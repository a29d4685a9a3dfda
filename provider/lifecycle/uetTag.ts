import equal from "fast-deep-equal";
import type { Account } from "../account/account";
import { existingTag } from "../account/planTags";
import type { TagOutcome } from "../account/requests";
import { holdsUnknown, show } from "../goals/text";
import type { Problem } from "../goals/validate";
import { spokenTag, TAG_FIELDS, tagPatch, tagProblems, wantedTag } from "../tags/compareTag";
import type { LiveTag } from "../tags/tag";
import { managementProblems, resolved } from "./checking";
import { type Checked, type Methods, messageOf } from "./lifecycle";
import {
  adoptOf,
  carried,
  carriesOther,
  ignoredFields,
  isNew,
  managedBefore,
  PartlyDone,
  type Props,
  plainError,
  refOf,
  resourceName,
  wishes,
  withoutUnset,
} from "./shape";
import type { Session } from "./world";

/** What the engine asks of a UET tag. */
export const uetTagMethods: Methods = { check, diff, create, read, update, remove };

async function check(session: Session, olds: Props, news: Props): Promise<Checked> {
  const inputs = withoutUnset(resolved(olds, news, session.settings));
  const failures = [
    ...managementProblems(inputs),
    ...tagProblems(wishes(inputs), session.settings.apiVersion),
  ];
  if (failures.length > 0 || holdsUnknown([inputs.customerId, inputs.accountId])) return { inputs, failures };
  const account = session.account(refOf(inputs));
  account.heard();
  session.checked.add(checkedKey(inputs));
  const found = [...clashes(account, inputs), ...movedProblems(olds, inputs)];
  if (found.length === 0 && isNew(olds)) found.push(...(await newTagProblems(session, account, inputs)));
  if (found.length === 0 && isNew(olds)) account.tags.announce(`create ${String(inputs.name)}`);
  account.heard();
  return { inputs, failures: found };
}

/** A tag and a goal may have the same name in a program. */
function checkedKey(inputs: Props): string {
  return `tag ${resourceName(inputs)}`;
}

function clashes(account: Account, inputs: Props): Problem[] {
  const { name } = inputs;
  if (typeof name !== "string" || holdsUnknown(name)) return [];
  const other = account.claims.tags.claimName(name, resourceName(inputs));
  if (other === undefined) return [];
  return [
    {
      property: "name",
      reason: `${show(name)} is also the name of resource "${other}"; a tag's name can be had once in a customer`,
    },
  ];
}

function movedProblems(olds: Props, news: Props): readonly Problem[] {
  const sameTag = olds.name === news.name && olds.customerId === news.customerId;
  if (isNew(olds) || !sameTag || olds.accountId === news.accountId || holdsUnknown(news.accountId)) return [];
  const reason = `cannot change from ${show(olds.accountId)} to ${show(news.accountId)} under the same name: tags belong to the customer. Keep it, or give the tag a new name as well`;
  return [{ property: "accountId", reason }];
}

async function newTagProblems(
  session: Session,
  account: Account,
  inputs: Props,
): Promise<readonly Problem[]> {
  if (session.settings.compare === "state" || holdsUnknown([inputs.name, inputs.adopt])) return [];
  try {
    const asked = { name: String(inputs.name), adopt: adoptOf(inputs) };
    const found = existingTag(asked, await account.tagSnapshot(), account.claims.tags);
    if (found === undefined) return [];
    if ("refused" in found) return [{ property: "name", reason: `${found.refused}.` }];
    session.notify({
      severity: "info",
      message: `${resourceName(inputs)}: takes over UET tag ${found.takes}, ${show(inputs.name)}`,
    });
    return [];
  } catch (error) {
    return [{ property: "customerId", reason: `the customer's tags could not be read: ${messageOf(error)}` }];
  }
}

async function diff(session: Session, id: string, olds: Props, news: Props) {
  if (holdsUnknown([news.customerId, news.accountId])) return { changes: true };
  const moved = ["customerId", "accountId"].filter(
    (name) => olds[name] !== undefined && olds[name] !== news[name],
  );
  if (moved.length > 0) return { changes: true, replaces: moved };
  const account = session.account(refOf(news));
  account.heard();
  const live =
    session.settings.compare === "state" ? asInState(id, olds) : (await account.tagSnapshot()).byId.get(id);
  if (live === undefined) {
    const message = `${resourceName(news)}: UET tag ${id}, ${show(news.name)}, is gone from the customer; it will be created anew`;
    session.notify({ severity: "warning", message });
    return { changes: true, replaces: ["id"] };
  }
  claim(session, account, id, news);
  const patch = tagPatch(wanted(news), spokenTag(live));
  tellDrift(session, id, olds, news, live, patch ?? {});
  const writes = patch !== undefined || holdsUnknown(wishes(news));
  if (writes && session.checked.has(checkedKey(news))) account.tags.announce(`update ${id}`);
  account.heard();
  return { changes: writes || isStale(id, olds, news) };
}

function asInState(id: string, olds: Props): LiveTag {
  return { id, name: String(olds.name), ...(wishes(olds) as Partial<LiveTag>) };
}

function claim(session: Session, account: Account, id: string, news: Props): void {
  if (!session.checked.has(checkedKey(news))) return;
  const other = account.claims.tags.claimId(id, resourceName(news));
  if (other !== undefined)
    throw plainError(
      `Resources "${other}" and "${resourceName(news)}" both stand for UET tag ${id}. Remove one of them from the program.`,
    );
}

function tellDrift(
  session: Session,
  id: string,
  olds: Props,
  news: Props,
  live: LiveTag,
  patch: Props,
): void {
  const drifted = Object.keys(patch).filter((name) => olds[name] === news[name]);
  if (drifted.length === 0) return;
  const words = drifted.map(
    (name) => `${name} is ${show(live[name as keyof LiveTag] ?? "not set")}, wanted: ${show(patch[name])}`,
  );
  const message = `${resourceName(news)}: UET tag ${id}, ${show(news.name)}, was changed outside this program: ${words.join("; ")}`;
  session.notify({ severity: "warning", message });
}

function wanted(news: Props): Props {
  const ignored = ignoredFields(news);
  return Object.fromEntries(Object.entries(wantedTag(news)).filter(([name]) => !ignored.includes(name)));
}

/** State differs from what is wanted, though live does not, or lacks what later calls need: it is renewed, nothing is sent. */
function isStale(id: string, olds: Props, news: Props): boolean {
  const isOther =
    carriesOther(olds, news) || !equal([...managedBefore(olds)].sort(), Object.keys(wantedTag(news)).sort());
  return isOther || tagPatch(wanted(news), asInState(id, olds)) !== undefined;
}

async function create(session: Session, news: Props) {
  const account = session.account(refOf(news));
  const request = {
    op: "create",
    resource: resourceName(news),
    fields: wantedTag(news),
    adopt: adoptOf(news),
  } as const;
  const live = written(await account.tags.submit(request, `create ${String(news.name)}`), news);
  if (live === undefined)
    throw plainError(`${resourceName(news)}: UET tag ${show(news.name)} was neither found nor created.`);
  account.claims.tags.claimId(live.id, resourceName(news));
  return { id: live.id, outs: outputs(news, live) };
}

async function update(session: Session, id: string, olds: Props, news: Props) {
  const account = session.account(refOf(news));
  const known = (await account.tagSnapshot()).byId.get(id);
  if (known !== undefined && tagPatch(wanted(news), spokenTag(known)) === undefined) {
    account.tags.withdraw(`update ${id}`);
    return { outs: outputs(news, known) };
  }
  const request = { op: "update", resource: resourceName(news), id, fields: wanted(news) } as const;
  const live = written(await account.tags.submit(request, `update ${id}`), news);
  if (live === undefined)
    throw plainError(
      `${resourceName(news)}: UET tag ${id}, ${show(olds.name)}, is gone. Run pulumi up again: it will be created anew.`,
    );
  return { outs: outputs(news, live) };
}

function written(outcome: TagOutcome, news: Props): LiveTag | undefined {
  if (outcome.ok) return outcome.live;
  if (outcome.id === undefined) throw plainError(outcome.error.message);
  const live = outcome.live ?? {
    id: outcome.id,
    name: String(news.name),
    ...(wantedTag(news) as Partial<LiveTag>),
  };
  throw new PartlyDone(
    outcome.id,
    { ...outputs(news, live), __provider: news.__provider },
    outcome.error.message,
  );
}

async function read(session: Session, id: string, olds: Props) {
  const live = (await session.account(refOf(olds)).tagSnapshot()).byId.get(id);
  if (live === undefined) return {};
  const managed = managedBefore(olds);
  const written = Object.fromEntries(managed.map((name) => [name, olds[name]]));
  tellDrift(session, id, olds, olds, live, tagPatch(written, live) ?? {});
  const fields = Object.fromEntries(managed.map((name) => [name, live[name as keyof LiveTag] ?? olds[name]]));
  const inputs = withoutUnset({ ...fields, ...carried(olds) });
  return { id, props: outputs(inputs, live), inputs };
}

/** Nothing of a tag can be deleted or paused. */
async function remove(session: Session, id: string, olds: Props): Promise<void> {
  const holder = session.account(refOf(olds)).claims.tags.holderOf(id);
  const stays =
    holder === undefined ? "Microsoft's API cannot delete a tag" : `resource "${holder}" stands for it now`;
  session.notify({
    severity: "info",
    message: `${resourceName(olds)}: UET tag ${id}, ${show(olds.name)}, stays as it is: ${stays}`,
  });
}

function outputs(inputs: Props, live: LiveTag): Props {
  const { id: _, ...fields } = live;
  return withoutUnset({
    ...fields,
    ...carried(inputs),
    managed: TAG_FIELDS.filter((name) => inputs[name] !== undefined),
  });
}
