import { customerScope, download, everyGoal, storeApp } from "./common";
import type { GoalDefinition } from "./definition";

/** An app installed from its store. Microsoft: AppInstallGoal. */
export const appInstallGoal = {
  type: "AppInstall",
  since: 12,
  base: { ...everyGoal, ...customerScope, ...download },
  own: { ...storeApp },
  unit: [],
} as const satisfies GoalDefinition;
