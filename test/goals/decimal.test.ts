import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalDecimal, fractionDigits, isDecimal, isInRange } from "../../provider/goals/decimal";

const digits = fc.tuple(
  fc.boolean(),
  fc.bigInt({ min: 0n, max: 10n ** 19n - 1n }),
  fc.option(fc.stringMatching(/^[0-9]{1,10}$/), { nil: undefined }),
);

describe("canonicalDecimal", () => {
  it.each([
    ["5.10", "5.1"],
    [5.1, "5.1"],
    ["25.0000", "25"],
    [25, "25"],
    ["007.50", "7.5"],
    [1e-7, "0.0000001"],
    ["0.0000001", "0.0000001"],
    [1.5e-7, "0.00000015"],
    [-1e-7, "-0.0000001"],
    [-0, "0"],
    ["-0", "0"],
    ["-0.00", "0"],
    ["000", "0"],
    ["9007199254740993", "9007199254740993"],
  ])("%s is %s", (given, expected) => {
    expect(isDecimal(given)).toBe(true);
    expect(canonicalDecimal(given)).toBe(expected);
  });

  it("gives equal values one form, and different values different ones", () => {
    const scaled = ([minus, units, fraction]: [boolean, bigint, string | undefined]) =>
      (minus ? -1n : 1n) * (units * 10n ** 10n + BigInt((fraction ?? "").padEnd(10, "0")));
    const text = ([minus, units, fraction]: [boolean, bigint, string | undefined]) =>
      `${minus ? "-" : ""}${units}${fraction === undefined ? "" : `.${fraction}`}`;
    fc.assert(
      fc.property(digits, digits, (a, b) => {
        const same = canonicalDecimal(text(a)) === canonicalDecimal(text(b));
        expect(same).toBe(scaled(a) === scaled(b));
        const padded: typeof a = [a[0], a[1], `${a[2] ?? ""}0`];
        expect(canonicalDecimal(text(padded))).toBe(canonicalDecimal(text(a)));
        expect(canonicalDecimal(canonicalDecimal(text(a)))).toBe(canonicalDecimal(text(a)));
      }),
    );
  });
});

describe("isDecimal", () => {
  it("takes a number only where no digit of it is lost", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        if (isDecimal(value)) expect(Number(canonicalDecimal(value))).toBe(value + 0);
      }),
    );
    for (const beyond of [1e21, Number.NaN, Number.POSITIVE_INFINITY]) expect(isDecimal(beyond)).toBe(false);
  });

  it.each(["", "1e5", "+5", " 5", "5.", ".5", "1,5", "0x10", "NaN", null, undefined, true, [], {}, 5n])(
    "%s is none",
    (value) => expect(isDecimal(value)).toBe(false),
  );
});

describe("fractionDigits", () => {
  it.each([
    [25, 0],
    ["25.0000", 0],
    ["25.50", 1],
    [1e-7, 7],
    [1.25e-7, 9],
    [0.1 + 0.2, 17],
    ["-0.125", 3],
  ])("%s has %i after the point", (value, expected) => expect(fractionDigits(value)).toBe(expected));
});

describe("isInRange", () => {
  it.each([
    ["0", true],
    ["-0", true],
    ["-0.0000000001", false],
    ["9999999", true],
    ["9999999.0000000001", false],
    [9_999_999, true],
    ["0.5", true],
  ])("%s within 0 and 9999999: %s", (value, expected) => {
    expect(isInRange(value, 0, 9_999_999)).toBe(expected);
  });
});
