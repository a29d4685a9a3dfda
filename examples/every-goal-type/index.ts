import * as msads from "pulumi-msads";

// A reference to copy from: each of the eight goal types with all its fields. A field that you leave out gets Microsoft's
// documented default. A field without a documented default keeps the value that it has in the account.

const site = new msads.UetTag("site", { name: "Main site", description: "All pages", industry: "Retail" });

// The fields that every goal with a tag has, besides those of its type.
const counting = {
  tagId: site.id,
  status: "Active", // or "Paused": the goal stays, but counts nothing
  scope: "Customer", // all accounts of the customer use it; "Account": only this one. Cannot change later
  countType: "All", // every order after one click; "Unique": only the first
  conversionWindowInMinutes: 30 * 24 * 60, // how long after a click a conversion still counts, 90 days at most
  viewThroughConversionWindowInMinutes: 24 * 60, // the same after a view without a click, 30 days at most
  attributionModelType: "LastClick", // or "LastTouch", for audience campaigns only, or "DataDriven"
} as const;
// Not shown: excludeFromBidding, which only customers in Microsoft's pilot 574 may set.

// 1. A page is reached. Operators: "Equals" (the default), "BeginsWith", "Contains", "RegularExpression".
const order = new msads.UrlGoal("order", {
  ...counting,
  name: "Order placed",
  goalCategory: "Purchase",
  urlOperator: "RegularExpression",
  urlExpression: "/(thank-you|danke)(\\?|$)",
  // The page sends the value of each order in the UET event's revenue_value. Without it an order counts 25 EUR.
  revenue: { type: "VariableValue", value: 25, currencyCode: "EUR" },
  // The page sends hashed customer addresses, which find conversions that cookies miss.
  isEnhancedConversionsEnabled: true,
});

// 2. A page sends an event:
//    window.uetq.push("event", "subscribe", { event_category: "newsletter", event_label: "footer", event_value: 2 })
// Set at least one pair. Every pair that you set must match.
const signup = new msads.EventGoal("signup", {
  ...counting,
  name: "Newsletter signed up",
  goalCategory: "Signup",
  countType: "Unique",
  actionOperator: "Equals",
  actionExpression: "subscribe",
  categoryOperator: "BeginsWith",
  categoryExpression: "news",
  labelOperator: "Contains",
  labelExpression: "foot",
  valueOperator: "GreaterThan", // or "LessThan", "Equals"
  value: 1,
  revenue: { type: "FixedValue", value: "0.80", currencyCode: "EUR" }, // an amount may be a string, so that no digit is lost
});

// 3. A visit lasts long enough. Its category is always "Other", and its value is fixed, in the account's currency.
const visit = new msads.DurationGoal("visit", {
  ...counting,
  name: "Five minutes on the site",
  minimumDurationInSeconds: 300, // less than a day
  revenue: { type: "FixedValue", value: 0.1 },
});

// 4. A visit has many pages.
const reader = new msads.PagesViewedPerVisitGoal("reader", {
  ...counting,
  name: "Five pages in one visit",
  minimumPagesViewed: 5,
  revenue: { type: "NoValue" },
});

// 5. An app is installed. The store reports it to Microsoft, so there is no tag; each installation counts once.
const install = new msads.AppInstallGoal("install", {
  name: "Shop app installed",
  appPlatform: "Android", // or "iOS", "Windows", "WindowsPhone"
  appStoreId: "com.example.shop",
  conversionWindowInMinutes: 7 * 24 * 60,
  revenue: { type: "FixedValue", value: 2 },
});

// 6. An app is downloaded.
const download = new msads.AppDownloadGoal("download", {
  name: "Shop app downloaded",
  appPlatform: "iOS",
  appStoreId: "123456789",
});

// 7. A conversion that you upload. Such goals always belong to one account.
const deal = new msads.OfflineConversionGoal("deal", {
  name: "Deal closed",
  goalCategory: "Contact",
  countType: "Unique",
  conversionWindowInMinutes: 90 * 24 * 60,
  isExternallyAttributed: true, // the upload contains the credit that your own attribution model gives
  revenue: { type: "VariableValue", value: 500, currencyCode: "EUR" },
});

// 8. A purchase in a shop, which you upload. Only one for each customer, and only in Microsoft's pilot: else remove this goal.
const shop = new msads.InStoreTransactionGoal("shop", {
  name: "Bought in the shop",
  countType: "All",
  revenue: { type: "VariableValue", value: 40, currencyCode: "EUR" },
});

// Names and ids in one table, for reports.
export const goals = Object.fromEntries(
  Object.entries({ order, signup, visit, reader, install, download, deal, shop }).map(([key, goal]) => [
    key,
    { name: goal.name, id: goal.id },
  ]),
);
