import type { GoalType } from "../../goals/definition";

/** The operations of the service that goals, tags and their neighbours need. */
export const OPERATIONS = [
  "AddUetTags",
  "UpdateUetTags",
  "GetUetTagsByIds",
  "AddConversionGoals",
  "UpdateConversionGoals",
  "GetConversionGoalsByIds",
  "GetConversionGoalsByTagIds",
  "GetAccountProperties",
  "SetAccountProperties",
  "GetCampaignsByIds",
  "AddCampaignConversionGoals",
  "DeleteCampaignConversionGoals",
  "GetOfflineConversionReportByGoalIds",
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** Whether an operation changes something, and so must not be repeated blindly. */
export function isWrite(operation: string): boolean {
  return !operation.startsWith("Get");
}

/** A field's name on the wire: goalCategory → GoalCategory. */
export function wireName(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** The schema's name of a goal type: Url → UrlGoal. */
export function wireType(type: GoalType): string {
  return `${type}Goal`;
}
