import { customerScope, download, everyGoal, storeApp } from "./common";
import type { GoalDefinition } from "./definition";

/** An app downloaded from its store. v13. Microsoft: AppDownloadGoal. */
export const appDownloadGoal = {
  type: "AppDownload",
  since: 13,
  base: { ...everyGoal, ...customerScope, ...download },
  own: { ...storeApp },
  unit: [],
} as const satisfies GoalDefinition;
