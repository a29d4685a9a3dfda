import type { Service } from "../emulator";
import { seconds } from "../figures";
import { judged, type Row } from "../row";
import { Bench, type Seen } from "./bench";
import { failing, interrupted, refresh, target } from "./endings";
import * as programs from "./programs";
import { EDIT, inWords, type Scenario, sum } from "./scenario";

/** What nobody is left to wait for may still cost this much, for each level of dependence. */
const PATIENCE_MS = 3_000;
/** By so much may a machine that does other work too differ from one run to the next. */
const MACHINE_MS = 10_000;

const HUNDRED = { goals: 1_000, edited: Array.from({ length: 100 }, (_, index) => index * 10) };

/** A scenario whose second run makes so many writes of goals at most. */
function edits(
  what: string,
  most: number,
  first: (edit: programs.Edit) => string,
  edit: programs.Edit = EDIT,
  parallel?: number,
): Scenario {
  const figure = `at most ${most} writes`;
  return {
    what,
    figure,
    run: async (service) => {
      const flags = parallel === undefined ? {} : { parallel };
      return Bench.with(service, first({ goals: edit.goals }), async (bench) => {
        await bench.done(first({ goals: edit.goals }), flags);
        const seen = await bench.done(first({ ...edit, minutes: 90 }), flags);
        const stored = await bench.counting(90);
        const isRight = stored === sum(seen.writes);
        return judged(what, inWords(seen), figure, seen.writes.length <= most && isRight);
      });
    },
  };
}

/** All hundred at a parallelism: the first up, then an edit of each. */
function hundred(parallel: number): Scenario {
  const least = Math.ceil(100 / parallel);
  const what = `100 of 100 goals, ${parallel} in flight: first up, then all edited`;
  const figure = `${least} and ${least} writes`;
  return {
    what,
    figure,
    run: async (service) => {
      const all = Array.from({ length: 100 }, (_, index) => index);
      return Bench.with(service, programs.plain({ goals: 100 }), async (bench) => {
        const first = await bench.done(programs.plain({ goals: 100 }), { parallel });
        const edited = await bench.done(programs.plain({ goals: 100, edited: all, minutes: 90 }), {
          parallel,
        });
        const isMet = first.writes.length === least && edited.writes.length === least;
        return judged(what, `${inWords(first)}; ${inWords(edited)}`, figure, isMet);
      });
    },
  };
}

/** What a run costs that finds nothing to do, of single goals and of a library. */
const unchanged: Scenario = {
  what: "nothing changed: 100 single goals; 1,000 goals of a library",
  figure: "2 calls each",
  run: async (service) => {
    const again = async (program: string): Promise<Seen> => {
      return Bench.with(service, program, async (bench) => {
        await bench.done(program, { parallel: 200 });
        return await bench.done(program);
      });
    };
    const runs = [
      await again(programs.plain({ goals: 100 })),
      await again(programs.library({ goals: 1_000 })),
    ];
    const measured = runs
      .map(({ calls, wallMs }) => `${calls.length} calls in ${seconds(wallMs)}`)
      .join("; ");
    const isMet = runs.every(({ calls, writes }) => calls.length === 2 && writes.length === 0);
    return judged(unchanged.what, measured, unchanged.figure, isMet);
  },
};

/** Runs beside each other in one process, each a stack of its own. */
const inline: Scenario = {
  what: "Automation API, inline programs: two stacks at once in one process, 3 of 30 goals edited in each",
  figure: "1 write for each stack",
  run: (service) =>
    Bench.with(service, programs.plain({ goals: 0 }), async (bench) => {
      const all = await bench.watch(() => bench.project.inline(programs.inlineRunner(30), [[[], 60]]));
      if (!all.ok) throw new Error(all.text);
      const seen = await bench.watch(() =>
        bench.project.inline(programs.inlineRunner(30), [[[1, 15, 29], 90]]),
      );
      const byAccount = ["222", "223"].map(
        (account) =>
          seen.calls.filter(
            (call) =>
              call.accountId === account && call.items > 0 && call.operation === "UpdateConversionGoals",
          ).length,
      );
      const isMet = seen.ok && byAccount.every((calls) => calls === 1) && (await bench.counting(90)) === 6;
      return judged(inline.what, inWords(seen), inline.figure, isMet);
    }),
};

