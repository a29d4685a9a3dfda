// Made from the tables of fields by `npm run docs`. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ManagementArgs } from "./args";

/** What a conversion is worth. Microsoft: ConversionGoalRevenue. */
export interface RevenueArgs {
  /**
   * What each conversion is worth: the same value (FixedValue), the value that is sent with it
   * (VariableValue), or nothing. Default NoValue. FixedValue needs `value`; NoValue allows none. Error 5332.
   */
  readonly type: pulumi.Input<"FixedValue" | "VariableValue" | "NoValue">;
  /**
   * ISO 4217 code like "EUR". Needed with a value in Customer scope; in Account scope the default is the
   * account's billing currency. A preview warns of a code that Microsoft's list of 100 lacks. Errors 5351,
   * 5352, 5355.
   */
  readonly currencyCode?: pulumi.Input<string | undefined>;
  /** What one conversion is worth, 0 to 9999999 with at most 3 digits after the point. Error 5333. */
  readonly value?: pulumi.Input<string | number | undefined>;
}

/**
 * What a conversion is worth, for types that take neither a variable value nor a currency. Microsoft:
 * ConversionGoalRevenue.
 */
export interface FixedRevenueArgs {
  /**
   * What each conversion is worth: the same value (FixedValue), or nothing. Default NoValue. FixedValue needs
   * `value`; NoValue allows none. Error 5332.
   */
  readonly type: pulumi.Input<"FixedValue" | "NoValue">;
  /**
   * What one conversion is worth, 0 to 9999999 with at most 3 digits after the point, in the account's
   * currency. Error 5333.
   */
  readonly value?: pulumi.Input<string | number | undefined>;
}

/** What a UetTag is made of. Microsoft: UetTag. */
export interface UetTagArgs extends ManagementArgs {
  /** Unique among all tags of the customer, 1 to 100 characters. Errors 5302, 5303, 5305, 5306. */
  readonly name: pulumi.Input<string>;
  /** What the tag is for. Error 5307. */
  readonly description?: pulumi.Input<string | undefined>;
  /** The advertiser's industry. v13. Microsoft: UetTagIndustry. */
  readonly industry?: pulumi.Input<
    | "AdultGambling"
    | "Autos"
    | "B2BServices"
    | "B2CServices"
    | "CPG"
    | "CareersEducation"
    | "CommunitySocialCharitableGroups"
    | "Entertainment"
    | "FinancialServicesInsurance"
    | "Government"
    | "HealthWellness"
    | "RealEstate"
    | "RestaurantsFood"
    | "Retail"
    | "ScienceSocialScienceOthers"
    | "TechnologyTelecommunications"
    | "TravelTransportation"
    | "Other"
    | "Unknown"
    | undefined
  >;
  /**
   * The other customers that may use the tag, by their ids: the whole list, without the owner. [] ends
   * sharing. Not set: whom it is shared with is not managed. v13, and a feature that not every customer has.
   * Microsoft: CustomerShare.
   */
  readonly sharedWith?: pulumi.Input<readonly pulumi.Input<string>[] | undefined>;
}

/** What AccountConversionSettings are made of. Microsoft: AccountProperty. */
export interface AccountConversionSettingsArgs extends Omit<ManagementArgs, "onDelete"> {
  /**
   * Auto-tagging: ads lead to addresses with a click id (msclkid), by which conversions are matched. On in a
   * new account; each goal of type Url, Duration, PagesViewedPerVisit, Event or OfflineConversion that is
   * added or changed turns it on. Microsoft: MSCLKIDAutoTaggingEnabled.
   */
  readonly autoTagging?: pulumi.Input<boolean | undefined>;
  /**
   * What is added to the final URL of every ad of the account: parameters like
   * utm_source=bing&utm_medium=cpc, at most 2,048 characters, without ?, & or # at the beginning. "" removes
   * it. Microsoft: FinalUrlSuffix. Errors 4626, 4627, 4629.
   */
  readonly finalUrlSuffix?: pulumi.Input<string | undefined>;
  /**
   * Whether view-through conversions count in the columns of all conversions. A feature that not every
   * customer has. Microsoft: IncludeViewThroughConversions. Errors 6604, 6605.
   */
  readonly includeViewThroughConversions?: pulumi.Input<boolean | undefined>;
  /**
   * The tracking template of the account, at most 2,048 characters: begins with http://, https://, {lpurl} or
   * {unescapedlpurl}, and holds one of {lpurl}, {lpurl+2}, {lpurl+3}, {unescapedlpurl}, {escapedlpurl}. ""
   * removes it. Microsoft: TrackingUrlTemplate. Errors 4600, 4601, 4602.
   */
  readonly trackingUrlTemplate?: pulumi.Input<string | undefined>;
}

