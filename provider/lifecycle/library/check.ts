import type { Account } from "../../account/account";
import { foldName } from "../../account/snapshot";
import { holdsUnknown, show } from "../../goals/text";
import { goalProblems, type Problem } from "../../goals/validate";
import { managementProblems, resolved } from "../checking";
import { createKey, fixedProblems, newGoalProblems } from "../goalCheck";
import { type Checked, messageOf } from "../lifecycle";
import { isNew, type Props, refOf, resourceName, wishes, withoutUnset } from "../shape";
import type { Session } from "../world";
import { type Entry, entriesOf, goalsOf, goalsWithDefaults } from "./entries";
import { unlistedGoals, unlistedProblems } from "./unlisted";

const PROPERTIES = ["goals", "unlisted", "pauseAtMost"];
/** Microsoft: 1,000 goals an account. */
const MOST = 1_000;

/** Every problem of every goal at once, each under its path: `goals["Order placed"].urlExpression`. */
export async function checkLibrary(session: Session, olds: Props, news: Props): Promise<Checked> {
  const { settings } = session;
  const library = withoutUnset(resolved(olds, news, settings));
  if (holdsUnknown(library.goals) && typeof library.goals === "string")
    return { inputs: library, failures: [] };
  const entries = entriesOf(library, settings);
  const inputs = withoutUnset({
    ...library,
    goals: isTable(library.goals) ? goalsWithDefaults(library, settings) : library.goals,
  });
  const failures = [
    ...managementProblems(inputs),
    ...shapeProblems(library),
    ...entries.flatMap((entry) => entryProblems(entry, session)),
  ];
  failures.push(...setProblems(entries));
  if (failures.length > 0 || holdsUnknown([inputs.customerId, inputs.accountId])) return { inputs, failures };
  const account = session.account(refOf(inputs));
  account.heard();
  session.checked.add(libraryKey(inputs));
  const found = [...clashes(account, library, entries), ...changedProblems(session, olds, entries)];
  if (found.length === 0) found.push(...(await liveProblems(session, account, olds, library, entries)));
  if (found.length === 0)
    for (const { props } of newEntries(olds, entries)) account.goals.announce(createKey(props));
  account.heard();
  return { inputs, failures: found };
}

/** The key under which a library counts as checked in this process. */
export function libraryKey(props: Props): string {
  return `library ${resourceName(props)}`;
}

function isTable(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shapeProblems(library: Props): readonly Problem[] {
  const problems: Problem[] = [];
  for (const name of Object.keys(wishes(library)))
    if (!PROPERTIES.includes(name))
      problems.push({ property: name, reason: `no such property. A library has ${PROPERTIES.join(", ")}` });
  if (!isTable(library.goals))
    problems.push({
      property: "goals",
      reason: `got ${show(library.goals)}; allowed: an object of goals by name`,
    });
  const { unlisted, pauseAtMost } = library;
  if (unlisted !== undefined && unlisted !== "ignore" && unlisted !== "pause" && !holdsUnknown(unlisted))
    problems.push({ property: "unlisted", reason: `got ${show(unlisted)}; allowed: ignore, pause` });
  if (
    pauseAtMost !== undefined &&
    !holdsUnknown(pauseAtMost) &&
    !(Number.isInteger(pauseAtMost) && Number(pauseAtMost) >= 0)
  )
    problems.push({
      property: "pauseAtMost",
      reason: `got ${show(pauseAtMost)}; allowed: a whole number from 0`,
    });
  return problems;
}

function entryProblems(entry: Entry, session: Session): readonly Problem[] {
  const { onDelete, adopt } = entry.props;
  const management = managementProblems({
    customerId: "1",
    accountId: "1",
    onDelete: onDelete ?? "pause",
    adopt,
  });
  return underPath(entry, [...management, ...goalProblems(wishes(entry.props), session.settings.apiVersion)]);
}

/** The problem of a goal, said of its place in the library. */
export function underPath(entry: Entry, problems: readonly Problem[]): readonly Problem[] {
  return problems.map(({ property, reason }) => ({
    property: `goals[${JSON.stringify(entry.key)}].${property}`,
    reason,
  }));
}

/** What is wrong between goals: names that the service may take for one, too many, a second in-store goal. */
function setProblems(entries: readonly Entry[]): readonly Problem[] {
  const problems: Problem[] = [];
  const folded = new Map<string, Entry>();
  for (const entry of entries) {
    const twin = folded.get(foldName(entry.key));
    if (twin !== undefined)
      problems.push(
        ...underPath(entry, [
          {
            property: "name",
            reason: `is the same as ${show(twin.key)} but for case or blanks; the service may take the two for one`,
          },
        ]),
      );
    folded.set(foldName(entry.key), entry);
    if (entry.renamedFrom !== undefined && entries.some(({ key }) => key === entry.renamedFrom))
      problems.push(
        ...underPath(entry, [
          {
            property: "renamedFrom",
            reason: `${show(entry.renamedFrom)} is listed itself: a goal has one name`,
          },
        ]),
      );
  }
  if (entries.length > MOST)
    problems.push({ property: "goals", reason: `${entries.length} goals; an account holds ${MOST}` });
  const inStore = entries.filter(({ props }) => props.type === "InStoreTransaction");
  if (inStore.length > 1)
    problems.push({
      property: "goals",
      reason: `${inStore.map(({ key }) => show(key)).join(" and ")} are in-store goals; a customer can have one`,
    });
  return problems;
}

function clashes(account: Account, library: Props, entries: readonly Entry[]): Problem[] {
  return entries.flatMap((entry) => {
    const name = String(entry.props.name);
    const other = account.claims.goals.claimName(name, resourceName(library));
    if (other === undefined) return [];
    return underPath(entry, [
      {
        property: "name",
        reason: `${show(name)} is also the name of resource "${other}"; a goal's name can be had once in a customer`,
      },
    ]);
  });
}

function changedProblems(session: Session, olds: Props, entries: readonly Entry[]): readonly Problem[] {
  const before = new Map(entriesOf(olds, session.settings).map((entry) => [entry.key, entry]));
  return entries.flatMap((entry) => {
    const old = before.get(entry.key);
    return old === undefined ? [] : underPath(entry, fixedProblems(old.props, entry.props));
  });
}

function newEntries(olds: Props, entries: readonly Entry[]): readonly Entry[] {
  if (isNew(olds)) return entries;
  const before = goalsOf(olds);
  return entries.filter(
    ({ key, renamedFrom }) =>
      before[key] === undefined && (renamedFrom === undefined || before[renamedFrom] === undefined),
  );
}

async function liveProblems(
  session: Session,
  account: Account,
  olds: Props,
  library: Props,
  entries: readonly Entry[],
): Promise<readonly Problem[]> {
  if (session.settings.compare === "state") return [];
  try {
    const snapshot = await account.goalSnapshot();
    const problems: Problem[] = [];
    for (const entry of newEntries(olds, entries)) {
      const isRename = entry.renamedFrom !== undefined && !snapshot.byName.has(String(entry.props.name));
      if (!isRename) problems.push(...underPath(entry, await newGoalProblems(session, account, entry.props)));
    }
    return [
      ...problems,
      ...unlistedProblems(library, account, unlistedGoals(library, entries, {}, snapshot)),
    ];
  } catch (error) {
    return [{ property: "accountId", reason: `the account could not be read: ${messageOf(error)}` }];
  }
}
