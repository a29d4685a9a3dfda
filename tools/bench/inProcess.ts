import type { Service } from "./emulator";
import { median, ms, p50p95, quantile } from "./figures";
import { judged, type Row, told } from "./row";
import { goalInputs, newSession, soapPort } from "./session";

type Props = Readonly<Record<string, unknown>>;
interface Kept {
  readonly id: string;
  readonly inputs: Props;
  readonly outs: Props;
}

/** What the lifecycle itself takes, without an engine. */
export async function inProcessRows(service: Service, quick: boolean): Promise<readonly Row[]> {
  return [...(await oneChanged(service, quick ? 10 : 40)), ...(await diffs(service, quick))];
}

/** Time between the engine's call of update and its answer, over that of a bare write and a bare read. */
async function oneChanged(service: Service, rounds: number): Promise<readonly Row[]> {
  await service.reset(0);
  const [goal] = await made(service, 1);
  if (goal === undefined) throw new Error("no goal was made");
  const port = soapPort(service.url);
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const minutes = 61 + round;
    const began = performance.now();
    await port.updateConversionGoals([
      { id: goal.id, type: "OfflineConversion", fields: { conversionWindowInMinutes: 1_000 + round } },
    ]);
    await port.getConversionGoals({ ids: [goal.id] });
    bare.push(performance.now() - began);
    const lifecycle = newSession(service.url);
    const { inputs } = await lifecycle.check(goal.inputs, goalInputs(0, minutes));
    await lifecycle.diff(goal.id, goal.outs, inputs as Props);
    const called = performance.now();
    await lifecycle.update(goal.id, goal.outs, inputs as Props);
    ours.push(performance.now() - called);
  }
  const added = median(ours) - median(bare);
  return [
    judged("one goal changed: time added to the write and its read-back", ms(added), "≤ 50 ms", added <= 50),
    told("one goal changed: from the engine's call of update to its answer", p50p95(ours)),
    told("the bare write and read by themselves", p50p95(bare)),
  ];
}

/** Diffs of goals that did not change, the account having been read: of three processes the quickest, since others use the machine. */
async function diffs(service: Service, quick: boolean): Promise<readonly Row[]> {
  const sizes = quick ? [100, 300] : [100, 300, 1_000];
  const rows: Row[] = [];
  for (const size of sizes) {
    await service.reset(0);
    const goals = await made(service, size);
    const rounds: (readonly number[])[] = [];
    for (let round = 0; round < 3; round += 1) rounds.push(await diffTimes(service, goals));
    const mean = (each: readonly number[]) => each.reduce((sum, one) => sum + one, 0) / each.length;
    const [best] = rounds.toSorted((a, b) => mean(a) - mean(b));
    if (best === undefined) throw new Error("nothing was measured");
    const measured = `mean ${mean(best).toFixed(3)} ms, p50 ${median(best).toFixed(3)} ms, p95 ${quantile(best, 0.95).toFixed(3)} ms`;
    rows.push(judged(`diff of a goal, ${size} goals`, measured, "≤ 0.1 ms", mean(best) <= 0.1));
  }
  return rows;
}

async function diffTimes(service: Service, goals: readonly Kept[]): Promise<readonly number[]> {
  const lifecycle = newSession(service.url);
  const taken: number[] = [];
  for (const [index, goal] of goals.entries()) {
    const { inputs } = await lifecycle.check(goal.inputs, goalInputs(index, 60));
    const began = performance.now();
    const { changes } = await lifecycle.diff(goal.id, goal.outs, inputs as Props);
    taken.push(performance.now() - began);
    if (changes) throw new Error("a goal that is as it should be differs");
  }
  // The first one waits until the account is read.
  return taken.slice(1);
}

async function made(service: Service, count: number): Promise<readonly Kept[]> {
  const lifecycle = newSession(service.url);
  const checked: Props[] = [];
  for (let index = 0; index < count; index += 1)
    checked.push((await lifecycle.check({}, goalInputs(index, 60))).inputs as Props);
  const done = await Promise.all(checked.map((inputs) => lifecycle.create(inputs)));
  return done.map(({ id, outs }, index) => ({ id, outs: outs as Props, inputs: checked[index] ?? {} }));
}
