import equal from "fast-deep-equal";
import { immutableDifferences } from "../../account/plan/createDecision";
import { idNotOurs, notOurs } from "../../account/plan/unsupported";
import type { GoalSnapshot } from "../../account/snapshot";
import { canonical } from "../../goals/canonical";
import { differences, patchOf } from "../../goals/compare";
import { fieldsOf, type GoalType } from "../../goals/definition";
import { definitionOf } from "../../goals/definitions";
import { type Difference, inWords } from "../../goals/difference";
import type { LiveGoal } from "../../goals/goal";
import { stepsOf } from "../../goals/propertyPath";
import { holdsUnknown, show } from "../../goals/text";
import { unknownMembers, unsendableWords } from "../../goals/unknownMember";
import { abandonedFields, managedFields, type WantedGoal, wantedGoal, withIgnored } from "../../goals/wanted";
import type { Session } from "../../session/session";
import { plainError } from "../errors";
import { planUpdate } from "../plannedChanges";
import {
  carriesOther,
  identityOf,
  ignoredFields,
  managedBefore,
  nameIn,
  type Props,
  refOf,
  secretPaths,
  wishes,
} from "../props";
import { tellAutoTagging } from "./autoTagging";

export interface Diffed {
  readonly changes: boolean;
  readonly replaces?: string[];
}

/** The key under which a coming update is announced. */
export function updateKey(id: string): string {
  return `update ${id}`;
}

/** The key under which a library's coming pause is announced. */
export function pauseKey(id: string): string {
  return `pause ${id}`;
}

/** Compares what is wanted with the live goal: in memory, from the one snapshot of the process. */
export async function diffGoal(session: Session, id: string, olds: Props, news: Props): Promise<Diffed> {
  if (holdsUnknown([news.customerId, news.accountId, news.type])) {
    planUpdate(session, "goals", id, []);
    return { changes: true };
  }
  const moved = movedTo(olds, news);
  if (moved.length > 0) return { changes: true, replaces: moved };
  const account = session.account(refOf(news));
  const snapshot = await account.goalSnapshot();
  const live = snapshot.byId.get(id);
  if (live === undefined) {
    const notOurs = idNotOurs(snapshot, id);
    // A refresh has told of it when it read.
    if (notOurs !== undefined && !session.checked.has(identityOf(news))) return { changes: false };
    const notGone = notOurs ?? snapshot.doubt;
    if (notGone !== undefined) throw plainError(`${nameIn(session, news)}: ${notGone}.`);
    tellGone(session, id, news);
    return { changes: true, replaces: ["id"] };
  }
  const wanted = wantedOf(olds, news, live);
  const fixed = immutableDifferences(wanted, live);
  if (fixed.length > 0) return { changes: true, replaces: fixed.map(({ name }) => name) };
  return { changes: goalChanges(session, live, olds, news) };
}

