import type { Kind } from "../config/ignoredPaths";
import { accountSettingsHandler } from "../core/accountSettings/handler";
import { campaignGoalsHandler } from "../core/campaign/handler";
import { conversionGoalHandler } from "../core/goal/handler";
import type { Handler } from "../core/handler";
import { libraryHandler } from "../core/library/handler";
import { uetTagHandler } from "../core/tag/handler";
import { tracked } from "../core/tracked";
import { GOAL_TYPES, type GoalType } from "../goals/definition";

/** One resource type of the plugin. */
export interface ResourceType {
  readonly token: string;
  readonly kind: Kind;
  readonly handler: Handler;
  /** Goals have a token for each of their types. */
  readonly goalType: GoalType | undefined;
}

/** The token of a goal type: "msads:index:UrlGoal". */
export function goalToken(type: GoalType): string {
  return `msads:index:${type}Goal`;
}

export const TAG_TOKEN = "msads:index:UetTag";
export const LIBRARY_TOKEN = "msads:index:ConversionGoalLibrary";
export const SETTINGS_TOKEN = "msads:index:AccountConversionSettings";
export const CAMPAIGN_TOKEN = "msads:index:CampaignConversionGoals";

const TYPES: readonly ResourceType[] = [
  ...GOAL_TYPES.map((goalType) => ({
    token: goalToken(goalType),
    kind: "goal" as const,
    handler: tracked(conversionGoalHandler),
    goalType,
  })),
  { token: TAG_TOKEN, kind: "tag", handler: tracked(uetTagHandler), goalType: undefined },
  { token: LIBRARY_TOKEN, kind: "library", handler: tracked(libraryHandler), goalType: undefined },
  { token: SETTINGS_TOKEN, kind: "settings", handler: tracked(accountSettingsHandler), goalType: undefined },
  { token: CAMPAIGN_TOKEN, kind: "campaign", handler: tracked(campaignGoalsHandler), goalType: undefined },
];

/** Throws an Error for a token that this version of the plugin does not have. */
export function resourceTypeOf(token: string): ResourceType {
  const found = TYPES.find((type) => type.token === token);
  if (found !== undefined) return found;
  const all = TYPES.map((type) => type.token).join(", ");
  throw new Error(`${token} is not a resource of pulumi-msads. It has ${all}.`);
}
