import fc from "fast-check";
import { expect, test } from "vitest";
import { failureReport } from "../../../provider/core/library/failureReport";
import { pathsByGoal } from "../../../provider/core/library/paths";

const paths = (...given: string[]) => {
  const { ofAll, ofOne } = pathsByGoal(given);
  return { ofAll, ofOne: Object.fromEntries(ofOne) };
};

test.each([
  ["goals", { ofAll: ["*"], ofOne: {} }],
  ["*", { ofAll: ["*"], ofOne: {} }],
  ["goals.*", { ofAll: ["*"], ofOne: {} }],
  ["goals[*].revenue.value", { ofAll: ["revenue.value"], ofOne: {} }],
  ["goals.Order", { ofAll: [], ofOne: { Order: ["*"] } }],
  ['goals["Order placed"].revenue["value"]', { ofAll: [], ofOne: { "Order placed": ["revenue.value"] } }],
  ["unlisted", { ofAll: [], ofOne: {} }],
])("%s", (path, expected) => {
  expect(paths(path)).toEqual(expected);
});

test("any key in quotes, dots and brackets included, is one key", () => {
  const key = fc
    .string({ unit: "grapheme", minLength: 1 })
    .filter((text) => !/\p{C}/u.test(text) && text !== "*");
  fc.assert(
    fc.property(key, key, (one, other) => {
      const path = (name: string, field: string) => `goals[${JSON.stringify(name)}].${field}`;
      const { ofAll, ofOne } = paths(path(one, "status"), path(other, "scope"));
      const expected =
        one === other ? { [one]: ["status", "scope"] } : { [one]: ["status"], [other]: ["scope"] };
      expect([ofAll, ofOne]).toEqual([[], expected]);
    }),
  );
});

test("a failure report has each reason once, with the names it holds for, whatever the order of the answers", () => {
  const failed = [
    ["b", "no"],
    ["c", "never"],
    ["a", "no"],
  ] as const;
  const report = '3 of 9 goals failed, the others are unaffected:\n"a", "b": no\n"c": never';
  expect(failureReport(failed, 9)).toBe(report);
  expect(failureReport([...failed].reverse(), 9)).toBe(report);
  const many = Array.from({ length: 12 }, (_, index) => [`goal ${index + 10}`, "no"] as const);
  expect(failureReport(many, 12)).toMatch(/^all 12 goals failed:\n.*"goal 19" and 2 more: no$/);
  expect(failureReport([["a", "no"]], 1)).toBe('its only goal failed:\n"a": no');
});
