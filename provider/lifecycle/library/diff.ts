import equal from "fast-deep-equal";
import type { Account } from "../../account/account";
import type { GoalSnapshot } from "../../account/snapshot";
import { differences } from "../../goals/compare";
import type { GoalType } from "../../goals/definition";
import type { LiveGoal } from "../../goals/goal";
import { holdsUnknown, show } from "../../goals/text";
import { wantedGoal, withIgnored } from "../../goals/wanted";
import { createKey } from "../goalCheck";
import { type Diffed, tellAbandoned, tellDrift, updateKey } from "../goalDiff";
import { ignoredFields, managedBefore, type Props, plainError, refOf, resourceName, wishes } from "../shape";
import type { Session } from "../world";
import { libraryKey } from "./check";
import { type Entry, entriesOf, goalsOf, idBehind, idsOf, oldEntry, removedKeys } from "./entries";
import { unlistedGoals } from "./unlisted";

/** Compares every goal of the library with the live account, in memory; names what drifted, goal by goal. */
export async function diffLibrary(session: Session, _id: string, olds: Props, news: Props): Promise<Diffed> {
  if (holdsUnknown([news.customerId, news.accountId, news.goals]) && typeof news.goals === "string")
    return { changes: true };
  const moved = ["customerId", "accountId"].filter(
    (name) => olds[name] !== undefined && olds[name] !== news[name],
  );
  if (moved.length > 0) return { changes: true, replaces: moved };
  const account = session.account(refOf(news));
  account.heard();
  const entries = entriesOf(news, session.settings);
  const snapshot = await account.goalSnapshot();
  const isOfProgram = session.checked.has(libraryKey(news));
  let changes =
    removedKeys(entries, olds).length > 0 || unlistedGoals(news, entries, olds, snapshot).length > 0;
  for (const entry of entries) {
    const coming = comingKey(session, entry, olds, snapshot);
    if (isOfProgram) claim(account, entry, olds, snapshot);
    if (coming === undefined) continue;
    changes = true;
    if (isOfProgram) account.goals.announce(coming);
  }
  account.heard();
  return { changes: changes || isStale(olds, news) };
}

/** The key of the write that an entry needs; undefined when all is as wanted. */
function comingKey(session: Session, entry: Entry, olds: Props, snapshot: GoalSnapshot): string | undefined {
  const { props } = entry;
  const id = idBehind(entry, olds);
  const live = id === undefined ? undefined : snapshot.byId.get(id);
  if (id === undefined) return createKey(props);
  if (live === undefined) {
    const message = `${resourceName(props)}: goal ${id}, ${show(props.name)}, is gone from the account; it will be created anew`;
    session.notify({ severity: "warning", message });
    return createKey(props);
  }
  const old = oldEntry(
    entry.renamedFrom !== undefined && idsOf(olds)[entry.key] === undefined ? entry.renamedFrom : entry.key,
    olds,
    session.settings,
  );
  const before = old?.props ?? {};
  const found = differences(wantedEntry(entry, before, live), live);
  tellDrift(session, id, before, props, found);
  tellAbandoned(session, props.type as GoalType, before, props);
  return found.length > 0 || holdsUnknown(wishes(props)) ? updateKey(id) : undefined;
}

/** What the program wants of a goal of the library, given what it managed before and what is live. */
export function wantedEntry({ props }: Entry, before: Props, live: LiveGoal) {
  return withIgnored(
    wantedGoal(props.type as GoalType, wishes(props), managedBefore(before)),
    live,
    ignoredFields(props),
  );
}

function claim(account: Account, entry: Entry, olds: Props, snapshot: GoalSnapshot): void {
  const id = idBehind(entry, olds);
  if (id === undefined || !snapshot.byId.has(id)) return;
  const resource = resourceName(entry.props);
  const other = account.claims.goals.claimId(id, resource);
  if (other !== undefined)
    throw plainError(
      `Resources "${other}" and "${resource}" (${show(entry.key)}) both stand for goal ${id}. Remove one of them from the program.`,
    );
}

/** What later calls need differs from what state holds: state is renewed, nothing is sent. */
function isStale(olds: Props, news: Props): boolean {
  const carried = (props: Props) => [
    props.onDelete,
    Object.entries(goalsOf(props))
      .map(([key, goal]) => [
        key,
        goal.onDelete ?? null,
        Object.keys(goal)
          .filter((name) => name !== "adopt" && name !== "renamedFrom")
          .sort(),
      ])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  ];
  return !equal(carried(olds), carried(news));
}
