import { type Kind, strangePath } from "../config/ignoredPaths";
import type { Props } from "../core/props";
import { nameIn, type Resource } from "../core/resource";
import type { Session } from "../session/session";

/**
 * Warns of paths of `ignoreChanges` that no field has: what was meant would be overwritten. No error, as it is for the classes: a policy for all
 * resources of a stack may be where they come from. Once for each path and kind of resource.
 */
export function tellStrangePaths(session: Session, resource: Resource, kind: Kind, inputs: Props): void {
  for (const path of resource.ignored) {
    const why = strangePath(path, kind, inputs);
    const key = `ignoreChanges of a ${kind}: ${path}`;
    if (why === undefined || session.told.has(key)) continue;
    session.told.add(key);
    session.notify({ severity: "warning", message: `${nameIn(session, resource)}: ignoreChanges: ${why}` });
  }
}
