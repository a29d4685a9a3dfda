import * as msads from "pulumi-msads";

// Conversions that no page of a site sees. None of them needs a UET tag.

// The app, in both stores. The stores report to Microsoft, so all that a goal says is which app it is.
const apps = [
  { appPlatform: "Android", appStoreId: "com.example.shop" },
  { appPlatform: "iOS", appStoreId: "123456789" },
] as const;
const installs = apps.map(
  (app) =>
    new msads.AppInstallGoal(`install-${app.appPlatform.toLowerCase()}`, {
      ...app,
      name: `Shop app installed, ${app.appPlatform}`,
      // Worth what an installation brings in its first month. App goals are in the account's currency.
      revenue: { type: "FixedValue", value: 1.5 },
    }),
);

// The way of a lead through the CRM. A form on the site gives the lead the click's id (msclkid); each time the lead gets a
// step further, the CRM uploads that id with the name of the goal. So the names are what the upload has to say.
const stages = [
  { key: "qualified", name: "Lead qualified", category: "SubmitLeadForm", worth: 20 },
  { key: "offer", name: "Offer made", category: "RequestQuote", worth: 120 },
  { key: "closed", name: "Deal closed", category: "Purchase", worth: 900 },
] as const;
const funnel = stages.map(
  ({ key, name, category, worth }) =>
    new msads.OfflineConversionGoal(`lead-${key}`, {
      name,
      goalCategory: category,
      // A lead reaches a stage once, whatever the CRM sends twice.
      countType: "Unique",
      // Sales take their time: 90 days, the longest that a click may lie back.
      conversionWindowInMinutes: 90 * 24 * 60,
      // Each upload says what the deal is worth; where it does not, this counts.
      revenue: { type: "VariableValue", value: worth, currencyCode: "EUR" },
    }),
);

export const installGoalIds = installs.map((goal) => goal.id);
// For the CRM's upload job.
export const uploadNames = funnel.map((goal) => goal.name);
