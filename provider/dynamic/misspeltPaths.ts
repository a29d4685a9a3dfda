import type { Kind as Counted } from "../account/batch/runProgress";
import { type Kind, misspeltPath } from "../config/ignoredPaths";
import type { Props } from "../core/props";
import { nameIn, type Resource } from "../core/resource";
import type { Session } from "../session/session";

/**
 * Warns of misspelt paths of `ignoreChanges` that come from a policy of the stack: those of a resource's own options its constructor has
 * refused. What was meant would be overwritten. Once for each path and kind of resource.
 */
export function tellMisspeltPaths(
  session: Session,
  resource: Resource,
  counted: Counted,
  inputs: Props,
): void {
  for (const path of resource.ignored) {
    const kind = kindOf(counted, inputs);
    const why = misspeltPath(path, kind, inputs);
    const key = `ignoreChanges of a ${kind}: ${path}`;
    if (why === undefined || session.told.has(key)) continue;
    session.told.add(key);
    session.notify({ severity: "warning", message: `${nameIn(session, resource)}: ignoreChanges: ${why}` });
  }
}

function kindOf(counted: Counted, inputs: Props): Kind {
  if (counted === "goals") return inputs.goals === undefined ? "goal" : "library";
  return ({ tags: "tag", settings: "settings", campaigns: "campaign" } as const)[counted];
}
