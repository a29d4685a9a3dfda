import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GATHERING, type Gathered, whenToSend } from "../../../provider/account/batch/whenToSend";

const base: Gathered = {
  waiting: 3,
  isCounted: true,
  isDecided: false,
  missing: 0,
  isSaturated: false,
  mayBeWanted: false,
  firstArrival: 1_000,
  lastArrival: 2_000,
  lastSign: 2_100,
  gap: 10,
  longestGap: 250,
};
const uncounted = { isCounted: false } as const;

describe("whenToSend", () => {
  it.each<[string, Partial<Gathered>, number]>([
    ["all declared ones are decided and there: at once", { isDecided: true }, 2_000],
    ["a hundred wait: at once", { waiting: 100, missing: 5 }, 2_000],
    ["the engine has no room for more: at once", { isSaturated: true, missing: 5 }, 2_000],
    ["some are not decided: 3 s after the last sign of life", {}, 5_100],
    ["all are decided, announced ones are missing: the same", { isDecided: true, missing: 1 }, 5_100],
    ["signs of life go on and on: a minute after the first", { lastSign: 60_000 }, 61_000],
    ["nobody counts: a short quiet", { ...uncounted, isDecided: true }, 2_150],
    ["nobody counts, at a slow pace: four smoothed gaps", { ...uncounted, gap: 30 }, 2_220],
    ["nobody counts, announced ones are missing: twice the longest gap", { ...uncounted, missing: 5 }, 2_600],
    ["never more than a second of quiet", { ...uncounted, missing: 5, longestGap: 900 }, 3_100],
    [
      "nobody counts, and it pauses what others may want: a second",
      { ...uncounted, mayBeWanted: true },
      3_100,
    ],
    [
      "it pauses what others may want, who are counted: no matter",
      { isDecided: true, mayBeWanted: true },
      2_000,
    ],
    ["nobody counts, arrivals go on and on: the bound", { ...uncounted, lastSign: 6_990 }, 7_000],
    ["nobody counts, the engine has no room for more: at once", { ...uncounted, isSaturated: true }, 2_000],
  ])("%s", (_, seen, expected) => {
    expect(whenToSend({ ...base, ...seen })).toBe(expected);
  });

  it("is never before the last arrival nor after the bound", () => {
    const seen = fc.record({
      waiting: fc.integer({ min: 1, max: 300 }),
      isCounted: fc.boolean(),
      isDecided: fc.boolean(),
      missing: fc.nat(300),
      isSaturated: fc.boolean(),
      mayBeWanted: fc.boolean(),
      firstArrival: fc.nat(10_000),
      span: fc.nat(GATHERING.bound),
      silence: fc.nat(5_000),
      gap: fc.nat(2_000),
      longestGap: fc.nat(2_000),
    });
    fc.assert(
      fc.property(seen, ({ span, silence, ...rest }) => {
        const lastArrival = rest.firstArrival + span;
        const at = whenToSend({ ...rest, lastArrival, lastSign: lastArrival + silence });
        const bound = rest.isCounted ? GATHERING.patienceMost : GATHERING.bound;
        expect(at).toBeGreaterThanOrEqual(lastArrival);
        expect(at).toBeLessThanOrEqual(rest.firstArrival + bound);
      }),
    );
  });
});
