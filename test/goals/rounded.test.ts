import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalDecimal, fractionDigits } from "../../provider/goals/decimal";
import { isRounded } from "../../provider/goals/rounded";

describe("isRounded", () => {
  it.each<[unknown, unknown, boolean, string]>([
    ["25.129", "25.13", true, "rounded up"],
    ["25.129", "25.12", true, "cut off"],
    ["25.125", "25.12", true, "half to even"],
    ["25.125", "25.13", true, "half up"],
    ["25.121", "25.13", false, "never up from below the half"],
    ["25.129", "25.1300", true, "shown with more zeros"],
    ["25.129", "25.14", false, "another value"],
    ["25.129", "25.1", false, "one digit is too few to tell"],
    ["25.996", "26.00", true, "a carry to the whole"],
    ["25.09", "25.1", false, "two digits are what a service keeps"],
    ["25.129", "25.129", false, "the same is not rounded"],
    ["25.12", "25.129", false, "more digits than wanted"],
    ["0.004", "0", false, "nothing is left"],
    ["0.006", "0.01", true, "a cent is left"],
    ["-0.129", "-0.13", true, "below zero"],
    ["-0.129", "0.13", false, "another sign"],
    [33.3333333333, "33.3333", true, "a number"],
    ["9007199254740993.129", "9007199254740993.13", true, "beyond what a number holds"],
    ["25.129", null, false, "nothing there"],
    [undefined, "25.13", false, "nothing wanted"],
    ["x", "25.13", false, "no decimal"],
  ])("%s kept as %s: %s, %s", (wanted, live, expected) => {
    expect(isRounded(wanted, live)).toBe(expected);
  });

  it("takes each value as any service of two digits or more keeps it, and nothing a cent away", () => {
    const digits = fc.integer({ min: 3, max: 6 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), digits, fc.nat(6), (whole, scale, kept) => {
        const wanted = canonicalDecimal((whole / 10 ** scale).toFixed(scale));
        const places = 2 + (kept % 4);
        const live = canonicalDecimal(Number(wanted).toFixed(places));
        const isShorter = fractionDigits(live) < fractionDigits(wanted) && live !== "0";
        // A number of this size may lie just beside a half.
        const distance = Math.abs(Number(live) - Number(wanted));
        if (places < fractionDigits(wanted) && isShorter) expect(isRounded(wanted, live)).toBe(true);
        if (isRounded(wanted, live)) expect(distance).toBeLessThan(0.01);
        expect(isRounded(wanted, (Number(wanted) + 0.011).toFixed(places))).toBe(false);
      }),
    );
  });
});
