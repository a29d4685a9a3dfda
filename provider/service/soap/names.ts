import type { GoalType } from "../../goals/definition";
import type { ApiVersion } from "../../goals/field";

/** The operations of the service that goals and tags need. */
export const OPERATIONS = [
  "AddUetTags",
  "UpdateUetTags",
  "GetUetTagsByIds",
  "AddConversionGoals",
  "UpdateConversionGoals",
  "GetConversionGoalsByIds",
  "GetConversionGoalsByTagIds",
] as const;
export type Operation = (typeof OPERATIONS)[number];

export const ENVELOPE_NAMESPACE = "http://schemas.xmlsoap.org/soap/envelope/";
/** Ids in requests. */
export const ARRAYS_NAMESPACE = "http://schemas.microsoft.com/2003/10/Serialization/Arrays";
/** Ids in answers, which may be nil. */
export const SYSTEM_NAMESPACE = "http://schemas.datacontract.org/2004/07/System";

/** The service's own namespace, one per version. */
export function serviceNamespace(version: ApiVersion): string {
  return `https://bingads.microsoft.com/CampaignManagement/v${version}`;
}

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
