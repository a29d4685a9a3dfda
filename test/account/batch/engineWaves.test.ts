import { describe, expect, it } from "vitest";
import {
  MACHINES,
  type Machine,
  measuredGaps,
  oneCallEach,
  play,
  seeded,
  type Wave,
} from "../../support/engineArrivals";

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const LATENCY = 300;
/** A write and its read-back. */
const WRITE = 2 * LATENCY;

const MACHINE_NAMES = Object.keys(MACHINES) as Machine[];

const wave = (machine: Machine, inFlight: number, seed: number, more: Partial<Wave> = {}) => {
  const gap = measuredGaps(...MACHINES[machine], seeded(seed));
  return play({ items: 200, inFlight, gap, diffGap: 5, writeMs: WRITE, ...more });
};

describe.each(MACHINE_NAMES)("200 changed goals on %s, as a program tells that counts", (machine) => {
  it.each(SEEDS)("200 in flight: 2 writes, and no time lost (seed %i)", async (seed) => {
    const { batches, wallMs, arrivalMs } = await wave(machine, 200, seed);
    expect(batches.map(({ length }) => length)).toEqual([100, 100]);
    // Where arrivals are faster than two writes of a hundred, the writes themselves are the wall.
    expect(wallMs).toBeLessThanOrEqual(Math.max(arrivalMs, 2 * WRITE) + WRITE);
  });

  it.each(SEEDS)("8 in flight: 25 writes of 8 (seed %i)", async (seed) => {
    const { batches, wallMs } = await wave(machine, 8, seed);
    expect(new Set(batches.map(({ length }) => length))).toEqual(new Set([8]));
    expect(batches.flat()).toHaveLength(200);
    const gap = measuredGaps(...MACHINES[machine], seeded(seed));
    const oneByOne = oneCallEach({ items: 200, inFlight: 8, gap, writeMs: WRITE });
    expect(wallMs).toBeLessThanOrEqual(1.7 * oneByOne);
  });

  it.each([20, 100, 1_000, 3_000])(
    "a service that takes %i ms for a call: as few writes",
    async (latency) => {
      const writeMs = 2 * latency;
      const many = await wave(machine, 200, 1, { writeMs });
      expect(many.batches.map(({ length }) => length)).toEqual([100, 100]);
      expect(many.wallMs).toBeLessThanOrEqual(Math.max(many.arrivalMs, 2 * writeMs) + writeMs);
      const few = await wave(machine, 8, 1, { writeMs });
      expect(few.batches.map(({ length }) => length)).toEqual(Array(25).fill(8));
    },
  );

  it("announced ones that never come cost the last batch 3 s", async () => {
    const { batches, wallMs, arrivalMs } = await wave(machine, 8, 1, { items: 196, missing: 20 });
    expect(batches.map(({ length }) => length)).toEqual([...Array(24).fill(8), 4]);
    expect(wallMs).toBeLessThanOrEqual(arrivalMs + 3_000 + WRITE);
  });
});

describe.each(MACHINE_NAMES)("200 changed goals on %s, where nobody counts", (machine) => {
  it.each(SEEDS)("200 in flight: at most 3 writes (seed %i)", async (seed) => {
    const { batches, longestWaitMs } = await wave(machine, 200, seed, { isTold: false });
    expect(batches.flat()).toHaveLength(200);
    expect(batches.length).toBeLessThanOrEqual(3);
    expect(longestWaitMs).toBeLessThan(6_001);
  });

  it.each(SEEDS)("8 in flight: at most 35 writes (seed %i)", async (seed) => {
    const { batches, longestWaitMs } = await wave(machine, 8, seed, { isTold: false });
    expect(batches.flat()).toHaveLength(200);
    expect(batches.length).toBeLessThanOrEqual(35);
    expect(longestWaitMs).toBeLessThan(6_001);
  });
});
