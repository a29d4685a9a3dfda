import type { Caller, Context } from "../operations/context";
import type { Account, GoalFields, Revenue, StoredGoal } from "../store/types";
import type { SentGoal } from "./case";
import { defaultsOf } from "./defaults";
import { factsOf, foreignFields, type GoalKind, ownFields } from "./kinds";

const computed = ["Id", "Type"] as const;

/** The goal that a request would make of nothing. */
export function newGoal(context: Context, caller: Caller, account: Account, goal: SentGoal): GoalFields {
  const defaults = defaultsOf(context, {
    kind: goal.kind,
    version: caller.version,
    customer: caller.customer,
  });
  const next = { ...defaults, ...applicable(context, caller, goal) };
  return { ...next, Revenue: fullRevenue(context, goal.fields.Revenue ?? {}, next, account) };
}

/** The goal that an update would make of a stored one. */
export function changedGoal(
  context: Context,
  caller: Caller,
  account: Account,
  stored: StoredGoal,
  goal: SentGoal,
): GoalFields {
  const { Status, ...rest } = applicable(context, caller, goal);
  const ignored = Status === "Deleted" && context.holds("update.deleted-ignored");
  const sent = Status === undefined || ignored ? rest : { ...rest, Status };
  const old = stored.kind === goal.kind ? stored.fields : convert(context, caller, stored, goal.kind);
  const base = context.holds("update.omitted-stays")
    ? old
    : newGoal(context, caller, account, { ...goal, fields: {} });
  const next = { ...withoutOldPairs(context, base, stored, goal), ...sent };
  return { ...next, Revenue: changedRevenue(context, goal.fields.Revenue, base.Revenue, next, account) };
}

/** What of a request can be kept: fields of other kinds, computed and read-only ones are dropped. */
function applicable(context: Context, caller: Caller, { kind, fields }: SentGoal): GoalFields {
  const dropped: string[] = [...computed];
  const without = (when: boolean, ...names: readonly string[]) => dropped.push(...(when ? names : []));
  const onTag = factsOf(kind).onTag;
  without(context.holds("goal.read-only"), "TrackingStatus");
  without(!onTag && context.holds("goal.tag-not-applicable"), "TagId");
  without(!onTag && context.holds("goal.attribution-type"), "AttributionModelType");
  without(!caller.customer.pilots.includes(574) && context.holds("goal.exclude-pilot"), "ExcludeFromBidding");
  without(kind !== "Event", "IsAutoGoal");
  without(fields.IsAutoGoal === true && context.holds("event.auto-goal"), ...ownFields("Event"));
  without(true, ...foreignFields(kind));
  return omit(fields, dropped);
}

/** A stored goal as the start of one of another kind. */
function convert(context: Context, caller: Caller, stored: StoredGoal, kind: GoalKind): GoalFields {
  const facts = factsOf(kind);
  const dropped = [
    ...(context.holds("update.type-drops-fields") ? ownFields(stored.kind) : []),
    ...(facts.onTag ? [] : ["TagId", "AttributionModelType", "ViewThroughConversionWindowInMinutes"]),
    ...(facts.categories.includes(stored.fields.GoalCategory ?? "") ? [] : ["GoalCategory"]),
  ];
  const defaults = defaultsOf(context, { kind, version: caller.version, customer: caller.customer });
  const usable = context.holds("update.type-category") ? defaults : omit(defaults, ["GoalCategory"]);
  return { ...usable, ...omit(stored.fields, dropped) };
}

function withoutOldPairs(context: Context, base: GoalFields, stored: StoredGoal, goal: SentGoal): GoalFields {
  if (goal.kind !== "Event" || !context.holds("update.pairs-replaced")) return base;
  const pairs = ownFields("Event");
  const none = !pairs.some((name) => Object.hasOwn(goal.fields, name));
  const automatic = (goal.fields.IsAutoGoal ?? stored.fields.IsAutoGoal) === true;
  if (none && stored.kind === "Event" && (automatic || context.holds("update.no-pair-keeps"))) return base;
  return omit(base, pairs);
}

function changedRevenue(
  context: Context,
  sent: Revenue | undefined,
  old: Revenue | undefined,
  next: GoalFields,
  account: Account,
): Revenue {
  const empty = sent !== undefined && Object.keys(sent).length === 0;
  if (sent === undefined || (empty && !context.holds("update.empty-revenue-resets"))) return old ?? {};
  const whole = context.holds("update.revenue-replaced") ? sent : { ...old, ...sent };
  return fullRevenue(context, whole, next, account);
}

function fullRevenue(context: Context, sent: Revenue, goal: GoalFields, account: Account): Revenue {
  const typed = context.holds("revenue.type-default") ? { Type: "NoValue", ...sent } : sent;
  const valued = typed.Type === "FixedValue" || typed.Type === "VariableValue";
  const fillCurrency = goal.Scope === "Account" && valued && context.holds("revenue.currency-default");
  return inCents(context, fillCurrency ? { CurrencyCode: account.currency, ...typed } : typed);
}

function inCents(context: Context, revenue: Revenue): Revenue {
  if (revenue.Value === undefined || !context.holds("revenue.value-cents")) return revenue;
  return { ...revenue, Value: Number(revenue.Value).toFixed(2) };
}

function omit(fields: GoalFields, names: readonly string[]): GoalFields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}
