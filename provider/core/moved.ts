import type { Kind } from "../account/batch/runProgress";
import { holdsUnknown } from "../goals/text";
import type { Session } from "../session/session";
import type { Diffed } from "./handler";
import { planUpdate } from "./plannedChanges";
import type { Props } from "./props";

/** Where a resource moves to: another customer or account is another resource. */
export function movedTo(olds: Props, news: Props): string[] {
  return ["customerId", "accountId"].filter((name) => olds[name] !== undefined && olds[name] !== news[name]);
}

/** What a diff comes to without a look at the account: it hangs on what is not known yet, or it is another resource. */
export function decidedBefore(
  session: Session,
  kind: Kind,
  id: string,
  olds: Props,
  news: Props,
  /** What else tells which one it is, and may not be known yet. */
  identity: unknown = undefined,
): Diffed | undefined {
  if (holdsUnknown([news.customerId, news.accountId, identity])) {
    planUpdate(session, kind, id, []);
    return { changes: true };
  }
  const moved = movedTo(olds, news);
  return moved.length === 0 ? undefined : { changes: true, replaces: moved };
}
