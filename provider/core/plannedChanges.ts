import type { Kind } from "../account/batch/runProgress";
import type { Difference } from "../goals/difference";
import type { Session } from "../session/session";
import { identityOf, type Resource } from "./resource";

/** A goal or tag of the program will be created. */
export function planCreate(session: Session, resource: Resource, kind: Kind): void {
  session.changes.plan(kind, `new ${identityOf(resource)}`, ["created"]);
}

/** One that exists will be written; without a difference so far when it hangs on what is not known yet. */
export function planUpdate(session: Session, kind: Kind, id: string, found: readonly Difference[]): void {
  const paths = found.map(({ path }) => path);
  session.changes.plan(kind, id, paths.length === 0 ? ["values not known yet"] : paths);
}

/** One that exists will be paused by a library. */
export function planPause(session: Session, id: string): void {
  session.changes.plan("goals", id, ["paused"]);
}

/** One that a library was going to pause is taken over as it is. */
export function planNothing(session: Session, id: string): void {
  session.changes.drop("goals", id);
}

/**
 * Why the run is refused, since it would change more than `changeAtMost`. Said as soon as the program's last resource is decided: the
 * engine stops at the first refusal, and only then the number is known. Where no program tells how many there are, said at once.
 */
export function tooManyChanges({ changes, progress }: Session): string | undefined {
  const isAll = progress.isCounting;
  return changes.isOver && progress.isAllDecided ? changes.refusal(isAll) : undefined;
}
