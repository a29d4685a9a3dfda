/** Conversion tracking of Microsoft Advertising as code: UET tags and conversion goals for Pulumi programs. */

import { refuseUnfitNode } from "./nodeVersion";

export type { GoalType } from "./goals/definition";
export type { Revenue } from "./goals/goal";
export { getConversionGoal, getUetTag } from "./lookups";
export { AccountConversionSettings } from "./resources/accountConversionSettings";
export { AppDownloadGoal } from "./resources/appDownloadGoal";
export { AppInstallGoal } from "./resources/appInstallGoal";
export type { ManagementArgs } from "./resources/args";
export { CampaignConversionGoals } from "./resources/campaignConversionGoals";
export {
  ConversionGoal,
  type ConversionGoalArgs,
  type GoalArgs,
} from "./resources/conversionGoal";
export {
  ConversionGoalLibrary,
  type ConversionGoalLibraryArgs,
  type LibraryGoal,
} from "./resources/conversionGoalLibrary";
export { DurationGoal } from "./resources/durationGoal";
export { EventGoal } from "./resources/eventGoal";
export type {
  AccountConversionSettingsArgs,
  AppDownloadGoalArgs,
  AppInstallGoalArgs,
  CampaignConversionGoalsArgs,
  DurationGoalArgs,
  EventGoalArgs,
  FixedRevenueArgs,
  InStoreTransactionGoalArgs,
  OfflineConversionGoalArgs,
  PagesViewedPerVisitGoalArgs,
  RevenueArgs,
  UetTagArgs,
  UrlGoalArgs,
} from "./resources/goalArgs";
export { InStoreTransactionGoal } from "./resources/inStoreTransactionGoal";
export { OfflineConversionGoal } from "./resources/offlineConversionGoal";
export { PagesViewedPerVisitGoal } from "./resources/pagesViewedPerVisitGoal";
export { UetTag } from "./resources/uetTag";
export { UrlGoal } from "./resources/urlGoal";
export type { LookupArgs } from "./session/lookups/lookup";
export type { ConversionGoalResult, UetTagResult } from "./session/lookups/results";

refuseUnfitNode();
