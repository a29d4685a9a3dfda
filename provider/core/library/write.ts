import { GATHERING } from "../../account/batch/whenToSend";
import type { GoalOutcome } from "../../account/plan/requests";
import type { GoalSnapshot } from "../../account/snapshot";
import type { GoalType } from "../../goals/definition";
import type { LiveGoal } from "../../goals/goal";
import { managedFields } from "../../goals/wanted";
import type { Session } from "../../session/session";
import { wantedActive } from "../activeGoals";
import { messageOf, PartlyDone } from "../errors";
import { pauseKey, updateKey } from "../goal/diff";
import { withLeftMembers } from "../goal/state";
import { createGoal, leaveGoal, updateGoal } from "../goal/write";
import { type Props, refOf } from "../props";
import { identityOf, nameIn, type Resource } from "../resource";
import { type Entry, goalsOf, libraryKey } from "./entries";
import { failureReport } from "./failureReport";
import { idsIn, type Known, type Listed, type Matched, matched } from "./match";
import { creation } from "./renames";
import { libraryOutputs, type Standing } from "./state";
import { unlistedGoals, unlistedProblems } from "./unlisted";

/** A write of one goal that failed, and what exists of it nevertheless. */
type Written = GoalOutcome | { readonly ok: false; readonly error: Error };

/** A goal that is listed, known to state, and in the account. */
type Established = Listed & { readonly known: Known };

/** The result: the goals that exist, and why others failed, by key. */
interface Result {
  readonly standing: readonly Standing[];
  readonly failed: readonly (readonly [string, string])[];
  /** Of how many goals it is. Default: one. */
  readonly tried?: number;
}

/** Makes the account's goals as the library says. Nothing that was written is lost: a failure keeps all others in state. */
export async function applyLibrary(
  session: Session,
  resource: Resource,
  id: string,
  olds: Props,
  news: Props,
): Promise<Props> {
  const account = session.account(refOf(news));
  const goals = matched(news, olds, resource);
  const snapshot = await account.goalSnapshot(idsIn(goals));
  const { listed, left } = goals;
  if (snapshot.doubt !== undefined && listed.some(({ known }) => known !== undefined))
    throw new Error(`${nameIn(session, resource)}: ${snapshot.doubt}.`);
  const isThere = (goal: Listed): goal is Established =>
    goal.known !== undefined && snapshot.byId.has(goal.known.id);
  const there = listed.filter(isThere);
  const creates = listed
    .filter((goal) => !isThere(goal))
    .map((goal) => made(session, resource, news, goal.entry, snapshot));
  // Adds and updates are calls of their own: where one set cannot hold both, each kind has sets to itself.
  if (creates.length > 0 && listed.length + left.length > GATHERING.most) {
    for (const { known } of there) account.goals.withdraw(updateKey(known.id));
    for (const { id } of left) account.goals.withdraw(pauseKey(id));
    await Promise.all(creates);
  }
  const results = await Promise.all([
    ...creates,
    ...there.map((goal) => changed(session, resource, goal, olds)),
    ...left.filter((goal) => !isUnlisted(news, goal)).map((goal) => leaves(session, resource, goal, olds)),
    pauseUnlisted(session, resource, news, goals).catch(
      (error): Result => ({ standing: [], failed: [["unlisted", messageOf(error)]], tried: 1 }),
    ),
  ]);
  const failed = results.flatMap((result) => result.failed);
  const standing = results.flatMap((result) => result.standing);
  const outputs = libraryOutputs(news, standing);
  if (failed.length === 0) return outputs;
  const tried = results.reduce((sum, result) => sum + (result.tried ?? 1), 0);
  const reason = failureReport(failed, tried);
  if (standing.length === 0 && Object.keys(olds).length === 0) throw new Error(reason);
  throw new PartlyDone(id, outputs, reason);
}

async function made(
  session: Session,
  resource: Resource,
  library: Props,
  entry: Entry,
  snapshot: GoalSnapshot,
): Promise<Result> {
  const { props, problems } = creation(entry, library, snapshot);
  const [problem] = problems;
  if (problem !== undefined) return { standing: [], failed: [[entry.key, problem.reason]] };
  const outcome = await settled(() => createGoal(session, entry.resource, props, libraryKey(resource)));
  return resultOf(entry, props, outcome, undefined);
}

