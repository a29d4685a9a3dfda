import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GOAL_TYPES } from "../../provider/goals/definition";
import type { Inputs } from "../../provider/goals/problem";
import { UNKNOWN } from "../../provider/goals/text";
import { goalProblems } from "../../provider/goals/validate";
import { anyGoal, LEAST } from "./samples";

describe("goalProblems", () => {
  it("finds nothing wrong with any valid goal", () => {
    fc.assert(
      fc.property(anyGoal, (goal) => {
        expect(goalProblems(goal, 13)).toEqual([]);
      }),
    );
  });

  it.each([
    ["Url", "A Url goal has none; PagesViewedPerVisit goals have"],
    ["OfflineConversion", "An OfflineConversion goal has none; PagesViewedPerVisit goals have"],
  ])("says of a %s goal which types have the field", (type, words) => {
    const reasons = goalProblems({ type, minimumPagesViewed: 3 }, 13).map(({ reason }) => reason);
    expect(reasons.join()).toContain(words);
  });

  it("never throws, whatever JSON it is given, and gives every problem a property and a reason", () => {
    const anyValue = fc.oneof(fc.jsonValue(), fc.constant(UNKNOWN), fc.constantFrom(...GOAL_TYPES));
    const field = fc.constantFrom("type", "name", "revenue", "scope", "value", "tagId", "__proto__", "a.b");
    const inputs = fc.dictionary(fc.oneof(field, fc.string({ minLength: 1 })), anyValue);
    fc.assert(
      fc.property(inputs, fc.constantFrom(...GOAL_TYPES), fc.boolean(), (values, type, typed) => {
        const problems = goalProblems(typed ? { ...values, type } : values, 13);
        for (const { property, reason } of problems) {
          expect(property).not.toBe("");
          expect(reason.length).toBeGreaterThan(10);
        }
      }),
    );
  });

  it("accepts an unknown value in the place of any value of a valid goal, nested ones too", () => {
    fc.assert(
      fc.property(anyGoal, fc.nat(), fc.boolean(), (goal, which, nested) => {
        const names = Object.keys(goal);
        const name = names[which % names.length] ?? "name";
        const value = goal[name];
        const unknown =
          nested && typeof value === "object" && value !== null
            ? Object.fromEntries(Object.keys(value).map((key) => [key, UNKNOWN]))
            : UNKNOWN;
        expect(goalProblems({ ...goal, [name]: unknown }, 13)).toEqual([]);
      }),
    );
  });

  it("says all at once, cross-field rules included, beside unknowns", () => {
    const inputs: Inputs = {
      ...LEAST.Url,
      name: "",
      tagId: UNKNOWN,
      countType: "Some",
      revenue: { type: "FixedValue", currencyCode: UNKNOWN },
      nonsense: 1,
    };
    const properties = goalProblems(inputs, 13).map(({ property }) => property);
    expect(properties.sort()).toEqual(["countType", "name", "nonsense", "revenue.value"]);
  });

  it("says nothing of a stranger whose value may turn out to be unset", () => {
    expect(goalProblems({ ...LEAST.Url, stranger: UNKNOWN }, 13)).toEqual([]);
  });

  it("says nothing of an unknown type", () => {
    expect(goalProblems({ type: UNKNOWN, name: "" }, 13)).toEqual([]);
  });

  it("tells a stranger what there is", () => {
    const [problem] = goalProblems({ ...LEAST.Url, urlExpresion: "/x" }, 13);
    expect(problem?.property).toBe("urlExpresion");
    expect(problem?.reason).toContain("urlExpression");
    expect(problem?.reason).not.toContain("trackingStatus");
  });

  it("advises to write an id as a string", () => {
    const [problem] = goalProblems({ ...LEAST.Url, tagId: 4711 }, 13);
    expect(problem?.reason).toContain('Write it as a string: "4711"');
  });

  it.each([
    [100 / 3, "got 33.333333333333336: it has 15 digits after the point"],
    [0.1 + 0.2, "got 0.30000000000000004: it has 17 digits after the point"],
    ["25.1234", 'got "25.1234": it has 4 digits after the point'],
  ])("tells computed money its limit, and how to round: %s", (value, given) => {
    const revenue = { type: "FixedValue", value, currencyCode: "EUR" };
    expect(goalProblems({ ...LEAST.Url, revenue }, 13)).toEqual([
      {
        property: "revenue.value",
        reason: `${given}; allowed: a decimal from 0 to 9999999 with at most 3 digits after the point, as a number or a string like "10.50". Round what is computed, for example Math.round(x * 1000) / 1000`,
      },
    ]);
    const rounded = { ...revenue, value: Math.round(Number(value) * 1000) / 1000 };
    expect(goalProblems({ ...LEAST.Url, revenue: rounded }, 13)).toEqual([]);
  });

  it("tells an event's value its limit too", () => {
    const value = { value: 100 / 3, valueOperator: "Equals" };
    const [problem, ...others] = goalProblems({ ...LEAST.Event, ...value }, 13);
    expect(others).toEqual([]);
    expect(problem?.reason).toMatch(/has 15 digits after the point; .* at most 10 digits .* Math\.round/);
  });

  it.each([100 / 0, 0 / 0, -1 / 0])("calls %s by its name", (value) => {
    const revenue = { type: "FixedValue", value, currencyCode: "EUR" };
    expect(goalProblems({ ...LEAST.Url, revenue }, 13)[0]?.reason).toMatch(
      `got ${value}; allowed: a decimal`,
    );
  });

  it.each([
    ["\n", "U+000A"],
    ["\t", "U+0009"],
    ["\r", "U+000D"],
    ["\u007f", "U+007F"],
    ["\u0085", "U+0085"],
    ["\u009f", "U+009F"],
  ])("names the control character %j in each text of a goal", (character, code) => {
    for (const goal of Object.values(LEAST))
      for (const [name, value] of Object.entries(goal))
        if (["name", "urlExpression", "actionExpression", "appStoreId"].includes(name)) {
          const text = `${value}${character}x`;
          const [problem, ...others] = goalProblems({ ...goal, [name]: text }, 13);
          expect(others).toEqual([]);
          expect(problem?.property).toBe(name);
          expect(problem?.reason).toMatch(
            `got ${JSON.stringify(text)}: it holds the control character ${code};`,
          );
        }
  });

  it("takes what is no control character, though nobody sees it", () => {
    for (const character of ["\u00a0", "\u00ad", "\u200b", "\u2028", "\ufeff"])
      expect(goalProblems({ ...LEAST.Url, name: `a${character}b` }, 13)).toEqual([]);
  });

  it("counts in UTF-16 code units, and says so where that surprises", () => {
    expect(goalProblems({ ...LEAST.Url, name: "\u{1f600}".repeat(50) }, 13)).toEqual([]);
    const [emoji] = goalProblems({ ...LEAST.Url, name: "\u{1f600}".repeat(51) }, 13);
    expect(emoji?.reason).toMatch("it has 102 characters (an emoji counts as two or more); allowed:");
    const [plain] = goalProblems({ ...LEAST.Url, name: "x".repeat(101) }, 13);
    expect(plain?.reason).toMatch("it has 101 characters; allowed: a text of 1 to 100 characters");
  });

  it("keeps a long value short", () => {
    const [problem] = goalProblems({ ...LEAST.Url, name: "x".repeat(5000) }, 13);
    expect(problem?.reason.length).toBeLessThan(300);
  });
});
