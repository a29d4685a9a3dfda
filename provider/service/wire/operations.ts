import type { GoalType } from "../../goals/definition";

/** The operations of Campaign Management that goals, tags and their neighbours need. */
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
export type CampaignOperation = (typeof OPERATIONS)[number];

/** The operations of Customer Management that finding the accounts of a sign-in needs. */
const CUSTOMER_OPERATIONS = ["GetUser", "SearchAccounts"] as const;
export type CustomerOperation = (typeof CUSTOMER_OPERATIONS)[number];

export type Operation = CampaignOperation | CustomerOperation;

/** Whether an operation is one of Customer Management, which has an address and a namespace of its own. */
export function isCustomerOperation(operation: Operation): operation is CustomerOperation {
  return CUSTOMER_OPERATIONS.some((each) => each === operation);
}

/** Whether an operation changes something, and so must not be repeated blindly. */
export function isWrite(operation: string): boolean {
  return !/^(Get|Search)/.test(operation);
}

/** A field's name on the wire: goalCategory → GoalCategory. */
export function wireName(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** The schema's name of a goal type: Url → UrlGoal. */
export function wireType(type: GoalType): string {
  return `${type}Goal`;
}
