import { describe, expect, it } from "vitest";
import { measuredGaps, play, seeded } from "../support/engineArrivals";

/** Gaps between two updates as they were measured with the real engine: median, ninth decile and largest. */
const GAPS = {
  "a quiet machine": [17, 29, 40],
  "a loaded machine": [60, 150, 479],
  "no checkpoints": [4, 8, 27],
} as const;

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const LATENCY = 300;
/** A write and its read-back. */
const WRITE = 2 * LATENCY;

const wave = (machine: keyof typeof GAPS, inFlight: number, seed: number, missing = 0) => {
  const [p50, p90, max] = GAPS[machine];
  const gap = measuredGaps(p50, p90, max, seeded(seed));
  return play({ items: 200, inFlight, gap, diffGap: 5, writeMs: WRITE, missing });
};

describe.each(Object.keys(GAPS) as (keyof typeof GAPS)[])("200 changed goals on %s", (machine) => {
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
    const { wallMs: oneByOne } = await oneCallEach(machine, seed);
    expect(wallMs).toBeLessThanOrEqual(1.7 * oneByOne);
  });

  it("announced ones that never come hold nothing up for long", async () => {
    const { batches, longestWaitMs } = await wave(machine, 8, 1, 20);
    expect(batches.flat()).toHaveLength(200);
    expect(longestWaitMs).toBeLessThanOrEqual(6_000);
  });
});

/** The same wave where each goal is its own call, with 8 at a time: the calls of each slot follow one another. */
async function oneCallEach(machine: keyof typeof GAPS, seed: number) {
  const [p50, p90, max] = GAPS[machine];
  const gap = measuredGaps(p50, p90, max, seeded(seed));
  const slots = Array.from({ length: 8 }, () => 0);
  let arrival = 0;
  for (let item = 0; item < 200; item += 1) {
    const slot = slots.indexOf(Math.min(...slots));
    arrival = Math.max(arrival, slots[slot] ?? 0) + gap();
    slots[slot] = arrival + WRITE;
  }
  return { wallMs: Math.max(...slots) };
}
