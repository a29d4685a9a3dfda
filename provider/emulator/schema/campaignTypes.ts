import { arrayOf, type ComplexType, type Field, field, plain } from "./model";

const silent = { silent: true } as const;

/** A class that v12 is not asked for here. */
function since13(fields: readonly Field[], base?: string): ComplexType {
  return { space: "tns", since13: true, fields, ...(base === undefined ? {} : { base }) };
}

/** Campaigns, in the order of the wire, which is not that of the names throughout; of bid strategies and settings the usual classes. */
export const campaignTypes: Readonly<Record<string, ComplexType>> = {
  ArrayOfCampaign: { ...arrayOf("Campaign", "Campaign"), since13: true },
  Campaign: since13([
    field("AudienceAdsBidAdjustment", "xs:int"),
    field("BidStrategyScope", "EntityScope", silent),
    field("BiddingScheme", "BiddingScheme"),
    field("BudgetType", "BudgetLimitType"),
    field("DailyBudget", "xs:double"),
    field("DealIds", "ArrayOflong", silent),
    field("EndDate", "xs:dateTime", silent),
    field("ExperimentId", "xs:long"),
    field("FinalUrlSuffix", "xs:string"),
    field("ForwardCompatibilityMap", "ArrayOfKeyValuePairOfstringstring"),
    field("GoalIds", "ArrayOflong", silent),
    field("Id", "xs:long"),
    field("IsDealCampaign", "xs:boolean", silent),
    plain("IsPolitical", "xs:boolean", silent),
    field("MultimediaAdsBidAdjustment", "xs:int", silent),
    field("Name", "xs:string"),
    field("StartDate", "xs:dateTime", silent),
    field("Status", "CampaignStatus"),
    field("SubType", "xs:string"),
    field("TimeZone", "xs:string"),
    field("TrackingUrlTemplate", "xs:string"),
    field("UrlCustomParameters", "CustomParameters"),
    field("UseCampaignLevelDates", "xs:boolean", silent),
    field("CampaignType", "CampaignType"),
    field("Settings", "ArrayOfSetting"),
    field("BudgetId", "xs:long"),
    field("Languages", "ArrayOfstring"),
    field("AdScheduleUseSearcherTimeZone", "xs:boolean", silent),
    field("BidStrategyId", "xs:long", silent),
  ]),
  CustomParameters: since13([field("Parameters", "ArrayOfCustomParameter")]),
  ArrayOfCustomParameter: { ...arrayOf("CustomParameter", "CustomParameter"), since13: true },
  CustomParameter: since13([field("Key", "xs:string"), field("Value", "xs:string")]),
  Bid: since13([field("Amount", "xs:double")]),
  BiddingScheme: since13([field("Type", "xs:string")]),
  EnhancedCpcBiddingScheme: since13([], "BiddingScheme"),
  MaxConversionsBiddingScheme: since13(
    [field("MaxCpc", "Bid"), field("TargetCpa", "xs:double", silent)],
    "BiddingScheme",
  ),
  PercentCpcBiddingScheme: since13([field("MaxPercentCpc", "xs:double")], "BiddingScheme"),
  ArrayOfSetting: { ...arrayOf("Setting", "Setting"), since13: true },
  Setting: since13([field("Type", "xs:string")]),
  ShoppingSetting: since13(
    [
      field("FeedLabel", "xs:string", silent),
      field("LocalInventoryAdsEnabled", "xs:boolean"),
      field("Priority", "xs:int"),
      field("SalesCountryCode", "xs:string"),
      field("ShoppableAdsEnabled", "xs:boolean", silent),
      field("StoreId", "xs:long"),
    ],
    "Setting",
  ),
  DynamicSearchAdsSetting: since13(
    [
      field("DomainName", "xs:string"),
      field("DynamicDescriptionEnabled", "xs:boolean", silent),
      field("Language", "xs:string"),
      field("PageFeedIds", "ArrayOflong"),
      field("Source", "DynamicSearchAdsSource"),
    ],
    "Setting",
  ),
};
