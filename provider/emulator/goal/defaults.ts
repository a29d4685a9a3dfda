import type { Context } from "../operations/context";
import type { RuleId } from "../rules";
import type { Version } from "../schema/model";
import type { Customer, GoalFields } from "../store/types";
import { factsOf, type GoalKind } from "./kinds";

interface Of {
  readonly kind: GoalKind;
  readonly version: Version;
  readonly customer: Customer;
}

interface Default {
  readonly rule: RuleId;
  readonly fields: (of: Of) => GoalFields;
}

const whenKind = (of: Of, kind: GoalKind, fields: GoalFields): GoalFields => (of.kind === kind ? fields : {});

const table: readonly Default[] = [
  { rule: "default.scope", fields: (of) => ({ Scope: factsOf(of.kind).defaultScope }) },
  { rule: "default.count", fields: () => ({ CountType: "All" }) },
  { rule: "default.status", fields: () => ({ Status: "Active" }) },
  {
    rule: "default.window",
    fields: (of) => (of.kind === "OfflineConversion" ? {} : { ConversionWindowInMinutes: 43_200 }),
  },
  {
    rule: "default.window-offline",
    fields: (of) => whenKind(of, "OfflineConversion", { ConversionWindowInMinutes: 43_200 }),
  },
  {
    rule: "default.view-through",
    fields: (of) => (factsOf(of.kind).onTag ? { ViewThroughConversionWindowInMinutes: 1_440 } : {}),
  },
  { rule: "goal.category-v12", fields: (of) => (of.version === 12 ? { GoalCategory: "None" } : {}) },
  { rule: "default.category", fields: (of) => categoryOf(of.kind) },
  {
    rule: "default.attribution",
    fields: (of) => (factsOf(of.kind).onTag ? { AttributionModelType: "LastClick" } : {}),
  },
  {
    rule: "default.exclude",
    fields: (of) => (of.customer.pilots.includes(574) ? { ExcludeFromBidding: false } : {}),
  },
  { rule: "default.url-operator", fields: (of) => whenKind(of, "Url", { UrlOperator: "Equals" }) },
  { rule: "default.duration", fields: (of) => whenKind(of, "Duration", { MinimumDurationInSeconds: 0 }) },
  {
    rule: "default.externally-attributed",
    fields: (of) => whenKind(of, "OfflineConversion", { IsExternallyAttributed: false }),
  },
];

function categoryOf(kind: GoalKind): GoalFields {
  const category = factsOf(kind).defaultCategory;
  return category === undefined ? {} : { GoalCategory: category };
}

/** What a new goal of a kind has where the request says nothing. */
export function defaultsOf(context: Context, of: Of): GoalFields {
  const held = table.filter((each) => context.holds(each.rule)).map((each) => each.fields(of));
  return Object.assign({}, ...held);
}