/** What CampaignConversionGoals are made of. Microsoft: CampaignConversionGoal. */
export interface CampaignConversionGoalsArgs extends ManagementArgs {
  /** The campaign, by its id. Another id is another resource. */
  readonly campaignId: pulumi.Input<string>;
  /**
   * All goals that the campaign is optimised for, by their ids; its column of conversions counts these. With
   * none ([]) it goes by all goals of the account that are not excluded from bidding. Errors 5314, 6610,
   * 8138.
   */
  readonly goalIds: pulumi.Input<readonly pulumi.Input<string>[]>;
  /**
   * The campaign's type, where a program wants to be sure of it: a campaign of another type is refused in
   * preview.
   */
  readonly campaignType?: pulumi.Input<
    "Search" | "Shopping" | "DynamicSearchAds" | "Audience" | "Hotel" | "PerformanceMax" | "App" | undefined
  >;
}

/** What a UrlGoal is made of. Microsoft: UrlGoal. */
export interface UrlGoalArgs extends ManagementArgs {
  /** The page's address or a part of it. Errors 5334, 5341. */
  readonly urlExpression: pulumi.Input<string>;
  /**
   * Unique among all goals of the customer, 1 to 100 characters. A name cannot be reused. Errors 5316, 5317,
   * 5319, 5320.
   */
  readonly name: pulumi.Input<string>;
  /** The id of the UET tag that feeds the goal: use `tag.id`. Error 5300. */
  readonly tagId: pulumi.Input<string>;
  /** What the conversion is for; v13 requires one. Errors 3347, 3349. */
  readonly goalCategory?: pulumi.Input<
    | "AddToCart"
    | "BeginCheckout"
    | "BookAppointment"
    | "Contact"
    | "GetDirections"
    | "Other"
    | "OutboundClick"
    | "PageView"
    | "Purchase"
    | "RequestQuote"
    | "Signup"
    | "SubmitLeadForm"
    | "Subscribe"
    | undefined
  >;
  /** How the address is matched. Default Equals. */
  readonly urlOperator?: pulumi.Input<"Equals" | "BeginsWith" | "RegularExpression" | "Contains" | undefined>;
  /**
   * Minutes after a click in which a conversion counts, 1 to 129600 (90 days). Default 43200 (30 days). Error
   * 5337.
   */
  readonly conversionWindowInMinutes?: pulumi.Input<number | undefined>;
  /**
   * Leave the goal's conversions out of automated bidding, and out of the columns Conversions, Revenue and
   * Return on ad spend. Default false. Needs a pilot of the service (feature 574). v13.
   */
  readonly excludeFromBidding?: pulumi.Input<boolean | undefined>;
  /**
   * Enhanced conversions: hashed customer data sent along with a conversion. Microsoft's help says to create
   * one such goal in the web UI first, where you accept the terms; the API's documentation no longer says so.
   * v13.
   */
  readonly isEnhancedConversionsEnabled?: pulumi.Input<boolean | undefined>;
  /** Active or Paused. Default Active. A goal cannot be deleted, only paused. Error 5328. */
  readonly status?: pulumi.Input<"Active" | "Paused" | undefined>;
  /** Count every conversion after a click (All) or only the first (Unique). Default All. */
  readonly countType?: pulumi.Input<"All" | "Unique" | undefined>;
  /**
   * Which interaction gets the conversion. LastTouch is for audience campaigns only. Default LastClick. v13.
   */
  readonly attributionModelType?: pulumi.Input<"LastClick" | "LastTouch" | "DataDriven" | undefined>;
  /**
   * Whether one account or all accounts of the customer use the goal. Default Customer. Cannot change later.
   */
  readonly scope?: pulumi.Input<"Customer" | "Account" | undefined>;
  /**
   * Minutes after a view without a click in which a conversion counts, 1 to 43200 (30 days). Default 1440 (1
   * day). If the account does not include view-through conversions (IncludeViewThroughConversions), the
   * window is stored and nothing is counted. v13. Errors 6605, 6608.
   */
  readonly viewThroughConversionWindowInMinutes?: pulumi.Input<number | undefined>;
  /** What a conversion is worth. Microsoft replaces it as a whole. Default NoValue. */
  readonly revenue?: pulumi.Input<RevenueArgs | undefined>;
}

