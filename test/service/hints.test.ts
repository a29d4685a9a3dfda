import { describe, expect, it } from "vitest";
import { explainItem, hintFor } from "../../provider/service/hints";

/** The codes that Microsoft lists for goals, tags and every call, and four seen by others; ranges of what stands close together. */
const CODES = [
  ...[0, 100, 105, 106, 108, 109, 113, 116, 117, 119, 120, 122, 123, 124, 125, 126],
  ...[201, 202, 203, 204, 205, 206, 207, 208, 210, 303, 513, 514, 515, 516],
  ...[
    1001, 1008, 1010, 1029, 1030, 1031, 1045, 1100, 1102, 3101, 3601, 4204, 4600, 4601, 4602, 4626, 4627,
    4629, 4873,
  ],
  ...range(5300, 5349),
  ...[5351, 5352, 5355, 5356, 5357, 5358, 5359, 5606, 5615, 6604, 6605, 6608, 6609, 6610, 8138],
  ...[3347, 3349, 5667],
];

describe("hints", () => {
  it.each(CODES)("%i", (code) => {
    expect(hintFor(code, undefined)).toMatch(/^[A-Z].*\.$/s);
  });

  it("name what to set, by the names of this provider", () => {
    expect(hintFor(5355, undefined)).toContain("revenue.currencyCode");
    expect(hintFor(5317, undefined)).toContain(
      "Another account of this customer has a goal of this name, or a goal that was deleted or renamed had it",
    );
    expect(hintFor(303, undefined)).toContain("apiVersion");
    expect(hintFor(3601, undefined)).toContain("transport");
  });

  it.each([
    [4873, /audiences/],
    [5333, /from 0 to 9999999 with at most 3 digits after the point/],
    [5339, /from 0 to 9999999/],
    [5606, /by its name/],
    [6605, /^The customer has no .*feature 616/],
    [6610, /^The customer may not choose goals for single campaigns(?!.*excludeFromBidding)/],
  ])("say of %i what Microsoft's pages say of it", (code, words) => {
    expect(hintFor(code, undefined)).toMatch(words);
  });

  it("fall back to the symbol, and say nothing of what nobody knows", () => {
    expect(hintFor(undefined, "ECONNREFUSED")).toContain("endpoint");
    expect(hintFor(117, "HTTP404")).toContain("calls per minute");
    expect(hintFor(424_242, "toString")).toBeUndefined();
  });
});

describe("an error of an item in one line", () => {
  it("says everything", () => {
    const error = {
      index: 3,
      code: 5333,
      symbol: "InvalidConversionGoalRevenueValue",
      message: "The value is invalid.",
      details: "-1",
      fieldPath: "Revenue.Value",
    };
    expect(explainItem(error)).toBe(
      "The value is invalid: -1 (5333 InvalidConversionGoalRevenueValue, field Revenue.Value). Set revenue.value to a decimal from 0 to 9999999 with at most 3 digits after the point, and only with FixedValue or VariableValue.",
    );
  });

  it("says what an editor disapproved of", () => {
    const error = {
      index: 0,
      code: 99,
      symbol: "EditorialError",
      message: "No",
      editorial: { disapprovedText: "free", publisherCountry: "DE" },
    };
    expect(explainItem(error)).toBe('No (99 EditorialError, disapproved: "free", in DE).');
  });
});

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
