import fc from "fast-check";
import { type Declared, goal } from "./e2eStack";
import type { Values } from "./e2eWire";

/** Text that XML can carry, with what is easily lost on the way: markup, blanks, many alphabets. */
const text = (max: number) =>
  fc
    .string({ unit: "grapheme", minLength: 1, maxLength: Math.min(max, 40) })
    .filter(
      (value) => value.trim() === value && value.length > 0 && value.length <= max && !/\p{C}/u.test(value),
    )
    .map((value) => value.normalize("NFC"));

const cents = fc.integer({ min: 0, max: 99_999_900 }).map((value) => (value / 100).toFixed(2));
const money = fc.oneof(
  cents,
  cents.map(Number),
  cents.map((value) => `${value}0`),
  fc.constant("999999"),
);
const operators = fc.constantFrom("Equals", "BeginsWith", "RegularExpression", "Contains");
const categories = fc.constantFrom(
  "AddToCart",
  "BookAppointment",
  "Other",
  "Purchase",
  "Signup",
  "SubmitLeadForm",
);
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const minutes = (days: number) => optional(fc.integer({ min: 1, max: days * 1440 }));
const status = optional(fc.constantFrom("Active", "Paused"));
const countType = optional(fc.constantFrom("All", "Unique"));

const currency = fc.constantFrom("EUR", "USD");
const fullRevenue = optional(
  fc.oneof(
    fc.record({ type: fc.constant("NoValue") }),
    fc.record({ type: fc.constant("FixedValue"), value: money, currencyCode: currency }),
    fc.record({ type: fc.constant("VariableValue"), currencyCode: currency }),
    fc.record({ type: fc.constant("VariableValue"), value: money, currencyCode: currency }),
  ),
);
const fixedRevenue = optional(
  fc.oneof(
    fc.record({ type: fc.constant("NoValue") }),
    fc.record({ type: fc.constant("FixedValue"), value: money }),
  ),
);

const common = {
  status,
  conversionWindowInMinutes: minutes(90),
  isEnhancedConversionsEnabled: optional(fc.boolean()),
};
const tagged = {
  ...common,
  countType,
  attributionModelType: optional(fc.constantFrom("LastClick", "LastTouch")),
  viewThroughConversionWindowInMinutes: minutes(30),
};

const pair = (name: string) =>
  optional(fc.record({ [`${name}Expression`]: text(100), [`${name}Operator`]: operators }));
const valuePair = optional(
  fc.record({ value: money, valueOperator: fc.constantFrom("Equals", "LessThan", "GreaterThan") }),
);
const pairs = fc
  .tuple(pair("action"), pair("category"), pair("label"), valuePair)
  .filter((each) => each.some((found) => found !== undefined))
  .map((each) => Object.assign({}, ...each) as Values);

const app = {
  appPlatform: fc.constantFrom("Android", "iOS", "Windows"),
  appStoreId: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,40}$/),
};

/** The fields of a valid goal of each type, but for its name and tag. */
const kinds: Readonly<Record<string, fc.Arbitrary<Values>>> = {
  Url: fc.record({
    ...tagged,
    revenue: fullRevenue,
    goalCategory: categories,
    urlExpression: text(200),
    urlOperator: optional(operators),
  }),
  Duration: fc.record({
    ...tagged,
    revenue: fixedRevenue,
    minimumDurationInSeconds: fc.integer({ min: 0, max: 86_399 }),
  }),
  PagesViewedPerVisit: fc.record({
    ...tagged,
    revenue: fixedRevenue,
    minimumPagesViewed: fc.integer({ min: 1, max: 99 }),
  }),
  Event: fc
    .tuple(fc.record({ ...tagged, revenue: fullRevenue, goalCategory: categories }), pairs)
    .map(([fields, own]) => ({ ...fields, ...own })),
  AppInstall: fc.record({ ...common, revenue: fixedRevenue, ...app }),
  AppDownload: fc.record({ ...common, revenue: fixedRevenue, ...app }),
  OfflineConversion: fc.record({
    ...common,
    countType,
    revenue: fullRevenue,
    goalCategory: categories,
    isExternallyAttributed: optional(fc.boolean()),
  }),
  InStoreTransaction: fc.record({ ...common, countType, revenue: fullRevenue }),
};
const TAGGED = ["Url", "Duration", "PagesViewedPerVisit", "Event"];

const isFree = (type: string) => TAGGED.includes(type);

/** Two versions of one goal, of one type or of two that the service can change into each other. */
export function twoVersions(tagId: unknown): fc.Arbitrary<readonly [Declared, Declared]> {
  return fc
    .tuple(fc.constantFrom(...Object.keys(kinds)), fc.constantFrom(...TAGGED), fc.boolean())
    .chain(([first, other, changesType]) => {
      const second = changesType && isFree(first) ? other : first;
      return fc.tuple(versionOf(first, tagId), versionOf(second, tagId));
    });
}

function versionOf(type: string, tagId: unknown): fc.Arbitrary<Declared> {
  const fields = kinds[type] ?? fc.constant({});
  return fields.map((values) => {
    const set = Object.entries(values).filter(([, value]) => value !== undefined);
    return goal({ ...Object.fromEntries(set), type, name: "Any goal", ...(isFree(type) ? { tagId } : {}) });
  });
}
