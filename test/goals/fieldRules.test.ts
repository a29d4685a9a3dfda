import { describe, expect, it } from "vitest";
import { GOAL_TYPES, type GoalType } from "../../provider/goals/definition";
import type { Inputs } from "../../provider/goals/problem";
import { goalProblems } from "../../provider/goals/validate";
import { CATEGORIES, LEAST, leastOf, without } from "./samples";

const ON_TAG: readonly GoalType[] = ["Url", "Duration", "PagesViewedPerVisit", "Event"];
const APPS: readonly GoalType[] = ["AppInstall", "AppDownload"];
const WEB: readonly GoalType[] = ["Url", "Event", "OfflineConversion"];
const COUNTED: readonly GoalType[] = [...ON_TAG, "OfflineConversion", "InStoreTransaction"];
const control = "a\u0000b";

interface Rule {
  readonly field: string;
  readonly types: readonly GoalType[];
  readonly good: readonly unknown[];
  readonly bad: readonly unknown[];
  /** A text that the reason must hold. */
  readonly allowed: string;
  readonly since?: 13;
}

/** What Microsoft's pages allow for each field of each type, read from them and not from the tables. */
const RULES: readonly Rule[] = [
  {
    field: "name",
    types: GOAL_TYPES,
    good: ["x", "x".repeat(100), "Bücher & <Co>"],
    bad: ["", "  ", "x".repeat(101), 7, control, "\ud800", "a\nb"],
    allowed: "1 to 100",
  },
  {
    field: "conversionWindowInMinutes",
    types: GOAL_TYPES,
    good: [1, 129_600],
    bad: [0, -1, 129_601, 1.5, "60", Number.NaN],
    allowed: "1 to 129600",
  },
  {
    field: "status",
    types: GOAL_TYPES,
    good: ["Active", "Paused"],
    bad: ["Deleted", "active", ""],
    allowed: "Active, Paused",
  },
  {
    field: "excludeFromBidding",
    types: GOAL_TYPES,
    good: [true, false],
    bad: ["true", 1],
    allowed: "true, false",
    since: 13,
  },
  {
    field: "isEnhancedConversionsEnabled",
    types: GOAL_TYPES,
    good: [true, false],
    bad: ["false", 0],
    allowed: "true, false",
    since: 13,
  },
  {
    field: "countType",
    types: COUNTED,
    good: ["All", "Unique"],
    bad: ["all", "One"],
    allowed: "All, Unique",
  },
  {
    field: "attributionModelType",
    types: ON_TAG,
    good: ["LastClick", "LastTouch", "DataDriven"],
    bad: ["FirstClick"],
    allowed: "LastClick, LastTouch",
    since: 13,
  },
  {
    field: "viewThroughConversionWindowInMinutes",
    types: ON_TAG,
    good: [1, 43_200],
    bad: [0, 43_201, 2.5],
    allowed: "1 to 43200",
    since: 13,
  },
  {
    field: "tagId",
    types: ON_TAG,
    good: ["1", "9223372036854775807"],
    bad: [4711, "", "abc", "007", "-1", "9223372036854775808", "1".repeat(20)],
    allowed: "string of digits",
  },
  {
    field: "scope",
    types: ON_TAG,
    good: ["Customer", "Account"],
    bad: ["customer"],
    allowed: "Customer, Account",
  },
  {
    field: "scope",
    types: ["OfflineConversion"],
    good: ["Account", "Customer"],
    bad: ["Global"],
    allowed: "Account",
  },
  {
    field: "scope",
    types: [...APPS, "InStoreTransaction"],
    good: ["Customer"],
    bad: ["Account"],
    allowed: "Customer",
  },
  {
    field: "goalCategory",
    types: WEB,
    good: CATEGORIES,
    bad: ["None", "Unknown", "Download", "purchase"],
    allowed: "AddToCart, BeginCheckout",
    since: 13,
  },
  {
    field: "goalCategory",
    types: ["Duration", "PagesViewedPerVisit"],
    good: ["Other"],
    bad: ["Purchase", "None"],
    allowed: "Other",
    since: 13,
  },
  { field: "goalCategory", types: APPS, good: ["Download"], bad: ["Other"], allowed: "Download", since: 13 },
  {
    field: "goalCategory",
    types: ["InStoreTransaction"],
    good: ["Purchase"],
    bad: ["Other"],
    allowed: "Purchase",
    since: 13,
  },
  {
    field: "urlExpression",
    types: ["Url"],
    good: ["/a", "x".repeat(2000)],
    bad: ["", 1, control],
    allowed: "not empty",
  },
  {
    field: "urlOperator",
    types: ["Url"],
    good: ["Equals", "BeginsWith", "RegularExpression", "Contains"],
    bad: ["LessThan", "equals"],
    allowed: "Equals, BeginsWith, RegularExpression, Contains",
  },
  {
    field: "minimumDurationInSeconds",
    types: ["Duration"],
    good: [0, 86_399],
    bad: [-1, 86_400, 0.5, "60"],
    allowed: "0 to 86399",
  },
  {
    field: "minimumPagesViewed",
    types: ["PagesViewedPerVisit"],
    good: [1, 9_999_999],
    bad: [-1, 10_000_000, 2.5, "3"],
    allowed: "0 to 9999999",
  },
  {
    field: "appPlatform",
    types: APPS,
    good: ["Android", "iOS", "Windows", "WindowsPhone"],
    bad: ["ios", "BlackBerry"],
    allowed: "Android, iOS, Windows, WindowsPhone",
  },
  {
    field: "appStoreId",
    types: APPS,
    good: ["com.example.app"],
    bad: ["", " ", 12345],
    allowed: "not empty",
  },
  {
    field: "isExternallyAttributed",
    types: ["OfflineConversion"],
    good: [true, false],
    bad: ["yes"],
    allowed: "true, false",
    since: 13,
  },
  {
    field: "revenue",
    types: GOAL_TYPES,
    good: [{ type: "NoValue" }],
    bad: ["NoValue", 5, [], [{ type: "NoValue" }]],
    allowed: "currencyCode, type, value",
  },
];

