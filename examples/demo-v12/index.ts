import * as msads from "pulumi-msads";

// Version 12 of Microsoft's API knows seven types of goal. It has neither goal categories nor an industry of a tag:
// a field that only version 13 has is an error in preview that says so.

// A UET tag is the script on every page of a site. One for each site is enough: the goals below tell
// what of all that it reports counts as a conversion.
const site = new msads.UetTag("site", { name: "Main site", description: "www.example.com, all pages" });
const blog = new msads.UetTag("blog", { name: "Blog", description: "blog.example.com" });

// 1. Somebody reaches a page: here the page that thanks for an order. Each order counts, with 25 EUR.
// Always give `tagId` as `site.id`: the id stays known even while the tag itself changes.
const order = new msads.UrlGoal("order", {
  name: "Order placed",
  tagId: site.id,
  urlOperator: "Contains",
  urlExpression: "/thank-you",
  revenue: { type: "FixedValue", value: 25, currencyCode: "EUR" },
});

// 2. A page sends an event: window.uetq.push("event", "subscribe", { event_category: "newsletter" }).
// Each of action, category, label and value comes with an operator that says how to match it.
// "Unique": several sign-ups after one click count once. 43,200 minutes are 30 days.
const signup = new msads.EventGoal("signup", {
  name: "Newsletter signed up",
  tagId: site.id,
  actionOperator: "Equals",
  actionExpression: "subscribe",
  categoryOperator: "Equals",
  categoryExpression: "newsletter",
  countType: "Unique",
  conversionWindowInMinutes: 43_200,
});

// 3. A visit lasts at least five minutes.
const visit = new msads.DurationGoal("visit", {
  name: "Five minutes on the site",
  tagId: site.id,
  minimumDurationInSeconds: 300,
});

// 4. A visit has at least five pages.
const reader = new msads.PagesViewedPerVisitGoal("reader", {
  name: "Five pages in one visit",
  tagId: blog.id,
  minimumPagesViewed: 5,
});

// 5. An app is installed. App goals need no tag: the store reports to Microsoft.
const install = new msads.AppInstallGoal("install", {
  name: "Shop app installed",
  appPlatform: "Android",
  appStoreId: "com.example.shop",
});

// 6. A deal closed on the phone or in the CRM, uploaded later. Its worth comes with each upload.
// 129,600 minutes are 90 days: the longest time that a click may lie back.
const deal = new msads.OfflineConversionGoal("deal", {
  name: "Deal closed",
  conversionWindowInMinutes: 129_600,
  revenue: { type: "VariableValue", value: 500, currencyCode: "EUR" },
});

// 7. A purchase in a shop, uploaded later. One for each customer, and only for customers that Microsoft let into
// its pilot: take this goal out if yours is not.
const shop = new msads.InStoreTransactionGoal("shop", {
  name: "Bought in the shop",
  revenue: { type: "VariableValue", value: 40, currencyCode: "EUR" },
});

export const tagIds = { site: site.id, blog: blog.id };
export const goalIds = {
  order: order.id,
  signup: signup.id,
  visit: visit.id,
  reader: reader.id,
  install: install.id,
  deal: deal.id,
  shop: shop.id,
};

// What to put on every page of the main site.
export const siteScript = site.trackingScript;
