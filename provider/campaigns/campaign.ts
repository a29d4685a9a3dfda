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

/** A campaign as it is in the account, as far as its goals go. Microsoft: Campaign. */
export interface LiveCampaign {
  readonly id: string;
  readonly name: string;
  /** One of CAMPAIGN_TYPES, or a type that came later. */
  readonly campaignType: string;
  /** The goals that it is optimised for, sorted; with none it goes by the account's. */
  readonly goalIds: readonly string[];
  readonly isDeleted: boolean;
}
