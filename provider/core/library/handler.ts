import { isBlank } from "../../goals/compare";
import { definitionOf } from "../../goals/definitions";
import type { LiveGoal } from "../../goals/goal";
import type { Session } from "../../session/session";
import { messageOf, plainError } from "../errors";
import { isGone, tellDriftSince } from "../goal/diff";
import { leaveGoal } from "../goal/write";
import type { Handler } from "../handler";
import { identityOf, nameIn, type Props, refOf } from "../props";
import { checkLibrary } from "./check";
import { diffLibrary } from "./diff";
import { goalsOf } from "./entries";
import { failureReport } from "./failureReport";
import { knownGoals } from "./match";
import { libraryInputs, libraryOutputs, type Standing } from "./state";
import { applyLibrary } from "./write";

/** What the engine asks of the goals of a whole account in one resource. Its id is the account's. */
export const libraryHandler: Handler = {
  kind: "goals",
  identity: (props) => `library ${identityOf(props)}`,
  check: checkLibrary,
  diff: diffLibrary,
  create: async (session, news) => {
    const { accountId } = refOf(news);
    return { id: accountId, outs: await applyLibrary(session, accountId, {}, news) };
  },
  read,
  update: async (session, id, olds, news) => ({ outs: await applyLibrary(session, id, olds, news) }),
  remove,
};

/** The goals as they are live; those that are gone drop out. */
async function read(session: Session, id: string, olds: Props) {
  const snapshot = await session.account(refOf(olds)).goalSnapshot();
  const given = goalsOf(olds);
  const standing: Standing[] = [];
  for (const { key, id: goalId, outputs } of knownGoals(olds)) {
    const live = snapshot.byId.get(goalId);
    if (live === undefined) {
      if (!isGone(session, snapshot, goalId, outputs))
        standing.push({ key, id: goalId, live, props: outputs, given: given[key] });
      continue;
    }
    tellDriftSince(session, goalId, outputs, live);
    standing.push({ key, id: goalId, live, props: withStrayPairs(outputs, live), given: given[key] });
  }
  const props = libraryOutputs(olds, standing);
  return { id, props, inputs: libraryInputs(props) };
}

/** A pair of an event goal that people added: kept in state, so that Pulumi shows the drift and the next run takes it away. */
function withStrayPairs(outputs: Props, live: LiveGoal): Props {
  const { type, unit } = definitionOf(live.type);
  const isPaired = type === "Event" && unit.some((name) => outputs[name] !== undefined);
  const strays = unit.filter((name) => outputs[name] === undefined && !isBlank(live.fields[name]));
  if (!isPaired || strays.length === 0) return outputs;
  return { ...outputs, ...Object.fromEntries(strays.map((name) => [name, live.fields[name]])) };
}

/** There is no delete: the goals are paused, or left as they are where the outputs say so. */
async function remove(session: Session, _id: string, olds: Props): Promise<void> {
  const known = knownGoals(olds);
  const failed = await Promise.all(
    known.map(async ({ key, id, outputs }): Promise<readonly (readonly [string, string])[]> => {
      try {
        const outcome = await leaveGoal(session, id, outputs);
        return outcome.ok ? [] : [[key, outcome.error.message]];
      } catch (error) {
        return [[key, `${messageOf(error)}${session.hint(error)}`]];
      }
    }),
  );
  if (failed.flat().length > 0)
    throw plainError(`${nameIn(session, olds)}: ${failureReport(failed.flat(), known.length)}`);
}
