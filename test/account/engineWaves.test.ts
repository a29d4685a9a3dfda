import { describe, expect, it } from "vitest";
import { MACHINES, type Machine, measuredGaps, oneCallEach, play, seeded } from "../support/engineArrivals";

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const LATENCY = 300;
/** A write and its read-back. */
const WRITE = 2 * LATENCY;

const wave = (machine: Machine, inFlight: number, seed: number, missing = 0) => {
  const gap = measuredGaps(...MACHINES[machine], seeded(seed));
  return play({ items: 200, inFlight, gap, diffGap: 5, writeMs: WRITE, missing });
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

  it("announced ones that never come hold nothing up for long", async () => {
    const { batches, longestWaitMs } = await wave(machine, 8, 1, 20);
    expect(batches.flat()).toHaveLength(200);
    expect(longestWaitMs).toBeLessThanOrEqual(6_000);
  });
});
