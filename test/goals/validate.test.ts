import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GOAL_TYPES } from "../../provider/goals/definition";
import { UNKNOWN } from "../../provider/goals/text";
import { goalProblems, type Inputs } from "../../provider/goals/validate";
import { anyGoal, LEAST } from "./samples";

describe("goalProblems", () => {
  it("finds nothing wrong with any valid goal", () => {
    fc.assert(
      fc.property(anyGoal, (goal) => {
        expect(goalProblems(goal, 13)).toEqual([]);
      }),
    );
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
    expect(problem?.reason).toContain('write it as a string: "4711"');
  });

  it("keeps a long value short", () => {
    const [problem] = goalProblems({ ...LEAST.Url, name: "x".repeat(5000) }, 13);
    expect(problem?.reason.length).toBeLessThan(250);
  });
});
