/** Conversion tracking of Microsoft Advertising as code: UET tags and conversion goals for Pulumi programs. */

import { refuseUnfitNode } from "./nodeVersion";

export type { GoalType } from "./goals/definition";
export { getConversionGoal, getUetTag } from "./lookups";
export { AppDownloadGoal, type AppDownloadGoalArgs } from "./resources/appDownloadGoal";
export { AppInstallGoal, type AppInstallGoalArgs } from "./resources/appInstallGoal";
export type { ManagementArgs } from "./resources/args";
export {
  ConversionGoal,
  type ConversionGoalArgs,
  type GoalArgs,
  type Revenue,
} from "./resources/conversionGoal";
export {
  ConversionGoalLibrary,
  type ConversionGoalLibraryArgs,
  type LibraryGoal,
} from "./resources/conversionGoalLibrary";
export { DurationGoal, type DurationGoalArgs } from "./resources/durationGoal";
export { EventGoal, type EventGoalArgs } from "./resources/eventGoal";
export { InStoreTransactionGoal, type InStoreTransactionGoalArgs } from "./resources/inStoreTransactionGoal";
export type { LookupArgs } from "./resources/lookups/lookup";
export type { ConversionGoalResult, UetTagResult } from "./resources/lookups/results";
export { OfflineConversionGoal, type OfflineConversionGoalArgs } from "./resources/offlineConversionGoal";
export {
  PagesViewedPerVisitGoal,
  type PagesViewedPerVisitGoalArgs,
} from "./resources/pagesViewedPerVisitGoal";
export { UetTag, type UetTagArgs } from "./resources/uetTag";
export { UrlGoal, type UrlGoalArgs } from "./resources/urlGoal";

refuseUnfitNode();