const EVENT_PAIRS = [
  ["actionExpression", "actionOperator"],
  ["categoryExpression", "categoryOperator"],
  ["labelExpression", "labelOperator"],
] as const;

describe.each(RULES)("$field of $types", ({ field, types, good, bad, allowed, since }) => {
  const cases = types.flatMap((type) => [13 as const, 12 as const].map((version) => ({ type, version })));

  it.each(cases.filter(({ type, version }) => version >= (since ?? 12) && version >= sinceOf(type)))(
    "of a $type goal in v$version takes what is allowed and refuses the rest with words",
    ({ type, version }) => {
      const base = leastOf(type, version);
      for (const value of good) expect(goalProblems({ ...base, [field]: value }, version)).toEqual([]);
      for (const value of bad) {
        const problems = goalProblems({ ...base, [field]: value }, version);
        expect(problems.map(({ property }) => property)).toEqual([field]);
        const unfit = value === control || value === "\ud800";
        expect(problems[0]?.reason).toContain(unfit ? "which XML cannot carry" : allowed);
        expect(problems[0]?.reason).toContain(
          `got ${typeof value === "number" ? value : JSON.stringify(value)}`,
        );
      }
    },
  );

  if (since === 13)
    it("is unknown to v12, and the problem says so", () => {
      for (const type of types.filter((each) => sinceOf(each) === 12)) {
        const [problem, ...others] = goalProblems({ ...leastOf(type, 12), [field]: good[0] }, 12);
        expect(others).toEqual([]);
        expect(problem?.property).toBe(field);
        expect(problem?.reason).toMatch(/API version 13.*apiVersion is 12/);
      }
    });

  it("is refused on types that lack it, which the problem names", () => {
    const everywhere = RULES.filter((rule) => rule.field === field).flatMap((rule) => rule.types);
    for (const type of GOAL_TYPES.filter((each) => !everywhere.includes(each))) {
      const [problem, ...others] = goalProblems({ ...LEAST[type], [field]: good[0] }, 13);
      expect(others).toEqual([]);
      expect(problem?.property).toBe(field);
      for (const owner of everywhere) expect(problem?.reason).toContain(owner);
    }
  });
});

