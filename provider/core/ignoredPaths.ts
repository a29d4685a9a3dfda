import { isOfAnyKind, type Kind, misspeltPaths, strangePath } from "../config/ignoredPaths";
import type { Inputs } from "../goals/problem";
import type { Session } from "../session/session";
import { nameIn, type Resource } from "./resource";

/** Fails where a path of `ignoreChanges` is misspelt: what was meant would be overwritten. */
export function refuseMisspeltPaths(resource: Resource, kind: Kind, inputs: Inputs): void {
  const problems = misspeltPaths(resource.ignored, kind, inputs);
  if (problems.length > 0)
    throw new Error(problems.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
}

/** Warns of the other paths that no field of any kind has, once for each path and kind of resource. */
export function tellStrangePaths(session: Session, resource: Resource, kind: Kind, inputs: Inputs): void {
  for (const path of resource.ignored) {
    const why = strangePath(path, kind, inputs);
    const key = `ignoreChanges of a ${kind}: ${path}`;
    if (why === undefined || isOfAnyKind(path, kind, inputs) || session.told.has(key)) continue;
    session.told.add(key);
    session.notify({ severity: "warning", message: `${nameIn(session, resource)}: ignoreChanges: ${why}` });
  }
}
