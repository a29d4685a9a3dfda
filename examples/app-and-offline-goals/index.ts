import * as msads from "pulumi-msads";

// Conversions that happen on no web page. None of them needs a UET tag.

// The app, in both stores. The stores report to Microsoft, so a goal only names the app.
const apps = [
  { appPlatform: "Android", appStoreId: "com.example.shop" },
  { appPlatform: "iOS", appStoreId: "123456789" },
] as const;
const installs = apps.map(
  (app) =>
    new msads.AppInstallGoal(`install-${app.appPlatform.toLowerCase()}`, {
      ...app,
      name: `Shop app installed, ${app.appPlatform}`,
      // What an installation earns in its first month. App goals use the account's currency.
      revenue: { type: "FixedValue", value: 1.5 },
    }),
);

// The stages of a lead in the CRM. A form on the site stores the click's id (msclkid) with the lead. When the lead reaches its
// next stage, the CRM uploads that id with the name of the goal. So the uploads must use these names.
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
      // A lead reaches a stage once, even if the CRM sends it twice.
      countType: "Unique",
      // Sales take time, so a conversion counts up to 90 days after the click, the longest time that Microsoft allows.
      conversionWindowInMinutes: 90 * 24 * 60,
      // Each upload says what the deal is worth. If it does not, this value counts.
      revenue: { type: "VariableValue", value: worth, currencyCode: "EUR" },
    }),
);

export const installGoalIds = installs.map((goal) => goal.id);
// For the CRM's upload job.
export const uploadNames = funnel.map((goal) => goal.name);