/** A slot is held for 20 s by a resource that is not ours. */
const besideSlow: Scenario = {
  what: "20 of 20 goals edited, 4 in flight, beside a foreign resource that takes 20 s",
  figure: "at most 8 writes, no longer than the foreign resource by 8 s",
  run: async (service) => {
    const edit = { goals: 20, edited: Array.from({ length: 20 }, (_, index) => index) };
    return Bench.with(service, programs.besideSlow(edit, 1, 20), async (bench) => {
      const flags = { parallel: 4 };
      await bench.done(programs.besideSlow({ goals: 20 }, 1, 20), flags);
      const seen = await bench.done(programs.besideSlow({ ...edit, minutes: 90 }, 2, 20), flags);
      const isMet =
        seen.writes.length <= 8 && seen.wallMs < 28_000 + MACHINE_MS && (await bench.counting(90)) === 20;
      return judged(besideSlow.what, inWords(seen), besideSlow.figure, isMet);
    });
  },
};

const levels: Scenario = {
  what: "30 goals in three levels that depend on each other, all edited",
  figure: "3 writes; at most 3 s more for each level than with nothing to wait for",
  run: async (service) => {
    const edit = { goals: 30, edited: Array.from({ length: 30 }, (_, index) => index) };
    return Bench.with(service, programs.levels({ goals: 30 }), async (bench) => {
      await bench.done(programs.levels({ goals: 30 }), { parallel: 32 });
      const same = await bench.done(programs.levels({ goals: 30 }), { parallel: 32 });
      const seen = await bench.done(programs.levels({ ...edit, minutes: 90 }), { parallel: 32 });
      const isMet = seen.writes.length === 3 && seen.wallMs - same.wallMs < 3 * PATIENCE_MS + MACHINE_MS;
      return judged(
        levels.what,
        `${inWords(seen)}; nothing changed: ${seconds(same.wallMs)}`,
        levels.figure,
        isMet,
      );
    });
  },
};

/** All of them but the repeated ones: those tell how sure the one call is. */
export const SCENARIOS: readonly Scenario[] = [
  unchanged,
  edits("100 of 1,000 goals of a library edited, 8 in flight", 1, programs.library, HUNDRED, 8),
  hundred(8),
  hundred(200),
  edits("3 of 100 goals edited in each of two accounts", 2, programs.twoAccounts),
  besideSlow,
  inline,
  levels,
  edits("3 of 100 goals edited, two thirds of them declared after an await", 2, programs.late),
  failing(
    "3 of 100 goals edited, and one more that check refuses",
    programs.failing,
    /also the name of|unique/,
  ),
  failing(
    "3 of 100 goals edited in a program that fails after declaring them",
    programs.throwing,
    /on purpose/,
  ),
  target,
  edits("3 of 100 goals edited, --parallel 1", 3, programs.plain, EDIT, 1),
  refresh,
  interrupted,
];

/** The promise itself: 3 of 100 goals edited, so many times in one stack. */
export async function repeated(service: Service, runs: number, where: string): Promise<Row> {
  const what = `3 of 100 goals edited, ${runs} runs ${where}`;
  return Bench.with(service, programs.plain({ goals: 100 }), async (bench) => {
    await bench.done(programs.plain({ goals: 100 }));
    const seen: Seen[] = [];
    for (let run = 1; run <= runs; run += 1)
      seen.push(await bench.done(programs.plain({ ...EDIT, minutes: 90 + run })));
    const once = seen.filter(({ writes }) => writes.join() === "3").length;
    const others = seen.filter(({ writes }) => writes.join() !== "3").map(({ writes }) => writes.join(" "));
    const walls = seen.map(({ wallMs }) => wallMs).sort((a, b) => a - b);
    const middle = seconds(walls[Math.floor(walls.length / 2)] ?? 0);
    const measured = `1 write in ${once} of ${runs}${others.length === 0 ? "" : ` (else ${others.join(", ")})`}, ${middle} each`;
    return judged(what, measured, `1 write in ${runs} of ${runs}`, once === runs);
  });
}
