import type { GoalOutcome } from "../../account/plan/requests";
import type { LiveGoal } from "../../goals/goal";
import { show } from "../../goals/text";
import type { Session } from "../../session/session";
import { PartlyDone } from "../errors";
import type { Handler } from "../handler";
import { managedBefore, type Props, refOf } from "../props";
import { identityOf, nameIn, type Resource } from "../resource";
import { checkGoal } from "./check";
import { asInState, diffGoal, isGone, tellDriftSince } from "./diff";
import { goalInputs, goalOutputs, outputsAsSent, withLeftMembers } from "./state";
import { createGoal, leaveGoal, updateGoal } from "./write";

/**
 * What the engine asks of a conversion goal, whatever its type. What happens to it, from check to delete:
 *
 * - **check** (check.ts) adds what config says (account, name prefix, `onDelete`) and the documented defaults, and returns every problem of
 *   every field at once. For a new goal it also looks into the account, so that the preview says what create will do: creates it, takes
 *   an existing one over, brings a paused one back, or is refused and why. The name is claimed: two resources cannot have one.
 * - **diff** (diff.ts) compares with the live goal, not with state: what somebody changed in the web UI is found, told and undone. A field that
 *   the program does not set is not managed and never differs; one that left the program goes to its documented default, or stays with
 *   a notice. A goal that is gone, or would have to change what cannot change (scope, account, a fixed type), is replaced.
 *   A goal that differs announces its update, so that the batch knows whom to wait for.
 * - **create** (write.ts) decides again, on what is live now: add, take over with consent, or bring back. `account/batch` puts it into a call
 *   with others; `account/write` sees it through lost answers and partial failures.
 * - **update** sends only the fields that differ, with their units: all pairs of an event goal, a URL with its operator, a whole revenue.
 * - **read** takes what is live into state, the managed fields into the inputs. A goal that is gone leaves state; an account that answers with
 *   nothing at all is not believed.
 * - **delete** pauses the goal, since the service deletes nothing, or leaves it (`onDelete: "retain"`). A goal that another resource of
 *   this run has claimed meanwhile is not touched: it was renamed or moved.
 *
 * Outputs are what the service shows after the write. When a write failed in part, what was done goes into state with the error
 * (`PartlyDone`): nothing that exists is forgotten.
 */
export const conversionGoalHandler: Handler = {
  kind: "goals",
  resourceKind: "goal",
  identity: identityOf,
  checkedKeys: (resource) => [identityOf(resource)],
  check: checkGoal,
  diff: diffGoal,
  create,
  read,
  update,
  remove,
};

async function create(session: Session, resource: Resource, news: Props) {
  const live = written(await createGoal(session, resource, news), news, outputsAsSent(news));
  if (live === undefined)
    throw new Error(`${nameIn(session, resource)}: goal ${show(news.name)} was neither found nor created.`);
  claimed(session, resource, live.id, news);
  return { id: live.id, outs: goalOutputs(news, live) };
}

async function update(session: Session, resource: Resource, id: string, olds: Props, news: Props) {
  const live = written(await updateGoal(session, resource, id, olds, news), news, olds);
  if (live === undefined)
    throw new Error(
      `${nameIn(session, resource)}: goal ${id} is gone from the account. Run pulumi up again: it will be created again.`,
    );
  claimed(session, resource, id, news);
  return { outs: goalOutputs(news, live) };
}

/** What a write returned is not paused by a delete of this run. */
function claimed(session: Session, resource: Resource, id: string, news: Props): void {
  session.account(refOf(news)).claims.goals.claimId(id, identityOf(resource));
}

/**
 * The live goal of a write that succeeded; what was written all the same goes into state with the error, `before` where nothing could be
 * read. What was managed before stays so: a field that left the program may still have to go to its default.
 */
function written(outcome: GoalOutcome, news: Props, before: Props): LiveGoal | undefined {
  if (outcome.ok) return outcome.live;
  const message = outcome.error.message;
  if (outcome.id === undefined) throw new Error(message);
  const outputs =
    outcome.live === undefined ? before : goalOutputs(withLeftMembers(news, before), outcome.live);
  const managed = [...new Set([...managedBefore(before), ...managedBefore(outputs)])];
  throw new PartlyDone(outcome.id, { ...outputs, managed }, message);
}

async function read(session: Session, resource: Resource, id: string, olds: Props) {
  const snapshot = await session.account(refOf(olds)).goalSnapshot([id]);
  const found = snapshot.byId.get(id);
  if (found === undefined && isGone(session, resource, snapshot, id, olds)) return {};
  const live = found ?? asInState(id, olds);
  const inputs = goalInputs(olds, live, managedBefore(olds));
  return {
    id,
    props: { ...goalOutputs({ ...olds, ...inputs }, live), managed: managedBefore(olds) },
    inputs,
    tellDrift: (ignored: readonly string[]) =>
      tellDriftSince(session, { ...resource, ignored }, id, olds, live),
  };
}

async function remove(session: Session, resource: Resource, id: string, olds: Props): Promise<void> {
  const outcome = await leaveGoal(session, resource, id, olds);
  if (!outcome.ok) throw new Error(outcome.error.message);
}