/** What a DurationGoal is made of. Microsoft: DurationGoal. */
export interface DurationGoalArgs extends ManagementArgs {
  /**
   * Unique among all goals of the customer, 1 to 100 characters. A name cannot be reused. Errors 5316, 5317,
   * 5319, 5320.
   */
  readonly name: pulumi.Input<string>;
  /** The id of the UET tag that feeds the goal: use `tag.id`. Error 5300. */
  readonly tagId: pulumi.Input<string>;
  /** Seconds, 0 to 86399. Default 0. Error 5338. */
  readonly minimumDurationInSeconds?: pulumi.Input<number | undefined>;
  /**
   * Minutes after a click in which a conversion counts, 1 to 129600 (90 days). Default 43200 (30 days). Error
   * 5337.
   */
  readonly conversionWindowInMinutes?: pulumi.Input<number | undefined>;
  /**
   * Leave the goal's conversions out of automated bidding, and out of the columns Conversions, Revenue and
   * Return on ad spend. Default false. Needs a pilot of the service (feature 574). v13.
   */
  readonly excludeFromBidding?: pulumi.Input<boolean | undefined>;
  /**
   * Enhanced conversions: hashed customer data sent along with a conversion. Microsoft's help says to create
   * one such goal in the web UI first, where you accept the terms; the API's documentation no longer says so.
   * v13.
   */
  readonly isEnhancedConversionsEnabled?: pulumi.Input<boolean | undefined>;
  /** Active or Paused. Default Active. A goal cannot be deleted, only paused. Error 5328. */
  readonly status?: pulumi.Input<"Active" | "Paused" | undefined>;
  /** Count every conversion after a click (All) or only the first (Unique). Default All. */
  readonly countType?: pulumi.Input<"All" | "Unique" | undefined>;
  /**
   * Which interaction gets the conversion. LastTouch is for audience campaigns only. Default LastClick. v13.
   */
  readonly attributionModelType?: pulumi.Input<"LastClick" | "LastTouch" | "DataDriven" | undefined>;
  /**
   * Whether one account or all accounts of the customer use the goal. Default Customer. Cannot change later.
   */
  readonly scope?: pulumi.Input<"Customer" | "Account" | undefined>;
  /**
   * Minutes after a view without a click in which a conversion counts, 1 to 43200 (30 days). Default 1440 (1
   * day). If the account does not include view-through conversions (IncludeViewThroughConversions), the
   * window is stored and nothing is counted. v13. Errors 6605, 6608.
   */
  readonly viewThroughConversionWindowInMinutes?: pulumi.Input<number | undefined>;
  /** Always Other. v13. Error 3349. */
  readonly goalCategory?: pulumi.Input<"Other" | undefined>;
  /** What a conversion is worth. Microsoft replaces it as a whole. Default NoValue. */
  readonly revenue?: pulumi.Input<FixedRevenueArgs | undefined>;
}

