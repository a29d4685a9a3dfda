import equal from "fast-deep-equal";
import { fixedIn } from "../../account/plan/createDecision";
import { idNotOurs, notOurs } from "../../account/plan/unsupported";
import type { GoalSnapshot } from "../../account/snapshot";
import { unlistedWords } from "../../goals/activeGoals";
import { type Comparison, changesIn, compareGoal } from "../../goals/compare";
import type { GoalType } from "../../goals/definition";
import { type Difference, inWords, type Why } from "../../goals/difference";
import type { LiveGoal } from "../../goals/goal";
import { patchOf } from "../../goals/patch";
import { holdsUnknown, show } from "../../goals/text";
import { unknownMembers, unsendableWords } from "../../goals/unknownMember";
import { managedFields, type WantedGoal, wantedGoal } from "../../goals/wanted";
import type { Session } from "../../session/session";
import type { Diffed } from "../handler";
import { decidedBefore } from "../moved";
import { planUpdate } from "../plannedChanges";
import { carriesOther, isNew, managedBefore, type Props, refOf, wishes } from "../props";
import { identityOf, nameIn, type Resource } from "../resource";
import { tellAutoTagging } from "./autoTagging";
import { unreadFields } from "./state";

/** The key under which a coming update is announced. */
export function updateKey(id: string): string {
  return `update ${id}`;
}

/** The key under which a library's coming pause is announced. */
export function pauseKey(id: string): string {
  return `pause ${id}`;
}

/** Compares what is wanted with the live goal: in memory, from the one snapshot of the process. */
export async function diffGoal(
  session: Session,
  resource: Resource,
  id: string,
  olds: Props,
  news: Props,
): Promise<Diffed> {
  const decided = decidedBefore(session, "goals", id, olds, news, news.type);
  if (decided !== undefined) return decided;
  const account = session.account(refOf(news));
  const snapshot = await account.goalSnapshot([id]);
  const live = snapshot.byId.get(id);
  if (live === undefined) {
    const notOurs = idNotOurs(snapshot, id);
    // A refresh has told of it when it read.
    if (notOurs !== undefined && !session.checked.has(identityOf(resource))) return { changes: false };
    const notGone = notOurs ?? snapshot.doubt;
    if (notGone !== undefined) throw new Error(`${nameIn(session, resource)}: ${notGone}.`);
    tellGone(session, resource, id, news);
    return { changes: true, replaces: ["id"] };
  }
  const compared = compareGoal(wantedFrom(resource, olds, news), live);
  const fixed = fixedIn(compared);
  if (fixed.length > 0)
    return { changes: true, replaces: fixed.map(({ name }) => name), differences: changesIn(compared) };
  return {
    changes: await goalChanges(session, resource, compared, olds, news),
    differences: changesIn(compared),
  };
}

/** The goal as state knows it. */
export function asInState(id: string, olds: Props): LiveGoal {
  const { trackingStatus } = olds;
  return {
    id,
    type: olds.type as GoalType,
    name: String(olds.name),
    ...(typeof trackingStatus === "string" ? { trackingStatus } : {}),
    fields: wishes(olds),
  };
}

/** What the program wants of a goal: by what it says now, what it said before, and what it ignores. */
export function wantedFrom(resource: Resource, olds: Props, news: Props): WantedGoal {
  const before = { values: olds, managed: managedBefore(olds) };
  // Pulumi ignores changes of what there is, not of what is made.
  const ignored = isNew(olds) ? [] : resource.ignored;
  const marks = { ignored, secret: resource.secret };
  return wantedGoal(news.type as GoalType, news, before, marks);
}

/** Whether a goal that exists, or what state says of it, has to change. Claims it, tells what drifted, announces its update. */
export async function goalChanges(
  session: Session,
  resource: Resource,
  compared: Comparison,
  olds: Props,
  news: Props,
): Promise<boolean> {
  const { live } = compared;
  claim(session, resource, live.id, news);
  const found = changesIn(compared);
  if (found.length > 0) tellUnsendable(session, resource, compared);
  const because = (why: Why) => compared.differences.filter((each) => each.why === why);
  notifyDrift(session, resource, live.id, news, because("drifted"));
  const isOfProgram = session.checked.has(identityOf(resource));
  // In a refresh state may lack what people cleared.
  const abandoned = isOfProgram ? because("left") : [];
  tellAbandoned(
    session,
    resource,
    abandoned.map(({ name }) => name),
  );
  const writes = found.length > 0 || holdsUnknown(wishes(news));
  if (writes && isOfProgram) {
    session.account(refOf(news)).goals.announce(updateKey(live.id));
    planUpdate(session, "goals", live.id, found);
    if (found.length > 0) await tellAutoTagging(session, resource, news);
  }
  return writes || stateIsStale(resource, live.id, olds, news);
}

/** In preview already: the update will be refused. */
function tellUnsendable(session: Session, resource: Resource, compared: Comparison): void {
  const { wanted, live } = compared;
  const patch = unknownMembers(live.type, live.fields).length === 0 ? undefined : patchOf(compared);
  const words = patch === undefined ? undefined : unsendableWords(wanted.type, patch);
  if (words === undefined) return;
  const message = `${nameIn(session, resource)}: goal ${live.id}, ${show(live.name)}, cannot be changed as the program says: ${words}. Set it in the program, or change the goal in the web UI`;
  session.notify({ severity: "warning", message });
}