async function changed(
  session: Session,
  resource: Resource,
  { entry, known }: Established,
  olds: Props,
): Promise<Result> {
  const { props } = entry;
  const outcome = await settled(() =>
    updateGoal(session, entry.resource, known.id, known.outputs, props, libraryKey(resource)),
  );
  return resultOf(entry, props, outcome, asBefore(known, olds));
}

/** A goal as it was read after the write; if it was not read, as it was before; a new one as it was sent. */
function resultOf(
  { key, given }: Entry,
  props: Props,
  outcome: Written,
  before: Standing | undefined,
): Result {
  if (outcome.ok) {
    const { live } = outcome;
    if (live === undefined) return failure(key, "was neither found nor written", before);
    return { standing: [{ key, id: live.id, live, props, given }], failed: [] };
  }
  const message = messageOf(outcome.error);
  if (!("id" in outcome) || outcome.id === undefined) return failure(key, message, before);
  if (outcome.live === undefined && before !== undefined) return failure(key, message, before);
  const { id, live } = outcome;
  const known = live === undefined ? props : unsure(props, live, before?.props ?? {});
  return { standing: [{ key, id, live, props: known, given }], failed: [[key, message]] };
}

/**
 * A goal whose write failed, as state may hold it: without what the service does not show, which the next run would take for done, and with
 * what left the program, which may still have to go to its default.
 */
function unsure(props: Props, live: LiveGoal, before: Props): Props {
  const type = props.type as GoalType;
  const unseen = managedFields(type, props).filter((name) => live.fields[name] === undefined);
  const left = managedFields(type, before).filter((name) => props[name] === undefined);
  const known = withLeftMembers(props, before);
  return { ...known, ...Object.fromEntries([...unseen, ...left].map((name) => [name, before[name]])) };
}

function failure(key: string, message: string, before: Standing | undefined): Result {
  return { standing: before === undefined ? [] : [before], failed: [[key, message]] };
}

function asBefore({ key, id, outputs }: Known, olds: Props): Standing {
  return { key, id, live: undefined, props: outputs, given: goalsOf(olds)[key] };
}

/** A goal that left the library; where that fails it stays in state, so that the next run tries again. */
async function leaves(session: Session, resource: Resource, known: Known, olds: Props): Promise<Result> {
  const outcome = await settled(() =>
    leaveGoal(session, known.resource, known.id, known.outputs, libraryKey(resource)),
  );
  if (outcome.ok) return { standing: [], failed: [] };
  return failure(known.key, messageOf(outcome.error), asBefore(known, olds));
}

/** Where unlisted goals are paused, one that leaves is paused as they are, whatever its onDelete. */
function isUnlisted(library: Props, { outputs }: Known): boolean {
  return library.unlisted === "pause" && outputs.onDelete === "retain";
}

/** Looked at once more just before: nothing that turned up meanwhile is paused beyond what was allowed. */
async function pauseUnlisted(
  session: Session,
  resource: Resource,
  library: Props,
  goals: Matched,
): Promise<Result> {
  const account = session.account(refOf(library));
  const unlisted = await unlistedGoals(account, library, goals);
  const problems = unlistedProblems(account, library, unlisted);
  if (problems.length > 0)
    return {
      standing: [],
      failed: problems.map(({ property, reason }) => [property, reason]),
      tried: problems.length,
    };
  const failed = await Promise.all(
    unlisted.map(async ({ id, name }): Promise<Result["failed"]> => {
      const outcome = await settled(() =>
        account.goals.submit(
          { op: "pause", resource: identityOf(resource), id, unless: () => wantedActive(account) },
          { key: pauseKey(id), operation: libraryKey(resource), mayBeWanted: true },
        ),
      );
      return outcome.ok ? [] : [[name, messageOf(outcome.error)]];
    }),
  );
  return { standing: [], failed: failed.flat(), tried: unlisted.length };
}

/** One goal's failure must not lose what became of the others. */
async function settled(work: () => Promise<GoalOutcome>): Promise<Written> {
  try {
    return await work();
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error : new Error(String(error)) };
  }
}
