import type { Account } from "../../account/account";
import { at, isEmpty, isTable, libraryProblems, setProblems, WHY_EMPTY } from "../../goals/library";
import { consentProblems } from "../../goals/management";
import type { Problem } from "../../goals/problem";
import { holdsUnknown, show, showSome } from "../../goals/text";
import type { Session } from "../../session/session";
import { pausedByLibrary, pausesOthers } from "../activeGoals";
import { messageOf } from "../errors";
import { autoTaggingProblems } from "../goal/autoTagging";
import { clashes, createKey, fixedProblems } from "../goal/check";
import type { Checked } from "../handler";
import { accountProblems, resolved } from "../managementChecks";
import { isNew, type Props, refOf, wishes, withoutUnset } from "../props";
import { identityOf, nameIn, type Resource } from "../resource";
import { checkedKeys, type Entry, entriesOf, goalsWithDefaults, nameFormOf } from "./entries";
import { entryProblems } from "./entryProblems";
import { liveProblems } from "./liveProblems";

/** Every problem of every goal at once, each under its path: `goals["Order placed"].urlExpression`. */
export async function checkLibrary(
  session: Session,
  resource: Resource,
  olds: Props,
  news: Props,
): Promise<Checked> {
  const { settings } = session;
  const asked = withoutUnset({ ...resolved(resource, olds, news, settings), nameForm: nameFormOf(settings) });
  const inputs = isTable(asked.goals) ? { ...asked, goals: goalsWithDefaults(asked) } : asked;
  const entries = entriesOf(inputs, resource);
  const before = propsByKey(olds, resource);
  const failures = [
    ...accountProblems(inputs),
    ...consentProblems(inputs),
    ...libraryProblems(ownOf(asked), asked.adopt),
    ...emptied(before.size, inputs.goals),
    ...entries.flatMap((entry) => entryProblems(entry, before.get(entry.key) ?? {}, session)),
    ...setProblems(entries),
  ];
  if (failures.length === 0 && isNew(olds) && isEmpty(inputs.goals)) tellEmpty(session, resource);
  const isOpen = holdsUnknown([inputs.customerId, inputs.accountId]) || !isTable(inputs.goals);
  if (failures.length > 0 || isOpen) return { inputs, failures };
  const account = session.account(refOf(inputs));
  const found = await programProblems(session, resource, account, olds, inputs, entries);
  return { inputs, failures: found };
}

/** A library that loses all of its goals at once: a mistake, more likely than not, and each of them would be paused. */
function emptied(before: number, goals: unknown): readonly Problem[] {
  if (before === 0 || !isEmpty(goals)) return [];
  const reason = `lists no goal, and listed ${before} in the last run. ${WHY_EMPTY}. If all are to leave, remove the library from the program: they are paused then, but for those that other resources declare`;
  return [{ property: "goals", reason }];
}

function tellEmpty(session: Session, resource: Resource): void {
  const message = `${nameIn(session, resource)}: goals lists no goal, so the library manages none. ${WHY_EMPTY}.`;
  session.notify({ severity: "warning", message });
}

/** A library's inputs without what every resource has, and what check itself adds. */
function ownOf({ nameForm: _, ...library }: Props): Props {
  return wishes(library);
}

function propsByKey(library: Props, resource: Resource): ReadonlyMap<string, Props> {
  return new Map(entriesOf(library, resource).map(({ key, props }) => [key, props]));
}

/**
 * What the rest of the program and the live account have against it; a library without problems counts as checked.
 * Of a library that exists only diff can tell what is live: it alone sees which goals are the library's already.
 */
async function programProblems(
  session: Session,
  resource: Resource,
  account: Account,
  olds: Props,
  library: Props,
  entries: readonly Entry[],
): Promise<readonly Problem[]> {
  for (const key of checkedKeys(resource, library)) session.checked.add(key);
  const before = propsByKey(olds, resource);
  const problems = [
    ...secondLibrary(session, resource, library),
    ...entries.flatMap((entry) => at(entry, clashes(account, entry.resource, entry.props))),
    ...entries.flatMap((entry) => at(entry, autoTaggingProblems(account, entry.resource, entry.props))),
    ...changedProblems(resource, olds, library, entries),
    ...entries.flatMap((entry) => {
      const { key, resource: own, props } = entry;
      return at(entry, pausedByLibrary(account, own, before.get(key) ?? {}, props, true));
    }),
    ...pausesOthers(account, resource, library),
  ];
  if (problems.length > 0 || !isNew(olds)) return problems;
  try {
    const listed = entries.map((entry) => ({ entry, known: undefined }));
    const found = await liveProblems(session, resource, library, { listed, left: [] });
    if (found.length === 0) for (const { props } of entries) account.goals.announce(createKey(props));
    return found;
  } catch (error) {
    return [{ property: "accountId", reason: `the account could not be read: ${messageOf(error)}` }];
  }
}

/** Two libraries of one account would each call the other's goals unlisted. */
function secondLibrary(session: Session, resource: Resource, library: Props): readonly Problem[] {
  const { customerId, accountId } = refOf(library);
  const other = session.libraries.claimId(`${customerId}/${accountId}`, identityOf(resource));
  if (other === undefined) return [];
  const reason = `account ${accountId} already has a library in this program, "${other}": put all goals into one`;
  return [{ property: "accountId", reason }];
}

/** What cannot change under one name. The account is the library's, so it is said once. */
function changedProblems(
  resource: Resource,
  olds: Props,
  library: Props,
  entries: readonly Entry[],
): readonly Problem[] {
  const before = propsByKey(olds, resource);
  const common = entries.filter(({ key }) => before.has(key));
  const problems = common.flatMap((entry) => {
    const old = { ...before.get(entry.key), accountId: library.accountId };
    return at(entry, fixedProblems(old, entry.props));
  });
  const isMoved = olds.customerId === library.customerId && olds.accountId !== library.accountId;
  if (!isMoved || common.length === 0) return problems;
  const reason = `cannot change from ${show(olds.accountId)} to ${show(library.accountId)} under the same names (${showSome(common.map(({ key }) => key))}): names are unique in a customer, and those goals keep theirs. Keep the account, or list the goals under new names`;
  return [...problems, { property: "accountId", reason }];
}
