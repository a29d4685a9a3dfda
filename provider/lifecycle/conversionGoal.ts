import type { GoalOutcome } from "../account/requests";
import { differences } from "../goals/compare";
import type { GoalType } from "../goals/definition";
import type { LiveGoal } from "../goals/goal";
import { show } from "../goals/text";
import { wantedGoal, withIgnored } from "../goals/wanted";
import { checkGoal, createKey } from "./goalCheck";
import { diffGoal, tellDriftSince, updateKey } from "./goalDiff";
import { goalInputs, goalOutputs, outputsAsSent } from "./goalState";
import type { Methods } from "./lifecycle";
import {
  adoptOf,
  ignoredFields,
  managedBefore,
  PartlyDone,
  type Props,
  plainError,
  refOf,
  resourceName,
  wishes,
} from "./shape";
import type { Session } from "./world";

/** What the engine asks of a conversion goal, whatever its type. */
export const conversionGoalMethods: Methods = {
  check: checkGoal,
  diff: diffGoal,
  create,
  read,
  update,
  remove,
};

async function create(session: Session, news: Props) {
  const account = session.account(refOf(news));
  const outcome = await account.goals.submit(
    {
      op: "create",
      resource: resourceName(news),
      wanted: wantedGoal(news.type as GoalType, wishes(news), [], {}),
      adopt: adoptOf(news),
      adoptEqual: session.settings.adoptEqual,
    },
    createKey(news),
  );
  const live = written(outcome, news, outputsAsSent(news));
  if (live === undefined)
    throw plainError(`${resourceName(news)}: goal ${show(news.name)} was neither found nor created.`);
  account.claims.goals.claimId(live.id, resourceName(news));
  return { id: live.id, outs: goalOutputs(news, live) };
}

async function update(session: Session, id: string, olds: Props, news: Props) {
  const account = session.account(refOf(news));
  const wanted = wantedGoal(news.type as GoalType, wishes(news), managedBefore(olds), olds);
  const ignored = ignoredFields(news);
  const known = (await account.goalSnapshot()).byId.get(id);
  if (known !== undefined && differences(withIgnored(wanted, known, ignored), known).length === 0) {
    account.goals.withdraw(updateKey(id));
    return { outs: goalOutputs(news, known) };
  }
  const request = { op: "update", resource: resourceName(news), id, wanted, ignored } as const;
  const live = written(await account.goals.submit(request, updateKey(id)), news, olds);
  if (live === undefined)
    throw plainError(
      `${resourceName(news)}: goal ${id} is gone from the account. Run pulumi up again: it will be created anew.`,
    );
  account.claims.goals.claimId(id, resourceName(news));
  return { outs: goalOutputs(news, live) };
}

/** The live goal of a write that succeeded; what was written all the same goes into state with the error, `unread` where nothing could be read. */
function written(outcome: GoalOutcome, news: Props, unread: Props): LiveGoal | undefined {
  if (outcome.ok) return outcome.live;
  const message = outcome.error.message;
  if (outcome.id === undefined) throw plainError(message);
  const outputs = outcome.live === undefined ? unread : goalOutputs(news, outcome.live);
  throw new PartlyDone(outcome.id, { ...outputs, __provider: news.__provider }, message);
}

async function read(session: Session, id: string, olds: Props) {
  const live = (await session.account(refOf(olds)).goalSnapshot()).byId.get(id);
  if (live === undefined) return {};
  tellDriftSince(session, id, olds, live);
  const inputs = goalInputs(olds, live, managedBefore(olds));
  return {
    id,
    props: { ...goalOutputs({ ...olds, ...inputs }, live), managed: managedBefore(olds) },
    inputs,
  };
}

/** There is no delete: the goal is paused, or left as it is where the outputs say so. */
async function remove(session: Session, id: string, olds: Props): Promise<void> {
  const account = session.account(refOf(olds));
  const holder = account.claims.goals.holderOf(id);
  const name = resourceName(olds);
  if (holder !== undefined) {
    session.notify({
      severity: "info",
      message: `${name}: goal ${id}, ${show(olds.name)}, stays as it is: resource "${holder}" stands for it now`,
    });
    return;
  }
  if (olds.onDelete === "retain") {
    session.notify({
      severity: "info",
      message: `${name}: goal ${id}, ${show(olds.name)}, stays as it is (onDelete: retain)`,
    });
    return;
  }
  const outcome = await account.goals.submit({ op: "pause", resource: name, id });
  if (!outcome.ok) throw plainError(outcome.error.message);
}
