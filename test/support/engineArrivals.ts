import { Gather } from "../../provider/account/batch/gather";
import type { Sent } from "../../provider/account/batch/parallelismNotice";
import { RunProgress } from "../../provider/account/batch/runProgress";
import { settle, VirtualClock } from "./virtualClock";

/** How the deployment engine hands over a wave of updates. */
export interface Wave {
  readonly items: number;
  /** Its parallelism: so many calls at most wait for an answer. */
  readonly inFlight: number;
  /** Whether the program told its count and the engine's parallelism, as one under the CLI does. Default: yes. */
  readonly isTold?: boolean;
  /** Time between two calls, in milliseconds, when nothing else holds the engine up. */
  readonly gap: () => number;
  /** Time between two diffs before the first update and along with the rest. */
  readonly diffGap: number;
  /** A write takes so long, read-back included. */
  readonly writeMs: number;
  /** Announced ones that never come, like those after a failure. */
  readonly missing?: number;
}

export interface Played {
  readonly batches: readonly (readonly number[])[];
  /** What the gatherer told of each wave that was over. */
  readonly waves: readonly (readonly Sent[])[];
  /** From the first diff to the last answer. */
  readonly wallMs: number;
  /** From the first diff to the last call of the engine. */
  readonly arrivalMs: number;
  /** The longest time that a request waited while the gatherer was free to send. */
  readonly longestWaitMs: number;
}

/** Plays a wave against a gatherer: diffs run ahead one at a time, updates follow as they may, one after the other. */
export async function play(wave: Wave): Promise<Played> {
  const clock = new VirtualClock();
  const batches: number[][] = [];
  const arrivedAt = new Map<number, number>();
  let freeSince = 0;
  let longestWaitMs = 0;
  const waves: (readonly Sent[])[] = [];
  const write = async (batch: readonly number[]) => {
    batches.push([...batch]);
    for (const item of batch)
      longestWaitMs = Math.max(longestWaitMs, clock.now() - Math.max(freeSince, arrivedAt.get(item) ?? 0));
    await new Promise<void>((resolve) => clock.after(wave.writeMs, resolve));
    freeSince = clock.now();
    return batch.map((item) => item * 10);
  };
  const progress = new RunProgress(() => clock.now());
  if (wave.isTold !== false) {
    progress.declares("goals", wave.items + (wave.missing ?? 0));
    progress.worksOn(wave.inFlight);
  }
  const account = { kind: "goals", name: "111/222" } as const;
  const gather = new Gather<number, number>(account, clock, progress, write, (sets) => waves.push(sets));

  let answered = 0;
  let lastArrival = 0;
  let lastAnswer = 0;
  let sent = 0;
  let diffed = 0;
  let nextAt = 0;
  const waiting = () => sent - answered;
  const diff = () => {
    const resource = `goal${diffed}`;
    progress.checked("goals", resource, false);
    gather.announce(`update ${diffed}`);
    progress.compared("goals", resource);
    diffed += 1;
    if (diffed < wave.items + (wave.missing ?? 0)) clock.after(wave.diffGap, diff);
  };
  const submit = () => {
    const item = sent;
    sent += 1;
    lastArrival = clock.now();
    arrivedAt.set(item, lastArrival);
    void gather.submit(item, { key: `update ${item}` }).then((answer) => {
      if (answer !== item * 10) throw new Error(`Request ${item} got the answer of another.`);
      answered += 1;
      lastAnswer = clock.now();
      more();
    });
    more();
  };
  // The engine has one writer: calls come one after the other, as long as there is room.
  let isComing = false;
  const more = () => {
    if (isComing || sent >= wave.items || waiting() >= wave.inFlight) return;
    if (sent >= diffed) {
      isComing = true;
      clock.after(wave.diffGap, () => {
        isComing = false;
        more();
      });
      return;
    }
    isComing = true;
    const gap = wave.gap();
    nextAt = Math.max(clock.now(), nextAt) + gap;
    clock.after(nextAt - clock.now(), () => {
      isComing = false;
      submit();
    });
  };
  diff();
  more();
  for (let step = 0; step < 100_000 && answered < wave.items; step += 1) {
    await clock.advance(10);
    if (clock.pending === 0 && answered < wave.items) {
      await settle();
      if (clock.pending === 0)
        throw new Error(`Lost: ${wave.items - answered} requests were never answered.`);
    }
  }
  if (answered < wave.items) throw new Error("Not over within 1,000 s of virtual time.");
  return { batches, waves, wallMs: lastAnswer, arrivalMs: lastArrival, longestWaitMs };
}

/** Gaps between two updates as they were measured with the real engine: median, ninth decile and largest. */
export const MACHINES: Readonly<Record<Machine, readonly [p50: number, p90: number, max: number]>> = {
  "a quiet machine": [17, 29, 40],
  "a loaded machine": [60, 150, 479],
  "no checkpoints": [4, 8, 27],
};
export type Machine = "a quiet machine" | "a loaded machine" | "no checkpoints";

/** The wall of a wave where each goal is its own call: the calls of each of the engine's slots follow one another. */
export function oneCallEach({
  items,
  inFlight,
  gap,
  writeMs,
}: Pick<Wave, "items" | "inFlight" | "gap" | "writeMs">): number {
  const slots = Array.from({ length: inFlight }, () => 0);
  let arrival = 0;
  for (let item = 0; item < items; item += 1) {
    const slot = slots.indexOf(Math.min(...slots));
    arrival = Math.max(arrival, slots[slot] ?? 0) + gap();
    slots[slot] = arrival + writeMs;
  }
  return Math.max(...slots);
}

/** Gaps like those that were measured: a lognormal distribution by its median and its ninth decile, cut at the largest one seen. */
export function measuredGaps(p50: number, p90: number, max: number, random: () => number): () => number {
  const sigma = Math.log(p90 / p50) / 1.2816;
  return () => {
    const [u, v] = [Math.max(random(), 1e-12), random()];
    const normal = Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v);
    return Math.min(max, p50 * Math.exp(sigma * normal));
  };
}

/** Random numbers that are the same in every run. Mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
