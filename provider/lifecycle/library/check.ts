import type { Account } from "../../account/account";
import type { GoalSnapshot } from "../../account/snapshot";
import { isGoalType } from "../../goals/definitions";
import { holdsUnknown, show } from "../../goals/text";
import type { Problem } from "../../goals/validate";
import { accountProblems, consentProblems, resolved } from "../checking";
import { clashes, createKey, fixedProblems, newGoalProblems, renameProblems } from "../goalCheck";
import { type Checked, messageOf } from "../lifecycle";
import { isNew, type Props, refOf, resourceName, withoutUnset } from "../shape";
import type { Session } from "../world";
import { libraryKey } from "./diff";
import { type Entry, entriesOf, goalsWithDefaults, isTable, nameFormOf } from "./entries";
import { creation } from "./renames";
import { at, entryProblems, setProblems, shapeProblems } from "./shapeCheck";
import { condemnUnlisted } from "./unlisted";

/** Every problem of every goal at once, each under its path: `goals["Order placed"].urlExpression`. */
export async function checkLibrary(session: Session, olds: Props, news: Props): Promise<Checked> {
  const { settings } = session;
  const asked = withoutUnset({ ...resolved(olds, news, settings), nameForm: nameFormOf(settings) });
  const inputs = isTable(asked.goals) ? { ...asked, goals: goalsWithDefaults(asked) } : asked;
  const entries = entriesOf(inputs);
  const failures = [
    ...accountProblems(inputs),
    ...consentProblems(inputs),
    ...shapeProblems(asked),
    ...entries.flatMap((entry) => entryProblems(entry, session)),
    ...setProblems(entries),
  ];
  const isOpen = holdsUnknown([inputs.customerId, inputs.accountId]) || !isTable(inputs.goals);
  if (failures.length > 0 || isOpen) return { inputs, failures };
  const account = session.account(refOf(inputs));
  account.heard();
  const found = await programProblems(session, account, olds, inputs, entries);
  account.heard();
  return { inputs, failures: found };
}

/** What the rest of the program and the live account have against it; a library without problems counts as checked. */
async function programProblems(
  session: Session,
  account: Account,
  olds: Props,
  library: Props,
  entries: readonly Entry[],
): Promise<readonly Problem[]> {
  session.checked.add(libraryKey(library));
  for (const { props } of entries) session.checked.add(resourceName(props));
  const problems = [
    ...secondLibrary(session, library),
    ...entries.flatMap((entry) => at(entry, clashes(account, entry.props))),
    ...changedProblems(olds, library, entries),
  ];
  if (problems.length > 0) return problems;
  const before = new Map(entriesOf(olds).map((entry) => [entry.key, entry]));
  const found = await liveProblems(session, account, olds, library, entries, before);
  if (found.length === 0)
    for (const entry of entries)
      if (oldOf(entry, before) === undefined) account.goals.announce(createKey(entry.props));
  return found;
}

/** Two libraries of one account would each call the other's goals unlisted. */
function secondLibrary(session: Session, library: Props): readonly Problem[] {
  const { customerId, accountId } = refOf(library);
  const other = session.libraries.claimId(`${customerId}/${accountId}`, resourceName(library));
  if (other === undefined) return [];
  const reason = `account ${accountId} has a library in this program already, "${other}": put the goals into one`;
  return [{ property: "accountId", reason }];
}

/** What cannot change under one name. The account is the library's, so it is said once. */
function changedProblems(olds: Props, library: Props, entries: readonly Entry[]): readonly Problem[] {
  const before = new Map(entriesOf(olds).map((entry) => [entry.key, entry]));
  const common = entries.filter(({ key }) => before.has(key));
  const problems = common.flatMap((entry) => {
    const old = { ...before.get(entry.key)?.props, accountId: library.accountId };
    return at(entry, fixedProblems(old, entry.props));
  });
  const isMoved = olds.customerId === library.customerId && olds.accountId !== library.accountId;
  if (!isMoved || common.length === 0) return problems;
  const names = common.map(({ key }) => show(key));
  const reason = `cannot change from ${show(olds.accountId)} to ${show(library.accountId)} under the same names (${shortList(names)}): names are unique in a customer, and those goals keep theirs. Keep the account, or list the goals under new names`;
  return [...problems, { property: "accountId", reason }];
}

/** The old entry of a goal that is not new: under its key, or under the key before. */
function oldOf({ key, renamedFrom }: Entry, before: ReadonlyMap<string, Entry>): Entry | undefined {
  return before.get(key) ?? (renamedFrom === undefined ? undefined : before.get(renamedFrom));
}

async function liveProblems(
  session: Session,
  account: Account,
  olds: Props,
  library: Props,
  entries: readonly Entry[],
  before: ReadonlyMap<string, Entry>,
): Promise<readonly Problem[]> {
  if (session.settings.compare === "state") return [];
  try {
    const snapshot = await account.goalSnapshot();
    const problems: Problem[] = [];
    for (const entry of entries) {
      const old = oldOf(entry, before);
      const found =
        old === undefined
          ? await newEntryProblems(session, account, library, entry, snapshot)
          : renameProblems(snapshot, old.props.name, entry.props.name);
      problems.push(...at(entry, found));
    }
    if (problems.length > 0 || !isNew(olds)) return problems;
    return (await condemnUnlisted(session, account, library, {})).problems;
  } catch (error) {
    return [{ property: "accountId", reason: `the account could not be read: ${messageOf(error)}` }];
  }
}

async function newEntryProblems(
  session: Session,
  account: Account,
  library: Props,
  entry: Entry,
  snapshot: GoalSnapshot,
): Promise<readonly Problem[]> {
  if (!isGoalType(entry.props.type) || holdsUnknown(entry.props.adopt)) return [];
  const { props, problems } = creation(entry, library, snapshot);
  return problems.length > 0 ? problems : newGoalProblems(session, account, props);
}

function shortList(names: readonly string[]): string {
  const most = 5;
  return names.length <= most
    ? names.join(", ")
    : `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
}
