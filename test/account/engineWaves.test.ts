import { describe, expect, it } from "vitest";
import { MACHINES, type Machine, measuredGaps, oneCallEach, play, seeded } from "../support/engineArrivals";

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const LATENCY = 300;
/** A write and its read-back. */
const WRITE = 2 * LATENCY;

const wave = (machine: Machine, inFlight: number, seed: number, missing = 0, writeMs = WRITE) => {
  const gap = measuredGaps(...MACHINES[machine], seeded(seed));
  return play({ items: 200, inFlight, gap, diffGap: 5, writeMs, missing });
};

describe.each(Object.keys(MACHINES) as Machine[])("200 changed goals on %s", (machine) => {
  it.each(SEEDS)("200 in flight: at most 3 writes, and no time lost (seed %i)", async (seed) => {
    const { batches, wallMs, arrivalMs } = await wave(machine, 200, seed);
    expect(batches.flat()).toHaveLength(200);
    expect(batches.length).toBeLessThanOrEqual(3);
    // Where arrivals are faster than two writes of a hundred, the writes themselves are the wall.
    expect(wallMs).toBeLessThanOrEqual(Math.max(1.1 * arrivalMs, 2 * WRITE) + 2 * WRITE);
  });

  it.each(SEEDS)("8 in flight: at most 35 writes (seed %i)", async (seed) => {
    const { batches, wallMs } = await wave(machine, 8, seed);
    expect(batches.flat()).toHaveLength(200);
    expect(batches.length).toBeLessThanOrEqual(35);
    const gap = measuredGaps(...MACHINES[machine], seeded(seed));
    const oneByOne = oneCallEach({ items: 200, inFlight: 8, gap, writeMs: WRITE });
    expect(wallMs).toBeLessThanOrEqual(1.7 * oneByOne);
  });

  it.each([20, 100, 1_000, 3_000])(
    "a service that takes %i ms for a call: as few writes",
    async (latency) => {
      const writeMs = 2 * latency;
      const many = await wave(machine, 200, 1, 0, writeMs);
      expect(many.batches.length).toBeLessThanOrEqual(3);
      expect(many.wallMs).toBeLessThanOrEqual(Math.max(1.1 * many.arrivalMs, 2 * writeMs) + 2 * writeMs);
      const few = await wave(machine, 8, 1, 0, writeMs);
      expect(few.batches.length).toBeLessThanOrEqual(35);
      expect([many, few].map(({ batches }) => batches.flat().length)).toEqual([200, 200]);
      expect(Math.max(many.longestWaitMs, few.longestWaitMs)).toBeLessThanOrEqual(6_000);
    },
  );

  it("announced ones that never come hold nothing up for long", async () => {
    const { batches, longestWaitMs } = await wave(machine, 8, 1, 20);
    expect(batches.flat()).toHaveLength(200);
    expect(longestWaitMs).toBeLessThanOrEqual(6_000);
  });
});
