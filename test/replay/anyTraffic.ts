import fc from "fast-check";
import type { RuleSwitches } from "../../provider/emulator";
import type { ReplayGoal } from "../../provider/replay/replayGoal";
import type { TrafficHit } from "../../provider/replay/traffic";
import { hit, startedAt } from "./recorded";

/** Pieces that addresses and labels are made of, so that expressions and texts meet; with letters whose case is odd. */
const pieces = [
  "https://",
  "http://",
  "HTTPS://WWW.",
  "www.",
  "shop.example",
  "/thank-you",
  "/Thank-You",
  "/thanks",
  "/",
  "a",
  "A",
  "aa",
  "ab",
  "b",
  "?id=7",
  "#top",
  "12",
  "ß",
  "SS",
  "Σ",
  "ς",
  "σ",
  "İ",
  "i",
  "I",
  "ı",
  "K",
  "k",
  "ſ",
  "é",
  "e\u0301",
  "%41",
  "\u{1f600}",
  "\ud83d",
  " ",
  ".",
] as const;

const joined = (parts: readonly string[]) => parts.join("");
const anyText = fc.array(fc.constantFrom(...pieces), { maxLength: 5 }).map(joined);
/** Few, so that goals are reached. */
const usualText = fc
  .array(fc.constantFrom("/thanks", "/Thank-You", "a", "Ab", "Σ"), { minLength: 1, maxLength: 2 })
  .map(joined);
const text = fc.oneof({ weight: 3, arbitrary: usualText }, anyText);

const signs = [
  "^",
  "$",
  ".",
  ".*",
  ".+",
  "\\d+",
  "\\w",
  "[ab]",
  "[^/]*",
  "(?:ab|a)+",
  "(thanks|Thank-you)",
  "(?i)",
  "|",
  "a*",
  "b?",
  "\\.",
  "\\/",
  "(?=a)",
  "(?!b)",
  "\\b",
  "(a+)+",
  "a{2}",
  "a{0,2}",
  "shop\\.example",
  "(",
  "[",
  "\\",
  "\\x41",
  "\\u0041",
  "{",
  "]",
  ")",
] as const;

const expression = fc
  .array(fc.oneof(fc.constantFrom(...pieces), usualText, fc.constantFrom(...signs)), { maxLength: 4 })
  .map(joined);

const condition = fc.oneof(
  fc.record({
    operator: fc.constantFrom("Contains", "BeginsWith", "RegularExpression"),
    expression: fc.constantFrom("a", "/t", "S", "σ", "/thank-you|/thanks"),
  }),

  fc.record({ operator: fc.constantFrom("Equals", "BeginsWith", "Contains", undefined), expression: text }),
  fc.record({ operator: fc.constant("RegularExpression"), expression }),
);

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const seldom = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

const revenue = maybe(
  fc.record(
    {
      type: fc.constantFrom("FixedValue", "VariableValue", "NoValue"),
      value: fc.constantFrom("0", "0.1", "0.2", "25", 7),
      currencyCode: fc.constantFrom("EUR", "USD"),
    },
    { requiredKeys: ["type"] },
  ),
);

const base = {
  status: fc.constantFrom("Active", "Active", "Active", "Active", "Paused"),
  tagId: fc.constantFrom("1", "1", "2"),
  countType: fc.constantFrom("All", "Unique", undefined),
  conversionWindowInMinutes: maybe(fc.constantFrom(1, 29, 30, 600, 43_200)),
  revenue,
};

const url = fc.record({ ...base, url: condition }).map(({ url, ...rest }) => ({
  type: "Url",
  urlOperator: url.operator,
  urlExpression: url.expression,
  ...rest,
}));
const duration = fc.record({
  ...base,
  type: fc.constant("Duration"),
  minimumDurationInSeconds: maybe(fc.constantFrom(0, 1, 60, 1_800)),
});
const pages = fc.record({
  ...base,
  type: fc.constant("PagesViewedPerVisit"),
  minimumPagesViewed: maybe(fc.constantFrom(1, 2, 3)),
});
const event = fc
  .record({
    ...base,
    category: seldom(condition),
    action: seldom(condition),
    label: seldom(condition),
    value: seldom(fc.constantFrom("1", "2.5", 0)),
    valueOperator: fc.constantFrom("Equals", "LessThan", "GreaterThan"),
  })
  .map(({ category, action, label, ...rest }) => ({
    type: "Event",
    categoryOperator: category?.operator,
    categoryExpression: category?.expression,
    actionOperator: action?.operator,
    actionExpression: action?.expression,
    labelOperator: label?.operator,
    labelExpression: label?.expression,
    ...rest,
  }));

/** Goals of all four types that traffic shows; hostile expressions among them. */
export const anyGoals: fc.Arbitrary<readonly ReplayGoal[]> = fc
  .array(fc.oneof({ weight: 3, arbitrary: url }, duration, pages, { weight: 2, arbitrary: event }), {
    maxLength: 8,
  })
  .map((goals) =>
    goals.map((goal, index): ReplayGoal => ({ id: `g${index}`, name: `Goal ${index}`, ...goal })),
  );

const minute = 60_000;
const pause = fc.constantFrom(
  0,
  0,
  1,
  1_000,
  minute,
  29 * minute,
  30 * minute,
  30 * minute + 1,
  600 * minute,
  43_200 * minute,
);
const few = (...ids: readonly string[]) => maybe(fc.constantFrom(...ids));

const often = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 8 });

const anyHit = fc.record({
  pause,
  tagId: fc.constantFrom("1", "1", "2"),
  event: fc.constantFrom("pageLoad", "pageLoad", "custom"),
  page: often(text),
  category: often(text),
  action: often(text),
  label: often(text),
  value: maybe(fc.constantFrom(1, 2.5, -1)),
  revenue: maybe(fc.constantFrom(0, 0.1, 19.99)),
  currency: few("EUR", "USD"),
  pageView: few("m1", "m2"),
  session: few("s1", "s2"),
  visitor: few("v1", "v2"),
  click: few("c1", "c2"),
});

/** An event that reports revenue and nothing else. */
const revenueEvent = anyHit.map((each) => ({
  ...each,
  event: "custom" as const,
  category: undefined,
  action: undefined,
  label: undefined,
  value: undefined,
}));

/** Hits ordered by time. */
export const anyHits: fc.Arbitrary<readonly TrafficHit[]> = fc
  .array(fc.oneof({ weight: 4, arbitrary: anyHit }, revenueEvent), {
    minLength: 1,
    maxLength: 30,
    size: "max",
  })
  .map((hits) => {
    let time = startedAt;
    return hits.map(({ pause, ...given }, index): TrafficHit => {
      time += pause;
      return hit({ ...given, event: given.event as TrafficHit["event"], time, line: index + 1 });
    });
  });

const switches = [
  "collect.case",
  "collect.paused",
  "collect.url-page-load",
  "collect.url-prefix",
  "collect.expression-anywhere",
  "collect.event-pairs",
  "collect.visit",
  "collect.duration",
  "collect.pages",
  "collect.once-per-visit",
  "collect.click",
  "collect.window",
  "collect.unique",
  "collect.unique-visitor",
  "collect.revenue-fixed",
  "collect.revenue-variable",
  "collect.revenue-page",
] as const;

/** Mostly the rules as they are; sometimes some turned round. */
export const anyRules: fc.Arbitrary<RuleSwitches> = fc.oneof(
  fc.constant({}),
  fc
    .subarray([...switches], { maxLength: 4 })
    .map((turned) => Object.fromEntries(turned.map((rule) => [rule, rule === "collect.click"]))),
);
