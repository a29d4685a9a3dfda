import { choice, id, ids } from "../goals/field";

/** The types of campaigns, all of which a read asks for. Microsoft: CampaignType. */
export const CAMPAIGN_TYPES = [
  "Search",
  "Shopping",
  "DynamicSearchAds",
  "Audience",
  "Hotel",
  "PerformanceMax",
  "App",
] as const;

/** The goals of a campaign. Microsoft: CampaignConversionGoal. */
export const campaignFields = {
  /** The campaign, by its id. Another id is another resource. */
  campaignId: id({ required: true, since: 13 }),
  /** The campaign's type, where a program wants to be sure of it: a campaign of another type is refused in preview. */
  campaignType: choice(CAMPAIGN_TYPES, { since: 13 }),
  /**
   * All goals that the campaign is optimised for, by their ids; its column of conversions counts these. With none ([]) it goes by all goals of the
   * account that are not excluded from bidding. Errors 5314, 6610, 8138.
   */
  goalIds: ids({ required: true, since: 13 }),
};

/** The fields that are compared; a type that is not the campaign's is refused, so that only goals are sent. */
export const COMPARED = ["campaignType", "goalIds"] as const;

/** A campaign as it is in the account, as far as its goals go. Microsoft: Campaign. */
export interface LiveCampaign {
  readonly id: string;
  readonly name: string;
  /** One of CAMPAIGN_TYPES, or a type that came later. */
  readonly campaignType: string;
  /** The goals that it is optimised for, sorted. */
  readonly goalIds: readonly string[];
}

/** Whether this version knows the type: what came later, the service may hide behind "NotSupportedForGivenRevision". */
export function isKnownType({ campaignType }: LiveCampaign): boolean {
  return CAMPAIGN_TYPES.some((type) => type === campaignType);
}
