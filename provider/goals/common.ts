import { choice, decimal, type Field, flag, id, object, system, text, whole } from "./field";

/** How a UET value is matched against an expression. Microsoft: ExpressionOperator. */
export const EXPRESSION_OPERATORS = ["Equals", "BeginsWith", "RegularExpression", "Contains"] as const;

/** Every category that a program may give, over all types. Microsoft: ConversionGoalCategory (without Unknown and None). */
export const WEB_CATEGORIES = [
  "AddToCart",
  "BeginCheckout",
  "BookAppointment",
  "Contact",
  "GetDirections",
  "Other",
  "OutboundClick",
  "PageView",
  "Purchase",
  "RequestQuote",
  "Signup",
  "SubmitLeadForm",
  "Subscribe",
] as const;

/** Revenue with a code of its own. Microsoft: ConversionGoalRevenue. */
export const revenueFields = {
  /**
   * ISO 4217 code like "EUR". Needed with a value in Customer scope; in Account scope the default is the account's billing currency. A
   * preview warns of a code that Microsoft's list of 100 lacks. Errors 5351, 5352, 5355.
   */
  currencyCode: currency(),
  /**
   * What each conversion is worth: the same value (FixedValue), the value that is sent with it (VariableValue), or nothing. Default NoValue. FixedValue
   * needs `value`; NoValue allows none. Error 5332.
   */
  type: choice(["FixedValue", "VariableValue", "NoValue"], { required: true }),
  /** What one conversion is worth, 0 to 9999999 with at most 3 digits after the point. Error 5333. */
  value: money(),
};

/** Revenue of types that take neither a variable value nor a currency. Microsoft: ConversionGoalRevenue. */
export const fixedRevenueFields = {
  currencyCode: system(),
  /** What each conversion is worth: the same value (FixedValue), or nothing. Default NoValue. FixedValue needs `value`; NoValue allows none. Error 5332. */
  type: choice(["FixedValue", "NoValue"], { required: true }),
  /** What one conversion is worth, 0 to 9999999 with at most 3 digits after the point, in the account's currency. Error 5333. */
  value: money(),
};

function currency(): Field<string, false> {
  const accepts = (value: unknown) => typeof value === "string" && /^[A-Z]{3}$/.test(value);
  return { ...text(), allowed: 'an ISO 4217 code like "EUR"', accepts };
}

/** Microsoft: help, how conversion tracking works. A digit that the service does not keep would be drift in every run. */
function money() {
  return decimal({ min: 0, max: 9_999_999, digits: 3 });
}

/** The fields that every goal type has, those of the service included. Microsoft: ConversionGoal. */
export const everyGoal = {
  /** Minutes after a click in which a conversion counts, 1 to 129600 (90 days). Default 43200 (30 days). Error 5337. */
  conversionWindowInMinutes: whole({
    min: 1,
    max: 129_600,
    unit: "minutes, 90 days at most",
    default: 43_200,
  }),
  /**
   * Leave the goal's conversions out of automated bidding, and out of the columns Conversions, Revenue and Return on ad spend. Default
   * false. Needs a pilot of the service (feature 574). v13.
   */
  excludeFromBidding: flag({ since: 13, default: false }),
  id: system("id"),
  isAutoGoal: system("flag", { since: 13 }),
  /**
   * Enhanced conversions: hashed customer data sent along with a conversion. Microsoft's help says to create
   * one such goal in the web UI first, where you accept the terms; the API's documentation no longer says so. v13.
   */
  isEnhancedConversionsEnabled: flag({ since: 13 }),
  /** Unique among all goals of the customer, 1 to 100 characters. A name cannot be reused. Errors 5316, 5317, 5319, 5320. */
  name: text({ max: 100, required: true }),
  /** Active or Paused. Default Active. A goal cannot be deleted, only paused. Error 5328. */
  status: choice(["Active", "Paused"], { default: "Active" }),
  trackingStatus: system(),
  type: system(),
};

/** Which conversions after a click count. Microsoft: ConversionGoalCountType. */
export const counted = {
  /** Count every conversion after a click (All) or only the first (Unique). Default All. */
  countType: choice(["All", "Unique"], { default: "All" }),
};

/** The fields of the types that a UET tag feeds. Microsoft: UrlGoal, DurationGoal, PagesViewedPerVisitGoal, EventGoal. */
export const tagged = {
  ...everyGoal,
  ...counted,
  /** Which interaction gets the conversion. LastTouch is for audience campaigns only. Default LastClick. v13. */
  attributionModelType: choice(["LastClick", "LastTouch", "DataDriven"], { since: 13, default: "LastClick" }),
  /** Whether one account or all accounts of the customer use the goal. Default Customer. Cannot change later. */
  scope: choice(["Customer", "Account"], { default: "Customer" }),
  /** The id of the UET tag that feeds the goal: use `tag.id`. Error 5300. */
  tagId: id({ required: true }),
  /**
   * Minutes after a view without a click in which a conversion counts, 1 to 43200 (30 days). Default 1440 (1 day). If the account does not
   * include view-through conversions (IncludeViewThroughConversions), the window is stored and nothing is counted. v13. Errors 6605, 6608.
   */
  viewThroughConversionWindowInMinutes: whole({
    min: 1,
    max: 43_200,
    unit: "minutes, 30 days at most",
    since: 13,
    default: 1_440,
  }),
};

/** The scope of types that belong to the customer as a whole. Errors 5348, 5357. */
export const customerScope = {
  /** Always Customer. Cannot change later. */
  scope: choice(["Customer"], { default: "Customer" }),
};

/** The base fields of the app types: no variable value, no currency, no count type of its own. Microsoft: AppInstallGoal, AppDownloadGoal. */
export const download = {
  /** Always Download. v13. Error 3349. */
  goalCategory: choice(["Download"], { since: 13, default: "Download" }),
  /** What a conversion is worth. Microsoft replaces it as a whole. Default NoValue. */
  revenue: object(fixedRevenueFields, { default: { type: "NoValue" } }),
};

/** The app of the app types. */
export const storeApp = {
  /** Android, iOS, Windows or WindowsPhone. Error 5340. */
  appPlatform: choice(["Android", "iOS", "Windows", "WindowsPhone"], { required: true }),
  /** The app's id in its store. Errors 5335, 5346. */
  appStoreId: text({ required: true }),
};
