import { lengthOf } from "../goal/names";
import type { Context } from "../operations/context";
import { type Problem, problemOf, type RuleId } from "../rules";
import { isFields, type Value } from "../schema/values";

/** A property as a request has it. */
export interface SentProperty {
  readonly name: string;
  /** Undefined: nothing was said of it. */
  readonly value: string | undefined;
}

/** Reads an item of a request; undefined when it is nil. */
export function sentProperty(item: Value): SentProperty | undefined {
  if (!isFields(item)) return undefined;
  const { Name: name = "None", Value: value } = item;
  return { name: String(name), value: typeof value === "string" ? value : undefined };
}

/** Of tracking templates and suffixes. */
const most = 2_048;

const isFlag = (value: string): boolean => /^(true|false)$/i.test(value);

type Check = (value: string, context: Context) => boolean;

/** What a value must not be, by property. An empty template or suffix takes it away. */
const checks: Readonly<Record<string, Readonly<Partial<Record<RuleId, Check>>>>> = {
  MSCLKIDAutoTaggingEnabled: { "account.flag-invalid": (value) => !isFlag(value) },
  IncludeViewThroughConversions: {
    "account.view-through-invalid": (value) => !isFlag(value),
    "account.view-through-feature": (_value, context) => !context.store.settings.features.viewThrough,
  },
  ProfileExpansionEnabled: { "account.profile-expansion": (value) => !isFlag(value) },
  AdClickParallelTracking: { "account.parallel-tracking": (value) => value.toLowerCase() !== "true" },
  TrackingUrlTemplate: {
    "account.template-too-long": (value, context) => lengthOf(context, value) > most,
    "account.template-scheme": (value) =>
      value !== "" && !/^(https?:\/\/|\{lpurl\}|\{unescapedlpurl\})/i.test(value),
    "account.template-page": (value) =>
      value !== "" && !/\{(lpurl(\+[23])?|unescapedlpurl|escapedlpurl)\}/i.test(value),
  },
  FinalUrlSuffix: {
    "account.suffix-characters": (value) => /^[?&#]/.test(value),
    "account.suffix-parameters": (value) => /\{(ignore|(un)?(escaped)?lpurl(\+\d)?)\}/i.test(value),
    "account.suffix-too-long": (value, context) => lengthOf(context, value) > most,
  },
};

/** The rules that a property breaks. */
export function propertyProblems(context: Context, property: SentProperty | undefined): readonly Problem[] {
  if (property === undefined) return [problemOf("account.property-null")];
  const { name, value } = property;
  if (name === "None" && context.holds("account.name-none")) return [problemOf("account.name-none")];
  if (value === undefined) return [];
  const ofName = Object.entries(checks[name] ?? {}) as readonly (readonly [RuleId, Check])[];
  return ofName
    .filter(([rule, broken]) => context.holds(rule) && broken(value, context))
    .map(([rule]) => problemOf(rule));
}