describe("event pairs", () => {
  const bare = without(LEAST.Event, "actionExpression", "actionOperator");

  it.each(EVENT_PAIRS)("%s and %s go together", (expression, operator) => {
    const good: Inputs = { ...bare, [expression]: "x".repeat(100), [operator]: "Contains" };
    expect(goalProblems(good, 13)).toEqual([]);
    expect(goalProblems(good, 12).map(({ property }) => property)).toEqual(["goalCategory"]);
    expect(properties({ ...bare, [expression]: "x".repeat(101), [operator]: "Contains" })).toEqual([
      expression,
    ]);
    expect(properties({ ...bare, [expression]: "x", [operator]: "LessThan" })).toEqual([operator]);
    expect(properties({ ...bare, [expression]: "x" })).toEqual([operator]);
    expect(properties({ ...bare, [operator]: "Equals" })).toEqual([expression]);
  });

  it("value and valueOperator go together, and the value is any decimal", () => {
    for (const value of [0, -5, "-5.25", 1e-7, "9007199254740993"])
      expect(goalProblems({ ...bare, value, valueOperator: "GreaterThan" }, 13)).toEqual([]);
    for (const value of ["1e5", "1,5", Number.NaN, Number.POSITIVE_INFINITY, 1e30, true, ""])
      expect(properties({ ...bare, value, valueOperator: "Equals" })).toEqual(["value"]);
    expect(properties({ ...bare, value: 5 })).toEqual(["valueOperator"]);
    expect(properties({ ...bare, value: 5, valueOperator: "Contains" })).toEqual(["valueOperator"]);
  });

  it("need at least one", () => {
    const [problem] = goalProblems(bare, 13);
    expect(problem?.reason).toContain("at least one pair");
  });
});

describe("required fields", () => {
  it.each(GOAL_TYPES)("each one of a %s goal is missed by name, in the versions that demand it", (type) => {
    const pair = type === "Event" ? ["actionExpression", "actionOperator"] : [];
    for (const name of Object.keys(without(LEAST[type], "type", ...pair))) {
      for (const unset of [without(LEAST[type], name), { ...LEAST[type], [name]: null }])
        expect(goalProblems(unset, 13)).toEqual([
          { property: name, reason: expect.stringMatching(/^is required; allowed: ./) },
        ]);
    }
  });

  it("a missing or unknown type lists the types of the version", () => {
    expect(goalProblems({ name: "N" }, 13)[0]?.reason).toMatch(/nothing was given.*AppDownload/);
    const [problem] = goalProblems({ type: "UrlGoal" }, 12);
    expect(problem?.reason).toContain('got "UrlGoal"');
    expect(problem?.reason).not.toContain("AppDownload");
    for (const type of ["toString", "__proto__", 7, null, {}]) expect(properties({ type })).toEqual(["type"]);
  });

  it("AppDownload is not of v12", () => {
    expect(goalProblems(LEAST.AppDownload, 12)).toEqual([
      { property: "type", reason: expect.stringContaining("API version 13") },
    ]);
  });
});

describe("fields of the service", () => {
  it.each(["id", "isAutoGoal", "trackingStatus"])("%s cannot be set", (field) => {
    expect(goalProblems({ ...LEAST.Url, [field]: "x" }, 13)).toEqual([
      { property: field, reason: "cannot be set: the service sets it" },
    ]);
  });
});

function properties(inputs: Inputs): readonly string[] {
  return goalProblems(inputs, 13).map(({ property }) => property);
}

function sinceOf(type: GoalType): 12 | 13 {
  return type === "AppDownload" ? 13 : 12;
}