/** What a PagesViewedPerVisitGoal is made of. Microsoft: PagesViewedPerVisitGoal. */
export interface PagesViewedPerVisitGoalArgs extends ManagementArgs {
  /** Pages, 0 to 9999999. Error 5339. */
  readonly minimumPagesViewed: pulumi.Input<number>;
  /**
   * Unique among all goals of the customer, 1 to 100 characters. A name cannot be reused. Errors 5316, 5317,
   * 5319, 5320.
   */
  readonly name: pulumi.Input<string>;
  /** The id of the UET tag that feeds the goal: use `tag.id`. Error 5300. */
  readonly tagId: pulumi.Input<string>;
  /**
   * Minutes after a click in which a conversion counts, 1 to 129600 (90 days). Default 43200 (30 days). Error
   * 5337.
   */
  readonly conversionWindowInMinutes?: pulumi.Input<number | undefined>;
  /**
   * Leave the goal's conversions out of automated bidding, and out of the columns Conversions, Revenue and
   * Return on ad spend. Default false. Needs a pilot of the service (feature 574). v13.
   */
  readonly excludeFromBidding?: pulumi.Input<boolean | undefined>;
  /**
   * Enhanced conversions: hashed customer data sent along with a conversion. Microsoft's help says to create
   * one such goal in the web UI first, where you accept the terms; the API's documentation no longer says so.
   * v13.
   */
  readonly isEnhancedConversionsEnabled?: pulumi.Input<boolean | undefined>;
  /** Active or Paused. Default Active. A goal cannot be deleted, only paused. Error 5328. */
  readonly status?: pulumi.Input<"Active" | "Paused" | undefined>;
  /** Count every conversion after a click (All) or only the first (Unique). Default All. */
  readonly countType?: pulumi.Input<"All" | "Unique" | undefined>;
  /**
   * Which interaction gets the conversion. LastTouch is for audience campaigns only. Default LastClick. v13.
   */
  readonly attributionModelType?: pulumi.Input<"LastClick" | "LastTouch" | "DataDriven" | undefined>;
  /**
   * Whether one account or all accounts of the customer use the goal. Default Customer. Cannot change later.
   */
  readonly scope?: pulumi.Input<"Customer" | "Account" | undefined>;
  /**
   * Minutes after a view without a click in which a conversion counts, 1 to 43200 (30 days). Default 1440 (1
   * day). If the account does not include view-through conversions (IncludeViewThroughConversions), the
   * window is stored and nothing is counted. v13. Errors 6605, 6608.
   */
  readonly viewThroughConversionWindowInMinutes?: pulumi.Input<number | undefined>;
  /** Always Other. v13. Error 3349. */
  readonly goalCategory?: pulumi.Input<"Other" | undefined>;
  /** What a conversion is worth. Microsoft replaces it as a whole. Default NoValue. */
  readonly revenue?: pulumi.Input<FixedRevenueArgs | undefined>;
}