/** A goal that somebody deleted, with its tag, in the web UI. */
export function tellGone(session: Session, resource: Resource, id: string, props: Props): void {
  const message = `${nameIn(session, resource)}: goal ${id}, ${show(props.name)}, is gone from the account; it will be created again`;
  session.notify({ severity: "warning", message });
}

/** A diff in a refresh speaks of the old state, not of the program: only what was checked is claimed. */
function claim(session: Session, resource: Resource, id: string, news: Props): void {
  const identity = identityOf(resource);
  if (!session.checked.has(identity)) return;
  const claims = session.account(refOf(news)).claims.goals;
  const other = claims.claimId(id, identity);
  if (other !== undefined)
    throw new Error(
      `Resources "${other}" and "${identity}" both manage goal ${id}. Remove one of them from the program.`,
    );
  const pauser = claims.condemnedBy(id);
  if (pauser !== undefined)
    throw new Error(`${nameIn(session, resource)}: ${condemnedWords(id, news.name, pauser)}.`);
}

/** Why a goal of the account cannot be had: a library is going to pause it. */
export function condemnedWords(id: string, name: unknown, library: string): string {
  return unlistedWords(`${id}, ${show(name)},`, library);
}

/** A refresh takes the drift into the state, where diff no longer sees it as such: so it is named here. */
export function tellDriftSince(
  session: Session,
  resource: Resource,
  id: string,
  olds: Props,
  live: LiveGoal,
): void {
  notifyDrift(session, resource, id, olds, driftSince(resource, olds, live));
}

/**
 * A refresh does not find a goal: whether it may leave state. What is there still, though no program can have it, stays there; an
 * account that answers with nothing at all is an error.
 */
export function isGone(
  session: Session,
  resource: Resource,
  snapshot: GoalSnapshot,
  id: string,
  olds: Props,
): boolean {
  // A look-up by id alone has no outputs; the host says that there is nothing.
  if (olds.name === undefined) return true;
  const called = nameIn(session, resource);
  const why = notOurs(snapshot, id);
  if (why === undefined && snapshot.doubt !== undefined) throw new Error(`${called}: ${snapshot.doubt}.`);
  const message =
    why === undefined
      ? `goal ${id}, ${show(olds.name)}, is gone from the account and leaves Pulumi's state; if the program still has it, the next pulumi up creates it again`
      : `${why}. Remove it from the program; until then Pulumi's state keeps it as it was`;
  session.notify({ severity: "warning", message: `${called}: ${message}` });
  return why === undefined;
}

/** The managed properties, and the type, in which a live goal is not as old outputs say; but for what `ignoreChanges` leaves to others and names that this version does not know. */
export function driftSince(resource: Resource, olds: Props, live: LiveGoal): readonly Difference[] {
  const type = olds.type as GoalType;
  const unread = unreadFields({ type, fields: olds });
  const managed = new Set(managedBefore(olds).filter((name) => !unread.has(name)));
  const written = Object.fromEntries(Object.entries(olds).filter(([name]) => managed.has(name)));
  const marks = { ignored: resource.ignored, secret: resource.secret };
  return changesIn(compareGoal(wantedGoal(type, written, undefined, marks), live));
}

/** Names each field that was changed behind Pulumi's back: the engine shows such an update without details. */
function notifyDrift(
  session: Session,
  resource: Resource,
  id: string,
  props: Props,
  drifted: readonly Difference[],
): void {
  if (drifted.length === 0) return;
  const message = `${nameIn(session, resource)}: goal ${id}, ${show(props.name)}, was changed outside this program: ${drifted.map(inWords).join("; ")}`;
  session.notify({ severity: "warning", message });
}

/** Names the fields that the program no longer sets and that have no default. */
function tellAbandoned(session: Session, resource: Resource, abandoned: readonly string[]): void {
  if (abandoned.length === 0) return;
  const stay =
    abandoned.length === 1 ? "clear it, so it keeps its value" : "clear them, so they keep their values";
  const message = `${nameIn(session, resource)}: the program no longer sets ${abandoned.join(", ")}. The service cannot ${stay}`;
  session.notify({ severity: "info", message });
}

/**
 * State differs from what is wanted, or lacks what later calls need: it is renewed, nothing is sent. Where live already matches, an earlier
 * run wrote that and was killed before Pulumi saved it.
 */
function stateIsStale(resource: Resource, id: string, olds: Props, news: Props): boolean {
  const managed = managedFields(news.type as GoalType, news);
  if (carriesOther(olds, news) || !equal([...managedBefore(olds)].sort(), [...managed].sort())) return true;
  const compared = compareGoal(wantedFrom(resource, olds, news), asInState(id, olds));
  // A member that left at its default anyway is the program's no more, whatever people make of it.
  return (compared.wanted.left ?? []).length > 0 || changesIn(compared).length > 0;
}
