import { randomInt } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { ReplayAnswer } from "./answer";
import { answerOf } from "./answerOf";
import { batchesOf } from "./batches";
import { holdsBy, type ReplayOptions } from "./options";
import type { GoalSet } from "./replayGoal";
import { Run } from "./run";
import type { Traffic } from "./traffic";

/**
 * What recorded traffic would count with goals, and with those of another side. Nothing that may be personal is in the answer. Memory
 * does not grow with the traffic.
 * @param before the goals to compare with: what they match and `after` does not has ceased
 */
export async function replay(
  traffic: Traffic,
  after: GoalSet,
  before?: GoalSet,
  options: ReplayOptions = {},
): Promise<ReplayAnswer> {
  const { rules, progress, signal, seed = randomInt(2 ** 31) } = options;
  const holds = holdsBy(rules);
  const run = new Run(after, before, holds, seed);
  for await (const batch of batchesOf(traffic.hits())) {
    signal?.throwIfAborted();
    run.take(batch);
    progress?.(run.hits);
    // Whoever waits has a turn: Ctrl-C, the progress line.
    await setImmediate();
  }
  signal?.throwIfAborted();
  return answerOf(run, traffic.notes());
}