/** What a EventGoal is made of. Microsoft: EventGoal. */
export interface EventGoalArgs extends ManagementArgs {
  /**
   * Unique among all goals of the customer, 1 to 100 characters. A name cannot be reused. Errors 5316, 5317,
   * 5319, 5320.
   */
  readonly name: pulumi.Input<string>;
  /** The id of the UET tag that feeds the goal: use `tag.id`. Error 5300. */
  readonly tagId: pulumi.Input<string>;
  /** What the conversion is for; v13 requires one. Errors 3347, 3349. */
  readonly goalCategory?: pulumi.Input<
    | "AddToCart"
    | "BeginCheckout"
    | "BookAppointment"
    | "Contact"
    | "GetDirections"
    | "Other"
    | "OutboundClick"
    | "PageView"
    | "Purchase"
    | "RequestQuote"
    | "Signup"
    | "SubmitLeadForm"
    | "Subscribe"
    | undefined
  >;
  /** The event's action, 1 to 100 characters; with `actionOperator`. Error 5343. */
  readonly actionExpression?: pulumi.Input<string | undefined>;
  /** How the action is matched; with `actionExpression`. */
  readonly actionOperator?: pulumi.Input<
    "Equals" | "BeginsWith" | "RegularExpression" | "Contains" | undefined
  >;
  /** The event's category, 1 to 100 characters; with `categoryOperator`. Error 5342. */
  readonly categoryExpression?: pulumi.Input<string | undefined>;
  /** How the category is matched; with `categoryExpression`. */
  readonly categoryOperator?: pulumi.Input<
    "Equals" | "BeginsWith" | "RegularExpression" | "Contains" | undefined
  >;
  /** The event's label, 1 to 100 characters; with `labelOperator`. Error 5344. */
  readonly labelExpression?: pulumi.Input<string | undefined>;
  /** How the label is matched; with `labelExpression`. */
  readonly labelOperator?: pulumi.Input<
    "Equals" | "BeginsWith" | "RegularExpression" | "Contains" | undefined
  >;
  /** The event's value; with `valueOperator`. Error 5345. */
  readonly value?: pulumi.Input<string | number | undefined>;
  /** How the value is compared; with `value`. */
  readonly valueOperator?: pulumi.Input<"Equals" | "LessThan" | "GreaterThan" | undefined>;
  /**
   * Minutes after a click in which a conversion counts, 1 to 129600 (90 days). Default 43200 (30 days). Error
   * 5337.
   */
  readonly conversionWindowInMinutes?: pulumi.Input<number | undefined>;
  /**
   * Leave the goal's conversions out of automated bidding, and out of the columns Conversions, Revenue and
   * Return on ad spend. Default false. Needs a pilot of the service (feature 574). v13.
   */
  readonly excludeFromBidding?: pulumi.Input<boolean | undefined>;
  /**
   * Enhanced conversions: hashed customer data sent along with a conversion. Microsoft's help says to create
   * one such goal in the web UI first, where you accept the terms; the API's documentation no longer says so.
   * v13.
   */
  readonly isEnhancedConversionsEnabled?: pulumi.Input<boolean | undefined>;
  /** Active or Paused. Default Active. A goal cannot be deleted, only paused. Error 5328. */
  readonly status?: pulumi.Input<"Active" | "Paused" | undefined>;
  /** Count every conversion after a click (All) or only the first (Unique). Default All. */
  readonly countType?: pulumi.Input<"All" | "Unique" | undefined>;
  /**
   * Which interaction gets the conversion. LastTouch is for audience campaigns only. Default LastClick. v13.
   */
  readonly attributionModelType?: pulumi.Input<"LastClick" | "LastTouch" | "DataDriven" | undefined>;
  /**
   * Whether one account or all accounts of the customer use the goal. Default Customer. Cannot change later.
   */
  readonly scope?: pulumi.Input<"Customer" | "Account" | undefined>;
  /**
   * Minutes after a view without a click in which a conversion counts, 1 to 43200 (30 days). Default 1440 (1
   * day). If the account does not include view-through conversions (IncludeViewThroughConversions), the
   * window is stored and nothing is counted. v13. Errors 6605, 6608.
   */
  readonly viewThroughConversionWindowInMinutes?: pulumi.Input<number | undefined>;
  /** What a conversion is worth. Microsoft replaces it as a whole. Default NoValue. */
  readonly revenue?: pulumi.Input<RevenueArgs | undefined>;
}

/** What a AppInstallGoal is made of. Microsoft: AppInstallGoal. */
export interface AppInstallGoalArgs extends ManagementArgs {
  /** Android, iOS, Windows or WindowsPhone. Error 5340. */
  readonly appPlatform: pulumi.Input<"Android" | "iOS" | "Windows" | "WindowsPhone">;
  /** The app's id in its store. Errors 5335, 5346. */
  readonly appStoreId: pulumi.Input<string>;
  /**
   * Unique among all goals of the customer, 1 to 100 characters. A name cannot be reused. Errors 5316, 5317,
   * 5319, 5320.
   */
  readonly name: pulumi.Input<string>;
  /**
   * Minutes after a click in which a conversion counts, 1 to 129600 (90 days). Default 43200 (30 days). Error
   * 5337.
   */
  readonly conversionWindowInMinutes?: pulumi.Input<number | undefined>;
  /**
   * Leave the goal's conversions out of automated bidding, and out of the columns Conversions, Revenue and
   * Return on ad spend. Default false. Needs a pilot of the service (feature 574). v13.
   */
  readonly excludeFromBidding?: pulumi.Input<boolean | undefined>;
  /**
   * Enhanced conversions: hashed customer data sent along with a conversion. Microsoft's help says to create
   * one such goal in the web UI first, where you accept the terms; the API's documentation no longer says so.
   * v13.
   */
  readonly isEnhancedConversionsEnabled?: pulumi.Input<boolean | undefined>;
  /** Active or Paused. Default Active. A goal cannot be deleted, only paused. Error 5328. */
  readonly status?: pulumi.Input<"Active" | "Paused" | undefined>;
  /** Always Customer. Cannot change later. */
  readonly scope?: pulumi.Input<"Customer" | undefined>;
  /** Always Download. v13. Error 3349. */
  readonly goalCategory?: pulumi.Input<"Download" | undefined>;
  /** What a conversion is worth. Microsoft replaces it as a whole. Default NoValue. */
  readonly revenue?: pulumi.Input<FixedRevenueArgs | undefined>;
}

