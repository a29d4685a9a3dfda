import { assumed, documented, off } from "./rule";

/** Campaigns, and the goals that they are linked with. */
export const campaignRules = {
  "campaign.ids-missing": documented(
    "Microsoft: Error Codes",
    "GetCampaignsByIds needs ids",
    1118,
    "CampaignServiceCampaignIdsArrayShouldNotBeNullOrEmpty",
  ),
  "campaign.ids-too-many": documented(
    "Microsoft: GetCampaignsByIds",
    "A call takes 100 ids",
    1119,
    "CampaignServiceCampaignIdsArrayExceedsLimit",
  ),
  "campaign.account-id": assumed(
    "Microsoft: GetCampaignsByIds requires it; which code comes is not documented",
    "AccountId is an account of the customer",
    1102,
    "CampaignServiceInvalidAccountId",
  ),
  "campaign.id-unknown": assumed(
    "Microsoft: GetCampaignsByIds says that it is nil and an error; which code comes is not documented",
    "The account has no campaign of this id",
    1100,
    "CampaignServiceInvalidCampaignId",
  ),
  "campaign.deleted": assumed("as with goals", "A deleted campaign is not found"),
  "campaign.type-default": documented(
    "Microsoft: GetCampaignsByIds",
    "Without CampaignType a call asks for Search campaigns only; otherwise for all",
  ),
  "campaign.type-not-asked": documented(
    "Microsoft: GetCampaignsByIds",
    "A campaign of the list has a type that was not asked for: nil, and an error at its index",
    516,
    "EntityIdFilterMismatch",
  ),
  "campaign.goals-silent": documented(
    "Microsoft: CampaignAdditionalField",
    "GoalIds are returned only when CampaignConversionGoal is asked for",
  ),
  "campaign.no-goals-absent": assumed(
    "EmitDefaultValue leaves out what is null",
    "A campaign without links has no GoalIds; otherwise an empty list",
  ),
  "link.list-missing": assumed("no code is documented", "A call must name links", 206, "NullArrayArgument"),
  "link.null": assumed("no code is documented", "A link of the list is nil", 203, "NullParameter"),
  "link.campaign-unknown": documented(
    "Microsoft: Error Codes",
    "The account has no campaign of this id",
    1100,
    "CampaignServiceInvalidCampaignId",
  ),
  "link.goal-unknown": documented(
    "Microsoft: Error Codes",
    "No goal that this account can see has this id",
    5314,
    "InvalidConversionGoalId",
  ),
  "link.feature": documented(
    "Microsoft: Error Codes (which feature is meant is not said)",
    "The customer's campaigns cannot have goals of their own",
    6610,
    "CustomerNotEligibleForConversionGoalSelection",
  ),
  "link.campaign-unfit": documented(
    "Microsoft: Error Codes; help, campaign-level conversion goals (sponsored products, cost per sale)",
    "This campaign cannot have goals of its own",
    8138,
    "CampaignNotEligibleForCampaignConversionGoal",
  ),
  "link.exists": off(
    assumed(
      "no source says what comes of it; by default it is accepted",
      "A link that is there already cannot be added",
      1043,
      "CampaignServiceEntityAlreadyExists",
    ),
  ),
  "link.missing": off(
    assumed(
      "no source says what comes of it; by default it is accepted",
      "A link that is not there cannot be deleted",
      1044,
      "CampaignServiceEntityDoesNotExist",
    ),
  ),
  "link.goal-paused": off(
    assumed(
      "no source says what comes of it; by default it is accepted",
      "A paused goal cannot be linked",
      5328,
      "InvalidConversionGoalStatus",
    ),
  ),
  "link.goal-deleted": assumed("no source", "The links of a goal go when it is deleted"),
} as const;
