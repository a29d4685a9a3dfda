import * as msads from "pulumi-msads";

// The program makes the goals from this table. It could also come from a JSON file, a spreadsheet or a catalogue of shops:
// any array works.
const shops = [
  { country: "Germany", path: "/de", currency: "EUR", orderValue: 42 },
  { country: "France", path: "/fr", currency: "EUR", orderValue: 38 },
  { country: "Italy", path: "/it", currency: "EUR", orderValue: 35 },
  { country: "Poland", path: "/pl", currency: "PLN", orderValue: 150 },
  { country: "Sweden", path: "/se", currency: "SEK", orderValue: 420 },
  { country: "United Kingdom", path: "/uk", currency: "GBP", orderValue: 36 },
] as const;

const steps = [
  { title: "basket filled", page: "/basket", category: "AddToCart" },
  { title: "checkout begun", page: "/checkout", category: "BeginCheckout" },
  { title: "order placed", page: "/thank-you", category: "Purchase" },
] as const;

const site = new msads.UetTag("site", { name: "All shops" });

// The goals by name: three for each shop, and only an order has a value.
const goals: Record<string, msads.LibraryGoal> = {};
for (const shop of shops)
  for (const step of steps)
    goals[`${shop.country}: ${step.title}`] = {
      type: "Url",
      tagId: site.id,
      urlOperator: "Contains",
      urlExpression: `${shop.path}${step.page}`,
      goalCategory: step.category,
      ...(step.category === "Purchase"
        ? { revenue: { type: "FixedValue", value: shop.orderValue, currencyCode: shop.currency } }
        : {}),
    };

// A library can also have goals that are not from the table, of any type.
goals["Five minutes in any shop"] = { type: "Duration", tagId: site.id, minimumDurationInSeconds: 300 };

// One resource for all goals: one call to the service writes up to a hundred changed goals.
// A goal that leaves the table is paused. To rename one, give it  renamedFrom: "<old name>".
const library = new msads.ConversionGoalLibrary("goals", { goals });

export const ids = library.ids;
export const trackingStatuses = library.trackingStatuses;
export const script = site.trackingScript;