/** What a AppDownloadGoal is made of. Microsoft: AppDownloadGoal. */
export interface AppDownloadGoalArgs extends ManagementArgs {
  /** Android, iOS, Windows or WindowsPhone. Error 5340. */
  readonly appPlatform: pulumi.Input<"Android" | "iOS" | "Windows" | "WindowsPhone">;
  /** The app's id in its store. Errors 5335, 5346. */
  readonly appStoreId: pulumi.Input<string>;
  /**
   * Unique among all goals of the customer, 1 to 100 characters. A name cannot be reused. Errors 5316, 5317,
   * 5319, 5320.
   */
  readonly name: pulumi.Input<string>;
  /**
   * Minutes after a click in which a conversion counts, 1 to 129600 (90 days). Default 43200 (30 days). Error
   * 5337.
   */
  readonly conversionWindowInMinutes?: pulumi.Input<number | undefined>;
  /**
   * Leave the goal's conversions out of automated bidding, and out of the columns Conversions, Revenue and
   * Return on ad spend. Default false. Needs a pilot of the service (feature 574). v13.
   */
  readonly excludeFromBidding?: pulumi.Input<boolean | undefined>;
  /**
   * Enhanced conversions: hashed customer data sent along with a conversion. Microsoft's help says to create
   * one such goal in the web UI first, where you accept the terms; the API's documentation no longer says so.
   * v13.
   */
  readonly isEnhancedConversionsEnabled?: pulumi.Input<boolean | undefined>;
  /** Active or Paused. Default Active. A goal cannot be deleted, only paused. Error 5328. */
  readonly status?: pulumi.Input<"Active" | "Paused" | undefined>;
  /** Always Customer. Cannot change later. */
  readonly scope?: pulumi.Input<"Customer" | undefined>;
  /** Always Download. v13. Error 3349. */
  readonly goalCategory?: pulumi.Input<"Download" | undefined>;
  /** What a conversion is worth. Microsoft replaces it as a whole. Default NoValue. */
  readonly revenue?: pulumi.Input<FixedRevenueArgs | undefined>;
}

