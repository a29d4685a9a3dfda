import type { Session } from "../session/session";
import type { Props } from "./props";

/**
 * Why what leaves the program stays as it is, as the end of a sentence. A run that checks nothing (destroy, for one) knows nothing that the program
 * says now, and Pulumi gives it an earlier run's config: there the environment may say so, too.
 */
export function retention(session: Session, olds: Props): string | undefined {
  if (olds.onDelete === "retain") return " (onDelete: retain)";
  return session.retains && session.checked.size === 0 ? " (MSADS_ON_DELETE=retain)" : undefined;
}
