import { misspeltPaths } from "../config/ignoredPaths";
import type { Handler } from "../core/handler";
import { refuseMisspeltPaths } from "../core/ignoredPaths";

/**
 * A handler that refuses misspelt paths of `ignoreChanges`. Those of a resource's own options its constructor has refused: these come from
 * transformations and transforms. Of transforms that a program registers late, Pulumi tells with a diff alone.
 */
export function refusingMisspelt(handler: Handler): Handler {
  return {
    ...handler,
    check: async (session, resource, olds, news) => {
      const checked = await handler.check(session, resource, olds, news);
      const slips = misspeltPaths(resource.ignored, handler.resourceKind, news);
      return slips.length === 0 ? checked : { ...checked, failures: [...slips, ...checked.failures] };
    },
    diff: (session, resource, id, olds, news) => {
      // A refresh asks for a diff as well, of what state holds.
      const isOfProgram = handler.checkedKeys(resource, news).some((key) => session.checked.has(key));
      if (isOfProgram) refuseMisspeltPaths(resource, handler.resourceKind, news);
      return handler.diff(session, resource, id, olds, news);
    },
  };
}