/** What a OfflineConversionGoal is made of. Microsoft: OfflineConversionGoal. */
export interface OfflineConversionGoalArgs extends ManagementArgs {
  /**
   * Unique among all goals of the customer, 1 to 100 characters. A name cannot be reused. Errors 5316, 5317,
   * 5319, 5320.
   */
  readonly name: pulumi.Input<string>;
  /** What the conversion is for; v13 requires one. Errors 3347, 3349. */
  readonly goalCategory?: pulumi.Input<
    | "AddToCart"
    | "BeginCheckout"
    | "BookAppointment"
    | "Contact"
    | "GetDirections"
    | "Other"
    | "OutboundClick"
    | "PageView"
    | "Purchase"
    | "RequestQuote"
    | "Signup"
    | "SubmitLeadForm"
    | "Subscribe"
    | undefined
  >;
  /** Whether uploaded conversions carry fractional credit from an external attribution model. v13. */
  readonly isExternallyAttributed?: pulumi.Input<boolean | undefined>;
  /**
   * Minutes after a click in which a conversion counts, 1 to 129600 (90 days). Default 43200 (30 days). Error
   * 5337.
   */
  readonly conversionWindowInMinutes?: pulumi.Input<number | undefined>;
  /**
   * Leave the goal's conversions out of automated bidding, and out of the columns Conversions, Revenue and
   * Return on ad spend. Default false. Needs a pilot of the service (feature 574). v13.
   */
  readonly excludeFromBidding?: pulumi.Input<boolean | undefined>;
  /**
   * Enhanced conversions: hashed customer data sent along with a conversion. Microsoft's help says to create
   * one such goal in the web UI first, where you accept the terms; the API's documentation no longer says so.
   * v13.
   */
  readonly isEnhancedConversionsEnabled?: pulumi.Input<boolean | undefined>;
  /** Active or Paused. Default Active. A goal cannot be deleted, only paused. Error 5328. */
  readonly status?: pulumi.Input<"Active" | "Paused" | undefined>;
  /** Count every conversion after a click (All) or only the first (Unique). Default All. */
  readonly countType?: pulumi.Input<"All" | "Unique" | undefined>;
  /** What a conversion is worth. Microsoft replaces it as a whole. Default NoValue. */
  readonly revenue?: pulumi.Input<RevenueArgs | undefined>;
  /**
   * Whether one account or all accounts of the customer use the goal. Default Account. Cannot change later.
   */
  readonly scope?: pulumi.Input<"Account" | "Customer" | undefined>;
}

/** What a InStoreTransactionGoal is made of. Microsoft: InStoreTransactionGoal. */
export interface InStoreTransactionGoalArgs extends ManagementArgs {
  /**
   * Unique among all goals of the customer, 1 to 100 characters. A name cannot be reused. Errors 5316, 5317,
   * 5319, 5320.
   */
  readonly name: pulumi.Input<string>;
  /**
   * Minutes after a click in which a conversion counts, 1 to 129600 (90 days). Default 43200 (30 days). Error
   * 5337.
   */
  readonly conversionWindowInMinutes?: pulumi.Input<number | undefined>;
  /**
   * Leave the goal's conversions out of automated bidding, and out of the columns Conversions, Revenue and
   * Return on ad spend. Default false. Needs a pilot of the service (feature 574). v13.
   */
  readonly excludeFromBidding?: pulumi.Input<boolean | undefined>;
  /**
   * Enhanced conversions: hashed customer data sent along with a conversion. Microsoft's help says to create
   * one such goal in the web UI first, where you accept the terms; the API's documentation no longer says so.
   * v13.
   */
  readonly isEnhancedConversionsEnabled?: pulumi.Input<boolean | undefined>;
  /** Active or Paused. Default Active. A goal cannot be deleted, only paused. Error 5328. */
  readonly status?: pulumi.Input<"Active" | "Paused" | undefined>;
  /** Count every conversion after a click (All) or only the first (Unique). Default All. */
  readonly countType?: pulumi.Input<"All" | "Unique" | undefined>;
  /** Always Customer. Cannot change later. */
  readonly scope?: pulumi.Input<"Customer" | undefined>;
  /** Always Purchase. v13. Error 3349. */
  readonly goalCategory?: pulumi.Input<"Purchase" | undefined>;
  /** What a conversion is worth. Microsoft replaces it as a whole. Default NoValue. */
  readonly revenue?: pulumi.Input<RevenueArgs | undefined>;
}

/** What a goal of each type is made of. */
export interface GoalArgsByType {
  readonly Url: UrlGoalArgs;
  readonly Duration: DurationGoalArgs;
  readonly PagesViewedPerVisit: PagesViewedPerVisitGoalArgs;
  readonly Event: EventGoalArgs;
  readonly AppInstall: AppInstallGoalArgs;
  readonly AppDownload: AppDownloadGoalArgs;
  readonly OfflineConversion: OfflineConversionGoalArgs;
  readonly InStoreTransaction: InStoreTransactionGoalArgs;
}
