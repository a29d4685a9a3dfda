import { assumed, documented, off } from "./rule";

/** How what tags send becomes conversions. */
export const trackingRules = {
  "collect.case": documented("Microsoft: help, create a goal", "Expressions match without case"),
  "collect.paused": assumed("a paused goal stops tracking", "Only active goals record conversions"),
  "collect.noscript": assumed(
    "the image for browsers without scripts sends only the tag's id",
    "Data without evt is a page load; its page is the one that HTTP's Referer names",
  ),
  "collect.url-page-load": assumed(
    "an event on the page would count the visit of it again",
    "Url goals look at page loads, not at the address that events carry",
  ),
  "collect.url-prefix": documented(
    "Microsoft: help, goal types",
    "Equals and BeginsWith ignore http(s):// and www. of addresses",
  ),
  "collect.expression-anywhere": documented(
    "Microsoft: help, regular expressions (orderid= is as good as Contains)",
    "A RegularExpression matches anywhere in the text",
  ),
  "collect.event-pairs": assumed(
    "each pair of an Event goal is a condition",
    "All pairs of an Event goal must match, each by something that the event carries",
  ),
  "collect.visit": assumed(
    "as web analytics do; Microsoft does not say when a visit ends",
    "A visit ends with 30 minutes without data of its session",
  ),
  "collect.duration": documented(
    "Microsoft: DurationGoal (that the time is that between the visit's first and latest data is assumed)",
    "A visit of at least MinimumDurationInSeconds is a conversion",
  ),
  "collect.pages": documented(
    "Microsoft: PagesViewedPerVisitGoal",
    "A visit of at least MinimumPagesViewed page loads is a conversion",
  ),
  "collect.once-per-visit": assumed(
    "the goals are about visits",
    "A visit is one conversion of a Duration or PagesViewedPerVisit goal, not more",
  ),
  "collect.click": off(
    documented(
      "Microsoft: help, how conversion tracking works (ConversionGoalTrackingStatus asks for no click)",
      "Only what follows an ad click (msclkid) is a conversion",
    ),
  ),
  "collect.window": documented(
    "Microsoft: help, how conversion tracking works",
    "After an ad click conversions count for ConversionWindowInMinutes, 30 days unless the goal says otherwise",
  ),
  "collect.unique": documented(
    "Microsoft: help, change how you count conversions",
    "A goal with CountType Unique counts one conversion for each ad click, All counts all",
  ),
  "collect.unique-visitor": assumed(
    "pages are tried without ads",
    "Without an ad click Unique counts one conversion for each visitor and conversion window",
  ),
  "collect.revenue-fixed": documented(
    "Microsoft: ConversionGoalRevenue",
    "With FixedValue each conversion is worth Value",
  ),
  "collect.revenue-variable": documented(
    "Microsoft: help, report variable revenue",
    "With VariableValue a conversion is worth what the page reports (gv, gc), else the goal's own Value and currency",
  ),
  "collect.revenue-page": documented(
    "Microsoft: help, report variable revenue and FAQ (mid relates what a page sends)",
    "An event with revenue and nothing else says what the Url conversions of its page are worth",
  ),
  "collect.revenue-currency": assumed(
    "the help asks for capital letters, not what else happens",
    "A reported currency that is not three capital letters is ignored",
  ),
} as const;
