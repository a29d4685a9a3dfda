import { assumed, documented, observed, off } from "./rule";

/** Rules of single goal types and of revenue. */
export const goalTypeRules = {
  "url.expression-missing": documented(
    "Microsoft: UrlGoal",
    "A Url goal needs a UrlExpression",
    5334,
    "UrlGoalUrlExpressionNotPassed",
  ),
  "url.expression-too-long": assumed(
    "a limit exists (5341), its number is not documented",
    "UrlExpression has at most 1024 characters",
    5341,
    "InvalidUrlGoalUrlExpression",
  ),
  "duration.range": documented(
    "Microsoft: DurationGoal",
    "MinimumDurationInSeconds is 0 to 86399",
    5338,
    "InvalidDurationGoalDurationTime",
  ),
  "pages.missing": documented(
    "Microsoft: PagesViewedPerVisitGoal",
    "A new goal needs MinimumPagesViewed",
    5339,
    "InvalidMinimumPagesViewedForGoal",
  ),
  "pages.range": documented(
    "Microsoft: help, goal types",
    "MinimumPagesViewed is 0 to 9999999",
    5339,
    "InvalidMinimumPagesViewedForGoal",
  ),
  "event.no-pair": documented(
    "Microsoft: EventGoal",
    "An Event goal has at least one pair of expression and operator",
    5336,
    "EventGoalExpressionWithOperatorNotPassed",
  ),
  "event.category": documented(
    "Microsoft: EventGoal",
    "CategoryExpression (at most 100 characters) and CategoryOperator go together",
    5342,
    "InvalidEventGoalCategoryExpression",
  ),
  "event.action": documented(
    "Microsoft: EventGoal",
    "ActionExpression (at most 100 characters) and ActionOperator go together",
    5343,
    "InvalidEventGoalActionExpression",
  ),
  "event.label": documented(
    "Microsoft: EventGoal",
    "LabelExpression (at most 100 characters) and LabelOperator go together",
    5344,
    "InvalidEventGoalLabelExpression",
  ),
  "event.value": documented(
    "Microsoft: EventGoal",
    "Value and ValueOperator go together",
    5345,
    "InvalidEventGoalValue",
  ),
  "event.auto-goal": documented(
    "Microsoft: EventGoal, IsAutoGoal",
    "The pairs of an automatic goal are Microsoft's: none is required and none is kept",
  ),
  "app.platform": documented(
    "Microsoft: AppInstallGoal",
    "AppPlatform is Android, iOS, Windows or WindowsPhone",
    5340,
    "InvalidAppInstallGoalAppPlatform",
  ),
  "app.store-id-missing": documented(
    "Microsoft: AppInstallGoal",
    "An app goal needs an AppStoreId",
    5335,
    "AppInstallGoalStoreIdNotPassed",
  ),
  "app.store-id-invalid": assumed(
    "it must be valid (5346), what that means is not documented",
    "AppStoreId has letters, digits, dots, hyphens and underscores only",
    5346,
    "InvalidAppInstallGoalStoreId",
  ),
  "revenue.type-for-goal": documented(
    "Microsoft: ConversionGoal",
    "Duration, PagesViewedPerVisit and app goals cannot have VariableValue",
    5332,
    "InvalidConversionGoalRevenueType",
  ),
  "revenue.value-missing": documented(
    "Microsoft: ConversionGoalRevenue",
    "FixedValue needs a Value",
    5333,
    "InvalidConversionGoalRevenueValue",
  ),
  "revenue.value-unwanted": documented(
    "Microsoft: ConversionGoalRevenue",
    "NoValue has no Value",
    5333,
    "InvalidConversionGoalRevenueValue",
  ),
  "revenue.value-range": documented(
    "Microsoft: help, how conversion tracking works: 0 to 9999999 with 3 decimal places (ConversionGoalRevenue prints 0 to 999,9999)",
    "Value is 0 to 9999999",
    5333,
    "InvalidConversionGoalRevenueValue",
  ),
  "revenue.value-cents": off(
    assumed(
      "the help says 3 decimal places and not what becomes of more; a money column may have 2",
      "Value is rounded to two digits",
    ),
  ),
  "revenue.currency-invalid": documented(
    "Microsoft: Error Codes",
    "CurrencyCode is an ISO code",
    5351,
    "InvalidGoalCurrencyCode",
  ),
  "revenue.currency-listed": off(
    documented(
      "Microsoft: Currencies, 100 codes; TRY and others that are current are missing there",
      "CurrencyCode is one of those that are listed for goals",
      5351,
      "InvalidGoalCurrencyCode",
    ),
  ),
  "revenue.currency-for-goal": documented(
    "Microsoft: ConversionGoalRevenue",
    "Duration, PagesViewedPerVisit and app goals take no CurrencyCode",
    5352,
    "GoalCurrencyCodeNotSupported",
  ),
  "revenue.currency-missing": documented(
    "Microsoft: ConversionGoalRevenue",
    "A revenue with a value, in a goal of Customer scope, needs a CurrencyCode (Event, InStoreTransaction, OfflineConversion, Url)",
    5355,
    "GoalCurrencyCodeIsNull",
  ),
  "revenue.currency-default": documented(
    "Microsoft: ConversionGoalRevenue",
    "With Account scope the currency defaults to the account's",
  ),
  "revenue.type-default": documented(
    "Microsoft: ConversionGoalRevenue",
    "Type defaults to NoValue, on update too",
  ),
  "default.scope": documented(
    "Microsoft: goal types' pages",
    "Scope defaults to Customer, for OfflineConversion to Account",
  ),
  "default.count": documented("Microsoft: goal types' pages", "CountType defaults to All"),
  "default.status": observed("recorded v12 traffic, as the pages do not say", "Status defaults to Active"),
  "default.window-offline": documented(
    "Microsoft: OfflineConversionGoal",
    "An offline goal's ConversionWindowInMinutes defaults to 43200",
  ),
  "default.window": documented(
    "Microsoft: help, how conversion tracking works",
    "Other goals' ConversionWindowInMinutes defaults to 43200 too",
  ),
  "default.view-through": documented(
    "Microsoft: help, view-through conversions",
    "ViewThroughConversionWindowInMinutes of a goal of a tag defaults to 1440",
  ),
  "default.category": documented(
    "Microsoft: goal types' pages",
    "GoalCategory defaults to Other (Duration, PagesViewedPerVisit), Download (app goals), Purchase (InStoreTransaction)",
  ),
  "default.attribution": documented(
    "Microsoft: AttributionModelType",
    "AttributionModelType defaults to LastClick",
  ),
  "default.url-operator": documented("Microsoft: UrlGoal", "UrlOperator defaults to Equals"),
  "default.duration": documented("Microsoft: DurationGoal", "MinimumDurationInSeconds defaults to 0"),
  "default.externally-attributed": assumed(
    "a boolean's natural default",
    "IsExternallyAttributed defaults to false",
  ),
  "default.exclude": documented("Microsoft: ConversionGoal", "ExcludeFromBidding defaults to false"),
} as const;
