import type { Session } from "../../session/session";
import { messageOf } from "../errors";
import { isGone, tellDriftSince } from "../goal/diff";
import { leaveGoal } from "../goal/write";
import type { Handler } from "../handler";
import { type Props, refOf } from "../props";
import { nameIn, type Resource } from "../resource";
import { checkLibrary } from "./check";
import { diffLibrary } from "./diff";
import { checkedKeys, goalsOf, libraryKey } from "./entries";
import { failureReport } from "./failureReport";
import { knownGoals } from "./match";
import { libraryInputs, libraryOutputs, type Standing } from "./state";
import { applyLibrary } from "./write";

/**
 * What the engine asks of the goals of a whole account in one resource. Its id is the account's. Each goal goes the way of a single one
 * (../goal), through the same plan, batch and write; the library only says which goal is which, and what becomes of those that are not listed.
 *
 * - **check** (check.ts) looks at the shape, then at every goal as if it stood alone, and returns all problems of all goals, each with its path
 *   `goals["Order placed"].revenue.value`. An account has one library.
 * - **match** (match.ts) puts the listed goals beside those in state, by key; a key with `renamedFrom` takes the goal of its old key, so
 *   that the goal keeps its id under its new name.
 * - **diff** (diff.ts) compares each goal with what is live. New, changed and left goals make the library differ; it is never replaced.
 *   With `unlisted: "pause"` active goals of the account that nobody claims are paused, at most `pauseAtMost` a run: the preview lists them.
 * - **create** and **update** (write.ts) hand all goals over at once: K changed goals are ceil(K / 100) calls whatever the engine's parallelism.
 *   When 3 of 250 are refused, 247 are in state and the error names the 3.
 * - **read** takes what is live into state, goal by goal; those that are gone drop out.
 * - **delete** pauses the goals that state knows, or leaves them, goal by goal.
 *
 * Outputs: `ids` and `trackingStatuses` by name. `goals` keeps the shape of the input.
 */
export const libraryHandler: Handler = {
  kind: "goals",
  resourceKind: "library",
  identity: libraryKey,
  checkedKeys,
  check: checkLibrary,
  diff: diffLibrary,
  create: async (session, resource, news) => {
    const { accountId } = refOf(news);
    return { id: accountId, outs: await applyLibrary(session, resource, accountId, {}, news) };
  },
  read,
  update: async (session, resource, id, olds, news) => ({
    outs: await applyLibrary(session, resource, id, olds, news),
  }),
  remove,
};

/** The goals as they are live; those that are gone drop out. */
async function read(session: Session, resource: Resource, id: string, olds: Props) {
  const known = knownGoals(olds, resource);
  const snapshot = await session.account(refOf(olds)).goalSnapshot(known.map((goal) => goal.id));
  const given = goalsOf(olds);
  const standing: Standing[] = [];
  for (const { key, id: goalId, resource: own, outputs } of known) {
    const live = snapshot.byId.get(goalId);
    if (live === undefined) {
      if (!isGone(session, own, snapshot, goalId, outputs))
        standing.push({ key, id: goalId, live, props: outputs, given: given[key] });
      continue;
    }
    standing.push({ key, id: goalId, live, props: outputs, given: given[key] });
  }
  const props = libraryOutputs(olds, standing);
  const tellDrift = (ignored: readonly string[]) => {
    for (const { id: goalId, resource: own, outputs } of knownGoals(olds, { ...resource, ignored })) {
      const live = snapshot.byId.get(goalId);
      if (live !== undefined) tellDriftSince(session, own, goalId, outputs, live);
    }
  };
  return { id, props, inputs: libraryInputs(props), tellDrift };
}

/** There is no delete: the goals are paused, or left as they are where the outputs say so. */
async function remove(session: Session, resource: Resource, _id: string, olds: Props): Promise<void> {
  const known = knownGoals(olds, resource);
  const failed = await Promise.all(
    known.map(
      async ({ key, id, resource: own, outputs }): Promise<readonly (readonly [string, string])[]> => {
        try {
          const outcome = await leaveGoal(session, own, id, outputs);
          return outcome.ok ? [] : [[key, outcome.error.message]];
        } catch (error) {
          return [[key, `${messageOf(error)}${session.hint(error)}`]];
        }
      },
    ),
  );
  if (failed.flat().length > 0)
    throw new Error(`${nameIn(session, resource)}: ${failureReport(failed.flat(), known.length)}`);
}
