import type { GoalType } from "../../provider/goals/definition";
import type { FakeFields, Refusal } from "./fakeStore";

/** The fields of each type's own, by Microsoft's pages; written down here again so that the tables cannot vouch for themselves. */
export const OWN: Readonly<Record<GoalType, readonly string[]>> = {
  Url: ["urlExpression", "urlOperator"],
  Duration: ["minimumDurationInSeconds"],
  PagesViewedPerVisit: ["minimumPagesViewed"],
  Event: [
    "actionExpression",
    "actionOperator",
    "categoryExpression",
    "categoryOperator",
    "labelExpression",
    "labelOperator",
    "value",
    "valueOperator",
  ],
  AppInstall: ["appPlatform", "appStoreId"],
  AppDownload: ["appPlatform", "appStoreId"],
  OfflineConversion: ["isExternallyAttributed"],
  InStoreTransaction: [],
};
const ON_TAG: readonly GoalType[] = ["Url", "Duration", "PagesViewedPerVisit", "Event"];
const APPS: readonly GoalType[] = ["AppInstall", "AppDownload"];
const RIGID: readonly GoalType[] = ["OfflineConversion", "InStoreTransaction"];
const WITHOUT_CURRENCY: readonly GoalType[] = ["Duration", "PagesViewedPerVisit", ...APPS];
const NO_REVENUE = { type: "NoValue", value: null, currencyCode: null };

function defaultsOf(type: GoalType): FakeFields {
  const category = APPS.includes(type)
    ? "Download"
    : type === "InStoreTransaction"
      ? "Purchase"
      : type === "Duration" || type === "PagesViewedPerVisit"
        ? "Other"
        : null;
  return {
    conversionWindowInMinutes: 43_200,
    countType: "All",
    excludeFromBidding: null,
    goalCategory: category,
    scope: type === "OfflineConversion" ? "Account" : "Customer",
    status: "Active",
    tagId: null,
    revenue: NO_REVENUE,
    ...(ON_TAG.includes(type)
      ? { attributionModelType: "LastClick", viewThroughConversionWindowInMinutes: 1_440 }
      : {}),
    ...(type === "Url" ? { urlOperator: "Equals" } : {}),
    ...(type === "Duration" ? { minimumDurationInSeconds: 0 } : {}),
    ...(type === "Event" ? pairs({}) : {}),
  };
}

/** A goal as the service keeps it after AddConversionGoals. */
export function newGoal(type: GoalType, fields: FakeFields): FakeFields {
  const next = { ...defaultsOf(type), ...known(type, fields) };
  return { ...next, revenue: revenueOf(type, next, fields.revenue) };
}

/** A goal as the service keeps it after UpdateConversionGoals: partial, but for revenue and the pairs of an event. */
export function mergedGoal(
  before: GoalType,
  live: FakeFields,
  type: GoalType,
  sent: FakeFields,
): FakeFields | Refusal {
  if (before !== type && (RIGID.includes(before) || RIGID.includes(type)))
    return { code: 5356, symbol: "GoalTypeCannotBeChanged" };
  if (sent.scope !== undefined && sent.scope !== live.scope) return { code: 1031, symbol: "ScopeIsFixed" };
  const foreign = OWN[before].filter((name) => !OWN[type].includes(name));
  const kept = Object.fromEntries(Object.entries(live).filter(([name]) => !foreign.includes(name)));
  const base = before === type ? kept : { ...defaultsOf(type), ...kept };
  const next = { ...base, ...known(type, sent), ...(type === "Event" ? pairs(sent) : {}) };
  if (type === "Event" && !OWN.Event.some((name) => sent[name] !== undefined))
    return { code: 5336, symbol: "EventGoalExpressionWithOperatorNotPassed" };
  const revenue = sent.revenue === undefined ? live.revenue : revenueOf(type, next, sent.revenue);
  return { ...next, revenue };
}

function known(type: GoalType, fields: FakeFields): FakeFields {
  const others = Object.values(OWN)
    .flat()
    .filter((name) => !OWN[type].includes(name));
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !others.includes(name)));
}

function pairs(sent: FakeFields): FakeFields {
  return Object.fromEntries(OWN.Event.map((name) => [name, sent[name] ?? null]));
}

/** Replaced as a whole: what was left out is gone, and a value is shown with four digits as the service's database keeps it. */
function revenueOf(type: GoalType, goal: FakeFields, sent: unknown): FakeFields {
  const given = (sent ?? {}) as { type?: string; value?: string | number; currencyCode?: string };
  if (given.type === undefined || given.type === "NoValue") return NO_REVENUE;
  const billing = goal.scope === "Account" ? "USD" : null;
  const currencyCode = WITHOUT_CURRENCY.includes(type) ? null : (given.currencyCode ?? billing);
  return { type: given.type, value: String(given.value ?? "0"), currencyCode };
}
