import type { Account } from "../../account/account";
import type { GoalOutcome, GoalRequest } from "../../account/requests";
import { differences } from "../../goals/compare";
import type { GoalType } from "../../goals/definition";
import { wantedGoal } from "../../goals/wanted";
import { createKey } from "../goalCheck";
import { tellDriftSince, updateKey } from "../goalDiff";
import type { Methods } from "../lifecycle";
import {
  adoptOf,
  fullName,
  ignoredFields,
  managedBefore,
  PartlyDone,
  type Props,
  plainError,
  refOf,
  resourceName,
  wishes,
} from "../shape";
import type { Session } from "../world";
import { checkLibrary } from "./check";
import { diffLibrary, wantedEntry } from "./diff";
import { type Entry, entriesOf, idBehind, idsOf, oldEntry, removedKeys } from "./entries";
import { type KnownGoal, libraryOutputs, refreshedLibrary } from "./state";
import { unlistedGoals } from "./unlisted";

/** What the engine asks of a whole account's goals in one resource. */
export const libraryMethods: Methods = {
  check: checkLibrary,
  diff: diffLibrary,
  create: async (session, news) => {
    const { accountId } = refOf(news);
    return { id: accountId, outs: await apply(session, accountId, {}, news) };
  },
  read,
  update: async (session, id, olds, news) => ({ outs: await apply(session, id, olds, news) }),
  remove,
};

/** Makes the account's goals as the library says, and tells what became of each: nothing that was written is lost. */
async function apply(session: Session, id: string, olds: Props, news: Props): Promise<Props> {
  const account = session.account(refOf(news));
  const entries = entriesOf(news, session.settings);
  const known = new Map<string, KnownGoal>();
  const failures: string[] = [];
  await Promise.all([
    ...entries.map(async (entry) => {
      const outcome = await applyEntry(session, account, entry, olds);
      if (!outcome.ok) failures.push(outcome.error.message);
      const goal = knownAfter(entry, outcome, olds, session);
      if (goal !== undefined) known.set(entry.key, goal);
    }),
    ...toPause(session, account, entries, olds, news, await account.goalSnapshot()).map(
      async ({ key, request }) => {
        const outcome = await account.goals.submit(request);
        if (outcome.ok) return;
        failures.push(outcome.error.message);
        const old = key === undefined ? undefined : oldEntry(key, olds, session.settings);
        if (key !== undefined && old !== undefined) known.set(key, { entry: old, id: request.id });
      },
    ),
  ]);
  const outputs = libraryOutputs(news, known);
  if (failures.length === 0) return outputs;
  if (known.size === 0 && Object.keys(olds).length === 0) throw plainError(failures.join("\n"));
  const reason = `${failures.length} of ${entries.length} goals failed, the others stand:\n${failures.sort().join("\n")}`;
  throw new PartlyDone(id, { ...outputs, __provider: news.__provider }, reason);
}

/** What stands for an entry after its write: what is live, or what state knew before. */
function knownAfter(
  entry: Entry,
  outcome: GoalOutcome,
  olds: Props,
  session: Session,
): KnownGoal | undefined {
  if (outcome.ok)
    return outcome.live === undefined ? undefined : { entry, id: outcome.live.id, live: outcome.live };
  if (outcome.id !== undefined)
    return { entry, id: outcome.id, ...(outcome.live === undefined ? {} : { live: outcome.live }) };
  const id = idBehind(entry, olds);
  const old = oldEntry(entry.key, olds, session.settings);
  return id === undefined ? undefined : { entry: old ?? entry, id };
}

