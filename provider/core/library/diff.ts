import equal from "fast-deep-equal";
import type { Account } from "../../account/account";
import type { GoalSnapshot } from "../../account/snapshot";
import { changesIn, compareGoal } from "../../goals/compare";
import { isGoalType } from "../../goals/definitions";
import type { Difference } from "../../goals/difference";
import { isTable } from "../../goals/library";
import { joined } from "../../goals/propertyPath";
import { holdsUnknown } from "../../goals/text";
import type { Session } from "../../session/session";
import { tellAutoTagging } from "../goal/autoTagging";
import { createKey } from "../goal/check";
import { goalChanges, pauseKey, tellGone, wantedFrom } from "../goal/diff";
import type { Diffed } from "../handler";
import { movedTo } from "../moved";
import { planPause } from "../plannedChanges";
import { carriesOther, type Props, refOf } from "../props";
import { identityOf, nameIn, type Resource } from "../resource";
import { libraryKey } from "./entries";
import { liveProblems } from "./liveProblems";
import { idsIn, type Known, type Listed, type Matched, matched } from "./match";
import { leavingWords } from "./pauseWords";
import { unlistedGoals } from "./unlisted";

/** Compares every goal of the library with the live account, in memory; names what drifted, goal by goal. */
export async function diffLibrary(
  session: Session,
  resource: Resource,
  _id: string,
  olds: Props,
  news: Props,
): Promise<Diffed> {
  if (holdsUnknown([news.customerId, news.accountId]) || !isTable(news.goals)) return { changes: true };
  const moved = movedTo(olds, news);
  if (moved.length > 0) return { changes: true, replaces: moved };
  const account = session.account(refOf(news));
  const goals = matched(news, olds, resource);
  const snapshot = await account.goalSnapshot(idsIn(goals));
  const compared: Required<Omit<Diffed, "replaces">>[] = [];
  for (const listed of goals.listed) compared.push(await entryDiff(session, snapshot, listed));
  const isOfProgram = session.checked.has(libraryKey(resource));
  const problems = isOfProgram ? await liveProblems(session, resource, news, goals) : [];
  if (problems.length > 0)
    throw new Error(problems.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
  if (isOfProgram) await planLeaving(session, resource, account, snapshot, goals);
  const unlisted = await unlistedGoals(account, news, goals);
  const isChanged = compared.some(({ changes }) => changes) || goals.left.length > 0 || unlisted.length > 0;
  const differences = [...compared.flatMap((each) => each.differences), ...goals.left.map(leaving)];
  return { changes: isChanged || isStale(olds, news), differences };
}

/** Goals that left the library: Pulumi's preview does not show them, as it shows a resource that leaves the program. So it is said in words. */
async function planLeaving(
  session: Session,
  library: Resource,
  account: Account,
  snapshot: GoalSnapshot,
  { left }: Matched,
): Promise<void> {
  const paused: string[] = [];
  for (const { id, resource, outputs } of left) {
    const { type, name = id, fields } = snapshot.byId.get(id) ?? {};
    const isKept = outputs.onDelete === "retain" || account.claims.goals.wanterOf(id) !== undefined;
    if (fields?.status !== "Active" || isKept) continue;
    account.goals.announce(pauseKey(id));
    planPause(session, id);
    paused.push(name);
    await tellAutoTagging(session, resource, { ...outputs, type, scope: fields.scope });
  }
  if (paused.length > 0)
    await session.notify({ severity: "info", message: leavingWords(nameIn(session, library), paused) });
}

/** A goal that left the library, as a difference of the library. */
function leaving({ key, outputs }: Known): Difference {
  return { ...placeOf(key), kind: "object", wanted: undefined, live: outputs, why: "edited" };
}

function placeOf(key: string, path = ""): Pick<Difference, "name" | "path"> {
  const place = joined("goals", key);
  return { name: "goals", path: path === "" ? place : `${place}.${path}` };
}

/** What is to change about one listed goal; its differences have paths into the library. */
async function entryDiff(
  session: Session,
  snapshot: GoalSnapshot,
  { entry, known }: Listed,
): Promise<Required<Omit<Diffed, "replaces">>> {
  const { props, resource, key } = entry;
  const whole = { ...placeOf(key), kind: "object", wanted: props, live: undefined, why: "edited" } as const;
  if (!isGoalType(props.type)) return { changes: true, differences: [whole] };
  const live = known === undefined ? undefined : snapshot.byId.get(known.id);
  if (known !== undefined && live !== undefined) {
    const compared = compareGoal(wantedFrom(resource, known.outputs, props), live);
    const changes = await goalChanges(session, resource, compared, known.outputs, props);
    const isMoved = known.renamedFrom !== entry.renamedFrom;
    const found = changesIn(compared).map((each) => ({ ...each, ...placeOf(key, each.path) }));
    return { changes: changes || isMoved, differences: known.key === key ? found : [whole] };
  }
  if (known !== undefined && snapshot.doubt !== undefined)
    throw new Error(`${nameIn(session, resource)}: ${snapshot.doubt}.`);
  if (known !== undefined && !snapshot.unsupported.has(known.id))
    tellGone(session, resource, known.id, props);
  if (session.checked.has(identityOf(resource))) {
    session.account(refOf(props)).goals.announce(createKey(props));
  }
  return { changes: true, differences: [whole] };
}

/** What the library says of itself differs from what state holds: state is renewed, nothing is sent. */
function isStale(olds: Props, news: Props): boolean {
  const own = ({ unlisted, pauseAtMost, nameForm }: Props) =>
    [unlisted, pauseAtMost, nameForm].map((value) => value ?? null);
  return carriesOther(olds, news) || !equal(own(olds), own(news));
}
