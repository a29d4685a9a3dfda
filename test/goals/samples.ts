import fc from "fast-check";
import type { GoalType } from "../../provider/goals/definition";
import type { Inputs } from "../../provider/goals/problem";

const onTag = { name: "N", tagId: "4711" };

/** The least that v13 takes of each type; v12 takes the same without goalCategory. */
export const LEAST: Readonly<Record<GoalType, Inputs>> = {
  Url: { type: "Url", ...onTag, goalCategory: "Purchase", urlExpression: "/thanks" },
  Duration: { type: "Duration", ...onTag },
  PagesViewedPerVisit: { type: "PagesViewedPerVisit", ...onTag, minimumPagesViewed: 3 },
  Event: {
    type: "Event",
    ...onTag,
    goalCategory: "Signup",
    actionExpression: "go",
    actionOperator: "Equals",
  },
  AppInstall: { type: "AppInstall", name: "N", appPlatform: "iOS", appStoreId: "123" },
  AppDownload: { type: "AppDownload", name: "N", appPlatform: "Android", appStoreId: "com.example" },
  OfflineConversion: { type: "OfflineConversion", name: "N", goalCategory: "Purchase" },
  InStoreTransaction: { type: "InStoreTransaction", name: "N" },
};

/** The least of a type without one field. */
export function without(inputs: Inputs, ...names: readonly string[]): Inputs {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !names.includes(name)));
}

/** The least of a type as v12 takes it. */
export function leastOf(type: GoalType, version: 12 | 13): Inputs {
  return version === 13 ? LEAST[type] : without(LEAST[type], "goalCategory");
}

export const CATEGORIES = [
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
];

const name = fc
  .string({ minLength: 1, maxLength: 40 })
  .filter((text) => /^[\x20-\x7e]*\S[\x20-\x7e]*$/.test(text));
const expression = name;
const operator = fc.constantFrom("Equals", "BeginsWith", "RegularExpression", "Contains");
const amount = fc.oneof(
  fc.integer({ min: 0, max: 9_999_999 }),
  fc.integer({ min: 0, max: 99_999_999 }).map((mills) => (mills / 1000).toFixed(4)),
  fc.constantFrom(0.001, "0.10", "5.00", "007.5", -0),
);
const anyDecimal = fc.oneof(amount, fc.constantFrom(1e-7, -5.25, "0.0000000001"));
const currencyCode = fc.constantFrom("EUR", "USD", "JPY");

const revenue = fc.oneof(
  fc.constant({ type: "NoValue" }),
  fc.record({ type: fc.constant("FixedValue"), value: amount, currencyCode }),
  fc.record(
    { type: fc.constant("VariableValue"), value: amount, currencyCode },
    { requiredKeys: ["type", "currencyCode"] },
  ),
);
const fixedRevenue = fc.oneof(
  fc.constant({ type: "NoValue" }),
  fc.record({ type: fc.constant("FixedValue"), value: amount }),
);

const everyGoal = {
  name,
  conversionWindowInMinutes: fc.integer({ min: 1, max: 129_600 }),
  excludeFromBidding: fc.boolean(),
  isEnhancedConversionsEnabled: fc.boolean(),
  status: fc.constantFrom("Active", "Paused"),
};
const counted = { countType: fc.constantFrom("All", "Unique") };
const tagged = {
  ...everyGoal,
  ...counted,
  attributionModelType: fc.constantFrom("LastClick", "LastTouch", "DataDriven"),
  scope: fc.constantFrom("Customer", "Account"),
  tagId: fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map(String),
  viewThroughConversionWindowInMinutes: fc.integer({ min: 1, max: 43_200 }),
};
const webCategory = { goalCategory: fc.constantFrom(...CATEGORIES) };
const app = {
  ...everyGoal,
  goalCategory: fc.constant("Download"),
  revenue: fixedRevenue,
  scope: fc.constant("Customer"),
  appPlatform: fc.constantFrom("Android", "iOS", "Windows", "WindowsPhone"),
  appStoreId: fc.stringMatching(/^[a-z][a-z0-9.]{0,20}$/),
};
const textPair = (what: string) =>
  fc.option(
    fc.record({ expression, operator }).map((pair) => ({
      [`${what}Expression`]: pair.expression,
      [`${what}Operator`]: pair.operator,
    })),
    { nil: {} },
  );
const valuePair = fc.option(
  fc.record({ value: anyDecimal, valueOperator: fc.constantFrom("Equals", "LessThan", "GreaterThan") }),
  { nil: {} },
);
const pairs = fc
  .tuple(textPair("action"), textPair("category"), textPair("label"), valuePair)
  .map((some): Inputs => Object.assign({}, ...some))
  .filter((all) => Object.keys(all).length > 0);

/** Fields of a type, some of them left out, but never those that it must have. */
function goal(type: GoalType, fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Inputs> {
  const required = Object.keys(LEAST[type]).filter((field) => Object.hasOwn(fields, field));
  return fc.record(fields, { requiredKeys: required }).map((values) => ({ type, ...values }));
}

/** Valid v13 goals of each type, as a program may write them. */
export const GOALS: Readonly<Record<GoalType, fc.Arbitrary<Inputs>>> = {
  Url: goal("Url", { ...tagged, ...webCategory, revenue, urlExpression: expression, urlOperator: operator }),
  Duration: goal("Duration", {
    ...tagged,
    goalCategory: fc.constant("Other"),
    revenue: fixedRevenue,
    minimumDurationInSeconds: fc.integer({ min: 0, max: 86_399 }),
  }),
  PagesViewedPerVisit: goal("PagesViewedPerVisit", {
    ...tagged,
    goalCategory: fc.constant("Other"),
    revenue: fixedRevenue,
    minimumPagesViewed: fc.integer({ min: 0, max: 1000 }),
  }),
  Event: fc
    .tuple(goal("Event", { ...tagged, ...webCategory, revenue }), pairs)
    .map(([base, own]) => ({ ...base, ...own })),
  AppInstall: goal("AppInstall", app),
  AppDownload: goal("AppDownload", app),
  OfflineConversion: goal("OfflineConversion", {
    ...everyGoal,
    ...counted,
    ...webCategory,
    revenue,
    scope: fc.constantFrom("Account", "Customer"),
    isExternallyAttributed: fc.boolean(),
  }),
  InStoreTransaction: goal("InStoreTransaction", {
    ...everyGoal,
    ...counted,
    goalCategory: fc.constant("Purchase"),
    revenue,
    scope: fc.constant("Customer"),
  }),
};

export const anyGoal: fc.Arbitrary<Inputs> = fc.oneof(...Object.values(GOALS));
