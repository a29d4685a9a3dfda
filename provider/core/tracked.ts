import type { Session } from "../session/session";
import type { Handler } from "./handler";
import { inTurns } from "./inTurns";
import { otherKindProblems } from "./otherKind";
import { tooManyChanges } from "./plannedChanges";
import { isNew, type Props, withoutUnset } from "./props";
import { nameIn, type Resource } from "./resource";

/**
 * A handler that also tells the session how far the run has come: the batches read from it whether more is to come, and `changeAtMost` whether
 * the run is to be refused. Its answers go out one by one. Every host puts its handlers into it.
 */
export function tracked(handler: Handler): Handler {
  const { kind } = handler;
  const keyOf = (resource: Resource, id: string) => `${handler.identity(resource)} ${id}`;
  /** A write of one resource: from its answer on nothing more comes for it. */
  const writing = async <T>(session: Session, resource: Resource, write: () => Promise<T>): Promise<T> => {
    nameIn(session, resource);
    try {
      return await write();
    } finally {
      session.progress.answered(kind, handler.identity(resource));
    }
  };
  return inTurns({
    ...handler,
    check: async (session, resource, olds, news) => {
      // From now on the resource is known by its name.
      nameIn(session, resource);
      session.progress.heard();
      const other = otherKindProblems(handler.resourceKind, olds);
      const checked =
        other.length > 0
          ? { inputs: news, failures: other }
          : await handler.check(session, resource, olds, news);
      const isDecided = checked.failures.length > 0 || isNew(olds);
      session.progress.checked(kind, handler.identity(resource), isDecided);
      const tooMany = checked.failures.length > 0 ? undefined : tooManyChanges(session);
      return tooMany === undefined ? checked : { ...checked, failures: [{ property: "", reason: tooMany }] };
    },
    diff: async (session, resource, id, olds, news) => {
      nameIn(session, resource);
      session.progress.heard();
      const diffed = await handler.diff(session, resource, id, olds, news);
      // What is replaced is checked once more, as a new one.
      if (diffed.replaces === undefined) session.progress.compared(kind, handler.identity(resource));
      else session.replaced.set(keyOf(resource, id), news.onDelete);
      const tooMany = tooManyChanges(session);
      if (tooMany !== undefined) throw new Error(tooMany);
      return diffed;
    },
    create: (session, resource, news) =>
      writing(session, resource, () => handler.create(session, resource, news)),
    update: (session, resource, id, olds: Props, news) =>
      writing(session, resource, () => handler.update(session, resource, id, olds, news)),
    // Of what is replaced the program still says what is to become of it.
    remove: (session, resource, id, olds) => {
      const onDelete = session.replaced.get(keyOf(resource, id)) ?? olds.onDelete;
      return handler.remove(session, resource, id, withoutUnset({ ...olds, onDelete }));
    },
  });
}
