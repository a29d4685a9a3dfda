import { idNotOurs } from "../../account/plan/unsupported";
import type { GoalSnapshot } from "../../account/snapshot";
import { isGoalType } from "../../goals/definitions";
import { at } from "../../goals/library";
import type { Problem } from "../../goals/problem";
import { holdsUnknown } from "../../goals/text";
import type { Session } from "../../session/session";
import { newGoalProblems, renameProblems } from "../goal/check";
import { tellGoalNotices } from "../goal/notices";
import { planCreate } from "../plannedChanges";
import { type Props, refOf } from "../props";
import type { Resource } from "../resource";
import type { Listed, Matched } from "./match";
import { creation } from "./renames";
import { condemn, unlistedGoals } from "./unlisted";

/** What the live account has against a library: of new goals, of new names, of goals to pause. What will become of them is told. */
export async function liveProblems(
  session: Session,
  resource: Resource,
  library: Props,
  goals: Matched,
): Promise<readonly Problem[]> {
  const account = session.account(refOf(library));
  const snapshot = await account.goalSnapshot();
  const problems: Problem[] = [];
  for (const listed of goals.listed)
    problems.push(...at(listed.entry, await entryProblems(session, library, listed, snapshot)));
  if (problems.length > 0) return problems;
  for (const { entry, known } of goals.listed)
    await tellGoalNotices(session, entry.resource, account, known?.outputs ?? {}, entry.props);
  return condemn(session, resource, account, library, await unlistedGoals(account, library, goals));
}

async function entryProblems(
  session: Session,
  library: Props,
  { entry, known }: Listed,
  snapshot: GoalSnapshot,
): Promise<readonly Problem[]> {
  if (known !== undefined) {
    const notOurs = idNotOurs(snapshot, known.id);
    if (notOurs !== undefined) return [{ property: "name", reason: notOurs }];
    const isThere = snapshot.byId.has(known.id) || snapshot.doubt !== undefined;
    if (isThere) return renameProblems(snapshot, known.outputs.name, entry.props.name);
  }
  if (!isGoalType(entry.props.type) || holdsUnknown(entry.props.adopt)) {
    planCreate(session, entry.resource, "goals");
    return [];
  }
  const { props, problems } = creation(entry, library, snapshot);
  if (problems.length > 0) return problems;
  return newGoalProblems(session, entry.resource, session.account(refOf(props)), props);
}
