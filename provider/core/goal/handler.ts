import type { GoalOutcome } from "../../account/plan/requests";
import type { LiveGoal } from "../../goals/goal";
import { show } from "../../goals/text";
import type { Session } from "../../session/session";
import { PartlyDone, plainError } from "../errors";
import type { Handler } from "../handler";
import { identityOf, managedBefore, nameIn, type Props, refOf } from "../props";
import { checkGoal } from "./check";
import { asInState, diffGoal, isGone, tellDriftSince } from "./diff";
import { goalInputs, goalOutputs, outputsAsSent, withLeftMembers } from "./state";
import { createGoal, leaveGoal, updateGoal } from "./write";

/** What the engine asks of a conversion goal, whatever its type. */
export const conversionGoalHandler: Handler = {
  kind: "goals",
  identity: identityOf,
  check: checkGoal,
  diff: diffGoal,
  create,
  read,
  update,
  remove,
};

async function create(session: Session, news: Props) {
  const live = written(await createGoal(session, news), news, outputsAsSent(news));
  if (live === undefined)
    throw plainError(`${nameIn(session, news)}: goal ${show(news.name)} was neither found nor created.`);
  claimed(session, live.id, news);
  return { id: live.id, outs: goalOutputs(news, live) };
}

async function update(session: Session, id: string, olds: Props, news: Props) {
  const live = written(await updateGoal(session, id, olds, news), news, olds);
  if (live === undefined)
    throw plainError(
      `${nameIn(session, news)}: goal ${id} is gone from the account. Run pulumi up again: it will be created anew.`,
    );
  claimed(session, id, news);
  return { outs: goalOutputs(news, live) };
}

/** What a write returned is not paused by a delete of this run. */
function claimed(session: Session, id: string, news: Props): void {
  session.account(refOf(news)).claims.goals.claimId(id, identityOf(news));
}

/**
 * The live goal of a write that succeeded; what was written all the same goes into state with the error, `before` where nothing could be
 * read. What was managed before stays so: a field that left the program may still have to go to its default.
 */
function written(outcome: GoalOutcome, news: Props, before: Props): LiveGoal | undefined {
  if (outcome.ok) return outcome.live;
  const message = outcome.error.message;
  if (outcome.id === undefined) throw plainError(message);
  const outputs =
    outcome.live === undefined ? before : goalOutputs(withLeftMembers(news, before), outcome.live);
  const managed = [...new Set([...managedBefore(before), ...managedBefore(outputs)])];
  throw new PartlyDone(outcome.id, { ...outputs, managed, __provider: news.__provider }, message);
}

async function read(session: Session, id: string, olds: Props) {
  const snapshot = await session.account(refOf(olds)).goalSnapshot();
  const found = snapshot.byId.get(id);
  if (found === undefined && isGone(session, snapshot, id, olds)) return {};
  const live = found ?? asInState(id, olds);
  tellDriftSince(session, id, olds, live);
  const inputs = goalInputs(olds, live, managedBefore(olds));
  return {
    id,
    props: { ...goalOutputs({ ...olds, ...inputs }, live), managed: managedBefore(olds) },
    inputs,
  };
}

async function remove(session: Session, id: string, olds: Props): Promise<void> {
  const outcome = await leaveGoal(session, id, olds);
  if (!outcome.ok) throw plainError(outcome.error.message);
}