/** Where a resource moves to: another customer or account is another resource. */
export function movedTo(olds: Props, news: Props): string[] {
  return ["customerId", "accountId"].filter((name) => olds[name] !== undefined && olds[name] !== news[name]);
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

/** What the program wants of a goal that exists: by what it says now, what it said before, and what it ignores. */
export function wantedOf(olds: Props, news: Props, live: LiveGoal): WantedGoal {
  return withIgnored(wantedFrom(olds, news), live, ignoredFields(news));
}

/** The same, before it is known what is live. */
export function wantedFrom(olds: Props, news: Props): WantedGoal {
  const wanted = wantedGoal(news.type as GoalType, news, managedBefore(olds), olds);
  return { ...wanted, secret: secretPaths(news) };
}

/** Whether a goal that exists, or what state says of it, has to change. Claims it, tells what drifted, announces its update. */
export function goalChanges(session: Session, live: LiveGoal, olds: Props, news: Props): boolean {
  claim(session, live.id, news);
  const wanted = wantedOf(olds, news, live);
  const found = differences(wanted, live);
  if (found.length > 0) tellUnsendable(session, wanted, live, news);
  tellDrift(session, live.id, olds, news, found);
  tellAbandoned(session, news, abandonedFields(news.type as GoalType, news, managedBefore(olds)));
  const writes = found.length > 0 || holdsUnknown(wishes(news));
  if (writes && session.checked.has(identityOf(news))) {
    session.account(refOf(news)).goals.announce(updateKey(live.id));
    planUpdate(session, "goals", live.id, found);
    if (found.length > 0) tellAutoTagging(session, news);
  }
  return writes || stateIsStale(live.id, olds, news);
}

/** In preview already: the update will be refused. */
function tellUnsendable(session: Session, wanted: WantedGoal, live: LiveGoal, news: Props): void {
  const patch = unknownMembers(live.type, live.fields).length === 0 ? undefined : patchOf(wanted, live);
  const words = patch === undefined ? undefined : unsendableWords(wanted.type, patch);
  if (words === undefined) return;
  const message = `${nameIn(session, news)}: goal ${live.id}, ${show(live.name)}, cannot be changed as the program says: ${words}. Set it in the program, or change the goal in the web UI`;
  session.notify({ severity: "warning", message });
}

/** A goal that somebody deleted, with its tag, in the web UI. */
export function tellGone(session: Session, id: string, props: Props): void {
  const message = `${nameIn(session, props)}: goal ${id}, ${show(props.name)}, is gone from the account; it will be created anew`;
  session.notify({ severity: "warning", message });
}

/** A diff in a refresh speaks of the old state, not of the program: only what was checked is claimed. */
function claim(session: Session, id: string, news: Props): void {
  const resource = identityOf(news);
  if (!session.checked.has(resource)) return;
  const claims = session.account(refOf(news)).claims.goals;
  const other = claims.claimId(id, resource);
  if (other !== undefined)
    throw plainError(
      `Resources "${other}" and "${resource}" both stand for goal ${id}. Remove one of them from the program.`,
    );
  const pauser = claims.condemnedBy(id);
  if (pauser !== undefined)
    throw plainError(`${nameIn(session, news)}: ${condemnedWords(id, news.name, pauser)}.`);
}

/** Why a goal cannot be had: a library pauses what it does not list. */
export function condemnedWords(id: string, name: unknown, library: string): string {
  return `goal ${id}, ${show(name)}, is not listed in library "${library}", which pauses what it does not list. List it there and remove it here, or use unlisted: "ignore" there`;
}

/** Names each field that was changed behind Pulumi's back: the engine shows such an update without details. */
function tellDrift(
  session: Session,
  id: string,
  olds: Props,
  news: Props,
  found: readonly Difference[],
): void {
  notifyDrift(
    session,
    id,
    news,
    found.filter((difference) => isSameInProgram(difference, olds, news)),
  );
}

/** Whether the program says of a property what it said before: then it is the account that changed. */
function isSameInProgram({ name, path }: Difference, olds: Props, news: Props): boolean {
  if (name === "type") return olds.type === news.type;
  const field = fieldsOf(definitionOf(news.type as GoalType))[name];
  const [, ...inside] = stepsOf(path);
  const said = (props: Props) =>
    inside.reduce<unknown>(
      (value, step) => (value as Props | undefined)?.[step],
      canonical(field, props[name]),
    );
  return equal(said(olds) ?? null, said(news) ?? null);
}

/** A refresh takes the drift into the state, where diff no longer sees it as such: so it is named here. */
export function tellDriftSince(session: Session, id: string, olds: Props, live: LiveGoal): void {
  notifyDrift(session, id, olds, driftSince(olds, live));
}

/**
 * A refresh does not find a goal: whether it may leave state. What is there still, though no program can have it, stays there; an
 * account that answers with nothing at all is an error.
 */
export function isGone(session: Session, snapshot: GoalSnapshot, id: string, olds: Props): boolean {
  // A look-up by id alone has no outputs; Pulumi says itself that there is nothing.
  if (olds.name === undefined) return true;
  const resource = nameIn(session, olds);
  const why = notOurs(snapshot, id);
  if (why === undefined && snapshot.doubt !== undefined) throw plainError(`${resource}: ${snapshot.doubt}.`);
  const message =
    why === undefined
      ? `goal ${id}, ${show(olds.name)}, is gone from the account and leaves Pulumi's state; if the program still has it, the next pulumi up creates it anew`
      : `${why}. Remove it from the program; until then Pulumi's state keeps it as it was`;
  session.notify({ severity: "warning", message: `${resource}: ${message}` });
  return why === undefined;
}

/** The managed properties, and the type, in which a live goal is not as old outputs say; but for what `ignoreChanges` leaves to others. */
export function driftSince(olds: Props, live: LiveGoal): readonly Difference[] {
  const managed = new Set(managedBefore(olds));
  const written = Object.fromEntries(Object.entries(olds).filter(([name]) => managed.has(name)));
  const wanted = { ...wantedGoal(olds.type as GoalType, written), secret: secretPaths(olds) };
  return differences(withIgnored(wanted, live, ignoredFields(olds)), live);
}

function notifyDrift(session: Session, id: string, props: Props, drifted: readonly Difference[]): void {
  if (drifted.length === 0) return;
  const message = `${nameIn(session, props)}: goal ${id}, ${show(props.name)}, was changed outside this program: ${drifted.map(inWords).join("; ")}`;
  session.notify({ severity: "warning", message });
}

/** Fields that left the program and have no default to go to. */
export function tellAbandoned(session: Session, news: Props, abandoned: readonly string[]): void {
  if (abandoned.length === 0) return;
  const message = `${nameIn(session, news)}: ${abandoned.join(", ")} left the program; the service cannot clear a field, so it stays as it is and is no longer managed`;
  session.notify({ severity: "info", message });
}

/**
 * State differs from what is wanted, or lacks what later calls need: it is renewed, nothing is sent. Where live is as wanted, an earlier
 * run did that and did not live to save it.
 */
function stateIsStale(id: string, olds: Props, news: Props): boolean {
  const managed = managedFields(news.type as GoalType, news);
  if (carriesOther(olds, news) || !equal(managedBefore(olds).toSorted(), managed.toSorted())) return true;
  const inState = asInState(id, olds);
  const wanted = wantedOf(olds, news, inState);
  // A member that left at its default anyway is the program's no more, whatever people make of it.
  return (wanted.left ?? []).length > 0 || differences(wanted, inState).length > 0;
}
