import { appDownloadGoal } from "./appDownloadGoal";
import { appInstallGoal } from "./appInstallGoal";
import type { GoalDefinition, GoalType } from "./definition";
import { durationGoal } from "./durationGoal";
import { eventGoal } from "./eventGoal";
import type { ApiVersion } from "./field";
import { inStoreTransactionGoal } from "./inStoreTransactionGoal";
import { offlineConversionGoal } from "./offlineConversionGoal";
import { pagesViewedPerVisitGoal } from "./pagesViewedPerVisitGoal";
import { urlGoal } from "./urlGoal";

const definitions = {
  Url: urlGoal,
  Duration: durationGoal,
  PagesViewedPerVisit: pagesViewedPerVisitGoal,
  Event: eventGoal,
  AppInstall: appInstallGoal,
  AppDownload: appDownloadGoal,
  OfflineConversion: offlineConversionGoal,
  InStoreTransaction: inStoreTransactionGoal,
} as const satisfies Record<GoalType, GoalDefinition>;

/** The definition of a goal type. */
export function definitionOf(type: GoalType): GoalDefinition {
  return definitions[type];
}

/** Whether goals of a type keep it, and no goal of another becomes one. Microsoft: UpdateConversionGoals. */
export function isFixedType(type: unknown): boolean {
  return type === "OfflineConversion" || type === "InStoreTransaction";
}

/** Whether a text names a goal type. */
export function isGoalType(value: unknown): value is GoalType {
  return typeof value === "string" && Object.hasOwn(definitions, value);
}

/** The goal types that an API version knows. */
export function goalTypesOf(version: ApiVersion): readonly GoalType[] {
  return Object.values(definitions)
    .filter((definition) => definition.since <= version)
    .map((definition) => definition.type);
}
