import { arrayOf, type ComplexType, field } from "./model";

/** Conversion goals and what they hold; the order of fields is the order on the wire. */
export const goalTypes: Readonly<Record<string, ComplexType>> = {
  ConversionGoal: {
    space: "tns",
    fields: [
      field("AttributionModelType", "AttributionModelType", { since13: true, silent: true }),
      field("ConversionWindowInMinutes", "xs:int"),
      field("CountType", "ConversionGoalCountType"),
      field("ExcludeFromBidding", "xs:boolean", { since13: true }),
      field("GoalCategory", "ConversionGoalCategory", { since13: true, silent: true }),
      field("Id", "xs:long"),
      field("IsAutoGoal", "xs:boolean", { since13: true, silent: true }),
      field("IsEnhancedConversionsEnabled", "xs:boolean", { since13: true, silent: true }),
      field("Name", "xs:string"),
      field("Revenue", "ConversionGoalRevenue"),
      field("Scope", "EntityScope"),
      field("Status", "ConversionGoalStatus"),
      field("TagId", "xs:long"),
      field("TrackingStatus", "ConversionGoalTrackingStatus"),
      field("Type", "ConversionGoalType"),
      field("ViewThroughConversionWindowInMinutes", "xs:int", { since13: true, silent: true }),
    ],
  },
  ConversionGoalRevenue: {
    space: "tns",
    fields: [
      field("CurrencyCode", "xs:string"),
      field("Type", "ConversionGoalRevenueType"),
      field("Value", "xs:decimal"),
    ],
  },
  UrlGoal: {
    space: "tns",
    base: "ConversionGoal",
    fields: [field("UrlExpression", "xs:string"), field("UrlOperator", "ExpressionOperator")],
  },
  DurationGoal: {
    space: "tns",
    base: "ConversionGoal",
    fields: [field("MinimumDurationInSeconds", "xs:int")],
  },
  PagesViewedPerVisitGoal: {
    space: "tns",
    base: "ConversionGoal",
    fields: [field("MinimumPagesViewed", "xs:int")],
  },
  EventGoal: {
    space: "tns",
    base: "ConversionGoal",
    fields: [
      field("ActionExpression", "xs:string"),
      field("ActionOperator", "ExpressionOperator"),
      field("CategoryExpression", "xs:string"),
      field("CategoryOperator", "ExpressionOperator"),
      field("LabelExpression", "xs:string"),
      field("LabelOperator", "ExpressionOperator"),
      field("Value", "xs:decimal"),
      field("ValueOperator", "ValueOperator"),
    ],
  },
  AppInstallGoal: {
    space: "tns",
    base: "ConversionGoal",
    fields: [field("AppPlatform", "xs:string"), field("AppStoreId", "xs:string")],
  },
  AppDownloadGoal: {
    space: "tns",
    base: "ConversionGoal",
    since13: true,
    fields: [field("AppPlatform", "xs:string"), field("AppStoreId", "xs:string")],
  },
  OfflineConversionGoal: {
    space: "tns",
    base: "ConversionGoal",
    fields: [field("IsExternallyAttributed", "xs:boolean", { since13: true, silent: true })],
  },
  InStoreTransactionGoal: { space: "tns", base: "ConversionGoal", fields: [] },
  ArrayOfConversionGoal: arrayOf("ConversionGoal", "ConversionGoal"),
};
