import {
  MACHINES,
  type Machine,
  measuredGaps,
  oneCallEach,
  play,
  seeded,
} from "../../test/support/engineArrivals";
import { quantile, seconds } from "./figures";
import { judged, type Row } from "./row";

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const ITEMS = 200;
const LATENCY = 300;
/** A write and its read-back. */
const WRITE = 2 * LATENCY;
const SETTING: readonly Machine[] = ["a quiet machine", "a loaded machine"];

/** What 200 single goals take that changed at once, with the real engine's pace replayed on a virtual clock: the worst of eight seeds. */
export async function waveRows(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const machine of SETTING)
    rows.push(...(await allInFlight(machine)), ...(await eightInFlight(machine)));
  return rows;
}

const gapOf = (machine: Machine, seed: number) => measuredGaps(...MACHINES[machine], seeded(seed));

function played(machine: Machine, inFlight: number, seed: number) {
  return play({ items: ITEMS, inFlight, gap: gapOf(machine, seed), diffGap: 5, writeMs: WRITE });
}

async function allInFlight(machine: Machine): Promise<readonly Row[]> {
  const runs = await Promise.all(SEEDS.map((seed) => played(machine, ITEMS, seed)));
  const writes = Math.max(...runs.map(({ batches }) => batches.length));
  const over = runs.map(({ wallMs, arrivalMs }) => wallMs - (1.1 * arrivalMs + 2 * LATENCY));
  const worst = Math.max(...over);
  const waits = runs.map(({ wallMs, arrivalMs }) => wallMs - arrivalMs);
  const what = `200 changed, 200 in flight, ${machine}`;
  return [
    judged(`${what}: writes`, String(writes), "≤ 3", writes <= 3),
    judged(
      `${what}: wall`,
      `last arrival + ${seconds(quantile(waits, 0.5))} (most: ${seconds(Math.max(...waits))})`,
      "≤ 1.1 × arrival + 2 latencies",
      worst <= 0,
      worst <= 0 ? undefined : `${seconds(worst)} over in the worst of ${SEEDS.length} runs`,
    ),
  ];
}

async function eightInFlight(machine: Machine): Promise<readonly Row[]> {
  const runs = await Promise.all(SEEDS.map((seed) => played(machine, 8, seed)));
  const writes = Math.max(...runs.map(({ batches }) => batches.length));
  const ratios = runs.map(({ wallMs }, index) => {
    const gap = gapOf(machine, SEEDS[index] ?? 0);
    return wallMs / oneCallEach({ items: ITEMS, inFlight: 8, gap, writeMs: WRITE });
  });
  const worst = Math.max(...ratios);
  const what = `200 changed, 8 in flight, ${machine}`;
  return [
    judged(`${what}: writes`, String(writes), "≤ 35", writes <= 35),
    judged(`${what}: wall against one call each`, `${worst.toFixed(2)} ×`, "≤ 1.7 ×", worst <= 1.7),
  ];
}
