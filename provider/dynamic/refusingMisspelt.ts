import type { Kind as Counted } from "../account/batch/runProgress";
import { type Kind, misspeltPaths } from "../config/ignoredPaths";
import type { Handler } from "../core/handler";
import { refuseMisspeltPaths } from "../core/ignoredPaths";
import type { Props } from "../core/props";

/**
 * A handler that refuses misspelt paths of `ignoreChanges`. Those of a resource's own options its constructor has refused: these come from
 * transformations and transforms. Of transforms that a program registers late, Pulumi tells with a diff alone.
 */
export function refusingMisspelt(handler: Handler): Handler {
  return {
    ...handler,
    check: async (session, resource, olds, news) => {
      const checked = await handler.check(session, resource, olds, news);
      const slips = misspeltPaths(resource.ignored, kindOf(handler.kind, news), news);
      return slips.length === 0 ? checked : { ...checked, failures: [...slips, ...checked.failures] };
    },
    diff: (session, resource, id, olds, news) => {
      // A refresh asks for a diff as well, of what state holds.
      const isOfProgram = handler.checkedKeys(resource, news).some((key) => session.checked.has(key));
      if (isOfProgram) refuseMisspeltPaths(resource, kindOf(handler.kind, news), news);
      return handler.diff(session, resource, id, olds, news);
    },
  };
}

function kindOf(counted: Counted, inputs: Props): Kind {
  if (counted === "goals") return inputs.goals === undefined ? "goal" : "library";
  return ({ tags: "tag", settings: "settings", campaigns: "campaign" } as const)[counted];
}
