import fc from "fast-check";
import { expect, test } from "vitest";
import { Times } from "../../../provider/replay/read/time";

const noon = Date.UTC(2026, 9, 10, 12);

test.each([
  ["2026-10-10T12:00:00Z", noon],
  ["2026-10-10 12:00:00 UTC", noon],
  ["2026-10-10T12:00:00.123456789Z", noon + 123],
  ["2026-10-10 12:00:00,5", noon + 500],
  ["2026-10-10T14:00:00+02:00", noon],
  ["2026-10-10T14:00:00+0200", noon],
  ["2026-10-10T04:30:00-07:30", noon],
  ["2026-10-10T14:00+02", noon],
  ["2026-10-10", Date.UTC(2026, 9, 10)],
  ["10/Oct/2026:14:00:00 +0200", noon],
  ["[10/oct/2026:12:00:00.25 +0000]", noon + 250],
  ["10/Oct/2026:12:00:00", noon],
  [String(noon / 1000), noon],
  [`${noon / 1000}.123`, noon + 123],
  [String(noon), noon],
  [`${noon}000`, noon],
  [`${noon}000000`, noon],
  [noon / 1000, noon],
  [noon, noon],
  ["20261010", Date.UTC(2026, 9, 10)],
  [20261010, Date.UTC(2026, 9, 10)],
  ["202610101200", noon],
  ["20261010120000", noon],
  ["2024-02-29T00:00:00Z", Date.UTC(2024, 1, 29)],
])("%s is a time", (text, expected) => {
  expect(new Times().read(text)).toBe(expected);
});

test.each([
  "",
  "soon",
  "10/10/2026 12:00",
  "2026-13-10",
  "2026-02-29",
  "2026-10-10T24:00:00Z",
  "2026-10-10T12:61:00Z",
  "2026-10-10T12:00:00+99:00",
  "10/Okt/2026:12:00:00 +0000",
  "-5",
  "46305.5",
  46305,
  1,
  "20261310",
  "99999999999999",
  0,
  Number.NaN,
  "9".repeat(30),
])("%j is no time", (text) => {
  expect(new Times().read(text)).toBeUndefined();
});

test("times without a zone are taken as UTC, and this is known", () => {
  const zoned = new Times();
  for (const text of ["2026-10-10T12:00:00Z", "10/Oct/2026:14:00:00 +0200", String(noon)]) zoned.read(text);
  expect(zoned.tookUtc).toBe(false);
  const bare = new Times();
  bare.read("2026-10-10 12:00:00");
  expect(bare.tookUtc).toBe(true);
});

test("any time in ISO 8601 is read as JavaScript reads it, whatever was read before", () => {
  const times = new Times();
  fc.assert(
    fc.property(fc.date({ min: new Date(1e11), max: new Date(4e12), noInvalidDate: true }), (date) => {
      expect(times.read(date.toISOString())).toBe(date.getTime());
    }),
  );
});
