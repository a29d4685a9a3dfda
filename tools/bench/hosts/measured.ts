import type { Service } from "../emulator";
import { median } from "../figures";
import { Stack, type Took } from "./stack";
import { WAYS, type Way } from "./ways";

/** A line of the table: a figure of each way. */
export interface Figure {
  readonly what: string;
  readonly unit: "s" | "MB" | "kB";
  readonly values: PerWay<number>;
  /** Calls in a run. */
  readonly calls?: PerWay<string>;
}

interface Plan {
  /** How often each time is measured. */
  readonly runs: number;
  /** Goals of the large program. */
  readonly large: number;
}

export type PerWay<T> = Readonly<Record<Way, T>>;
type Stacks = PerWay<Stack>;
type Run = (stack: Stack, round: number) => Promise<Took>;

/** Where only what comes after the first up is measured, it may be over soon. */
const SOON = { parallel: 200 };

/** All figures. The ways take turns, so that they share what else the machine does. */
export async function measured(
  service: Service,
  { runs, large }: Plan,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  await service.reset(0);
  const figures: Figure[] = [];
  const add = (figure: Figure): void => {
    figures.push(figure);
    say(`${figure.what}: ${WAYS.map((way) => `${way} ${figure.values[way].toFixed(2)}`).join(", ")}`);
  };
  let account = 1;
  const withStacks = async (work: (stacks: Stacks) => Promise<void>) => {
    const stacks = await perWay((way) => Stack.create(service, way, String(account++)));
    try {
      await work(stacks);
    } finally {
      for (const stack of Object.values(stacks)) stack.remove();
    }
  };
  const timed = async (what: string, stacks: Stacks, run: Run) =>
    add(times(what, await inTurns(runs, stacks, run)));

  await withStacks((stacks) =>
    timed("`pulumi preview` of one new goal", stacks, (stack) => stack.run("preview", "one goal")),
  );
  const firsts: PerWay<Took>[] = [];
  for (let round = 1; round < runs; round += 1)
    await withStacks(async (stacks) => {
      firsts.push(await perWay((way) => stacks[way].run("up", { goals: 100 })));
    });
  await withStacks(async (stacks) => {
    firsts.push(await perWay((way) => stacks[way].run("up", { goals: 100 })));
    add(times("first `up` of 100 goals", firsts));
    await timed("nothing changed, 100 goals", stacks, (stack) => stack.run("up", { goals: 100 }));
    await timed("3 of 100 goals edited", stacks, (stack, round) =>
      stack.run("up", { goals: 100, edited: [5, 50, 95], minutes: 90 + round }),
    );
    add({
      what: "state of a goal",
      unit: "kB",
      values: await perWay((way) => stacks[way].kbOfGoal("goal7")),
    });
  });
  await withStacks(async (stacks) => {
    for (const way of WAYS) await stacks[way].run("up", { goals: large }, SOON);
    await timed(`nothing changed, ${large} goals`, stacks, (stack) => stack.run("up", { goals: large }));
    const what = `memory of the provider's process, nothing changed, ${large} goals`;
    add({ what, unit: "MB", values: await perWay((way) => stacks[way].peakMb({ goals: large })) });
  });
  return figures;
}

async function perWay<T>(work: (way: Way) => Promise<T>): Promise<PerWay<T>> {
  const entries: [Way, T][] = [];
  for (const way of WAYS) entries.push([way, await work(way)]);
  return Object.fromEntries(entries) as PerWay<T>;
}

async function inTurns(runs: number, stacks: Stacks, run: Run): Promise<readonly PerWay<Took>[]> {
  const rounds: PerWay<Took>[] = [];
  for (let round = 1; round <= runs; round += 1) rounds.push(await perWay((way) => run(stacks[way], round)));
  return rounds;
}

function times(what: string, rounds: readonly PerWay<Took>[]): Figure {
  const of = <T>(pick: (took: readonly Took[]) => T) =>
    Object.fromEntries(WAYS.map((way) => [way, pick(rounds.map((round) => round[way]))])) as PerWay<T>;
  return {
    what,
    unit: "s",
    values: of((took) => median(took.map(({ wallMs }) => wallMs)) / 1_000),
    calls: of((took) => range(took.map(({ calls }) => calls))),
  };
}

function range(numbers: readonly number[]): string {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  return least === most ? String(most) : `${least} to ${most}`;
}