async function applyEntry(
  session: Session,
  account: Account,
  entry: Entry,
  olds: Props,
): Promise<GoalOutcome> {
  const { props } = entry;
  const snapshot = await account.goalSnapshot();
  const renamedName = fullName(entry.renamedFrom, session.settings);
  const renamed =
    typeof renamedName === "string" && !snapshot.byName.has(String(props.name))
      ? snapshot.byName.get(renamedName)?.id
      : undefined;
  const id = idBehind(entry, olds) ?? renamed;
  const live = id === undefined ? undefined : snapshot.byId.get(id);
  const resource = resourceName(props);
  if (id === undefined || live === undefined) {
    const wanted = wantedGoal(props.type as GoalType, wishes(props));
    return account.goals.submit(
      { op: "create", resource, wanted, adopt: adoptOf(props), adoptEqual: session.settings.adoptEqual },
      createKey(props),
    );
  }
  const before = oldEntry(entry.key, olds, session.settings)?.props ?? {};
  if (differences(wantedEntry(entry, before, live), live).length === 0) {
    account.goals.withdraw(updateKey(id));
    account.claims.goals.claimId(id, resource);
    return { ok: true, live };
  }
  const wanted = wantedGoal(props.type as GoalType, wishes(props), managedBefore(before));
  return account.goals.submit(
    { op: "update", resource, id, wanted, ignored: ignoredFields(props) },
    updateKey(id),
  );
}

type Pause = Extract<GoalRequest, { op: "pause" }>;

/** Goals that left the library, unless another resource stands for them now, and those that were never listed, where that is wanted. */
function toPause(
  session: Session,
  account: Account,
  entries: readonly Entry[],
  olds: Props,
  news: Props,
  snapshot: Awaited<ReturnType<Account["goalSnapshot"]>>,
): readonly { key?: string; request: Pause }[] {
  const resource = resourceName(news);
  const free = (id: string) => [undefined, resource].includes(account.claims.goals.holderOf(id));
  const removed = removedKeys(entries, olds).flatMap((key) => {
    const id = idsOf(olds)[key];
    const old = oldEntry(key, olds, session.settings);
    if (id === undefined || !free(id) || old?.props.onDelete === "retain") return [];
    return [{ key, request: { op: "pause", resource, id } as const }];
  });
  const gone = new Set(removed.map(({ request }) => request.id));
  const unlisted = unlistedGoals(news, entries, olds, snapshot).filter(
    (live) => !gone.has(live.id) && free(live.id),
  );
  return [
    ...removed,
    ...unlisted.map((live) => ({ request: { op: "pause", resource, id: live.id } as const })),
  ];
}

async function read(session: Session, id: string, olds: Props) {
  const snapshot = await session.account(refOf(olds)).goalSnapshot();
  const known = new Map<string, KnownGoal>();
  for (const [key, goalId] of Object.entries(idsOf(olds))) {
    const entry = oldEntry(key, olds, session.settings);
    const live = snapshot.byId.get(goalId);
    if (entry === undefined || live === undefined) continue;
    tellDriftSince(session, goalId, entry.props, live);
    known.set(key, { entry, id: goalId, live });
  }
  return { id, ...refreshedLibrary(olds, known) };
}

/** There is no delete: the goals are paused, or left as they are where the outputs say so. */
async function remove(session: Session, _id: string, olds: Props): Promise<void> {
  const account = session.account(refOf(olds));
  const requests = Object.entries(idsOf(olds)).flatMap(([key, id]) => {
    const retained = oldEntry(key, olds, session.settings)?.props.onDelete === "retain";
    return retained || account.claims.goals.holderOf(id) !== undefined ? [] : [{ key, id }];
  });
  const outcomes = await Promise.all(
    requests.map(({ id }) => account.goals.submit({ op: "pause", resource: resourceName(olds), id })),
  );
  const failures = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error.message]));
  if (failures.length > 0)
    throw plainError(
      `${resourceName(olds)}: ${failures.length} goals were not paused:\n${failures.join("\n")}`,
    );
  const kept = Object.keys(idsOf(olds)).length - requests.length;
  if (kept > 0)
    session.notify({ severity: "info", message: `${resourceName(olds)}: ${kept} goals stay as they are` });
}
