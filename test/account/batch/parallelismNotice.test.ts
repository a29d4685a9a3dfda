import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Sent, slowedByEngine, slowedMessage } from "../../../provider/account/batch/parallelismNotice";
import { MACHINES, type Machine, measuredGaps, play, seeded } from "../../support/engineArrivals";

const MOST = 100;
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
/** A service that takes its time, and one that answers at once. */
const WRITES = [600, 20];

describe.each(Object.keys(MACHINES) as Machine[])("200 changed goals on %s", (machine) => {
  const verdicts = (inFlight: number, missing = 0) =>
    Promise.all(
      SEEDS.flatMap((seed) =>
        WRITES.map(async (writeMs) => {
          const gap = measuredGaps(...MACHINES[machine], seeded(seed));
          const { waves, batches } = await play({ items: 200, inFlight, gap, diffGap: 5, writeMs, missing });
          return { told: waves.map((sets) => slowedByEngine(sets, MOST)), batches: batches.length };
        }),
      ),
    );

  it("8 in flight: what kept the batches small is told once, with their number", async () => {
    for (const { told, batches } of await verdicts(8))
      expect(told).toEqual([{ items: 200, calls: batches, inFlight: 8, least: 2 }]);
  });

  it("200 in flight: small batches are nobody's setting, and nothing is told", async () => {
    for (const { told } of await verdicts(200)) expect(told).toEqual([undefined]);
  });

  it("nothing is told of a wave that never ended", async () => {
    for (const { told } of await verdicts(8, 5)) expect(told).toEqual([]);
  });
});

describe("what is told", () => {
  const eights = (count: number): readonly Sent[] =>
    Array.from({ length: count }, (_, index) => ({
      items: 8,
      missing: 8 * (count - 1 - index),
      inFlight: 8,
    }));

  it("names the batches, the setting, and what it would make of them", () => {
    const slowed = slowedByEngine(eights(25), MOST);
    if (slowed === undefined) throw new Error("nothing was found");
    expect(slowedMessage(slowed, "conversion goal")).toBe(
      "200 conversion goals were sent in 25 batches, because the engine had at most 8 of them in flight at a time. " +
        "PULUMI_PARALLEL=200 in the environment can reduce this to 2; a ConversionGoalLibrary needs 2 at any setting.",
    );
    expect(slowedMessage(slowed, "UET tag")).not.toMatch(/Library/);
  });

  it("is nothing where as few batches could not be fewer, or too few to be sure", () => {
    expect(slowedByEngine([], MOST)).toBeUndefined();
    expect(slowedByEngine(eights(3), MOST)).toBeUndefined();
    expect(slowedByEngine(eights(4), MOST)).toMatchObject({ items: 32, calls: 4, least: 1 });
  });

  it("is never more than what was sent, and always a gain", () => {
    const set = fc.record({
      items: fc.integer({ min: 1, max: 100 }),
      missing: fc.nat(9),
      waiting: fc.nat(50),
    });
    fc.assert(
      fc.property(fc.array(set), (drawn) => {
        const sets = drawn.map(({ waiting, ...one }) => ({ ...one, inFlight: one.items + waiting }));
        const slowed = slowedByEngine(sets, MOST);
        if (slowed === undefined) return;
        expect(slowed.calls).toBe(sets.length);
        expect(slowed.least).toBeLessThan(slowed.calls);
        expect(slowed.inFlight).toBeLessThan(MOST);
      }),
    );
  });
});
