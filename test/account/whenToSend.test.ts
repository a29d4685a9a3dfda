import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GATHERING, type Gathered, whenToSend } from "../../provider/account/whenToSend";

const base: Gathered = {
  waiting: 3,
  unannounced: false,
  missing: 0,
  firstArrival: 1_000,
  lastArrival: 2_000,
  lastHeard: 0,
  heardGap: 2,
  gap: 10,
  longestGap: 250,
  inFlightLimit: undefined,
};

describe("whenToSend", () => {
  it.each<[string, Partial<Gathered>, number]>([
    ["all that was announced is there: at once", {}, 2_000],
    ["a diff was heard just now: 25 ms later", { lastHeard: 2_000 }, 2_025],
    ["on a busy machine: four of the gaps between them", { lastHeard: 2_000, heardGap: 15 }, 2_060],
    ["but not for ever", { lastHeard: 2_000, heardGap: 55 }, 2_100],
    ["announced ones are missing: after twice the longest gap", { missing: 5 }, 2_500],
    ["four smoothed gaps, where that is longer", { missing: 5, gap: 200 }, 2_800],
    ["never more than a second", { missing: 5, gap: 400, longestGap: 900 }, 3_000],
    ["unannounced ones: a short quiet", { unannounced: true }, 2_050],
    ["unannounced ones at a slow pace: four smoothed gaps", { unannounced: true, gap: 30 }, 2_120],
    ["a hundred wait: at once", { waiting: 100, missing: 5 }, 2_000],
    ["a hundred wait, but a diff was heard", { waiting: 100, missing: 5, lastHeard: 1_990 }, 2_015],
    ["as many wait as the engine keeps in flight: at once", { missing: 5, inFlightLimit: 3 }, 2_000],
    ["fewer than that wait", { missing: 5, inFlightLimit: 4 }, 2_500],
    ["diffs go on and on: the bound", { lastHeard: 99_000 }, 7_000],
    ["arrivals go on and on: the bound", { missing: 5, lastArrival: 6_900 }, 7_000],
  ])("%s", (_, seen, expected) => {
    expect(whenToSend({ ...base, ...seen })).toBe(expected);
  });

  it("is never before the last arrival nor after the bound", () => {
    const seen = fc.record({
      waiting: fc.integer({ min: 1, max: 300 }),
      unannounced: fc.boolean(),
      missing: fc.nat(300),
      firstArrival: fc.nat(10_000),
      span: fc.nat(GATHERING.bound),
      lastHeard: fc.nat(30_000),
      heardGap: fc.nat(60),
      gap: fc.nat(2_000),
      longestGap: fc.nat(2_000),
      inFlightLimit: fc.option(fc.nat(300), { nil: undefined }),
    });
    fc.assert(
      fc.property(seen, ({ span, ...rest }) => {
        const lastArrival = rest.firstArrival + span;
        const at = whenToSend({ ...rest, lastArrival });
        expect(at).toBeGreaterThanOrEqual(lastArrival);
        expect(at).toBeLessThanOrEqual(rest.firstArrival + GATHERING.bound);
      }),
    );
  });
});
