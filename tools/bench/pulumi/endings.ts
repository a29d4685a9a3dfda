import type { ChildProcess } from "node:child_process";
import { judged } from "../row";
import { Bench } from "./bench";
import * as programs from "./programs";
import { EDIT, inWords, type Scenario, sum } from "./scenario";

/** Runs that end badly: what is written is right, and the next run does the rest and nothing twice. */
export function failing(what: string, bad: (edit: programs.Edit) => string, says: RegExp): Scenario {
  const figure = "fails; afterwards all 3 are written, each once";
  return {
    what,
    figure,
    run: (service) =>
      Bench.with(service, programs.plain({ goals: 100 }), async (bench) => {
        await bench.done(programs.plain({ goals: 100 }));
        const edit = { ...EDIT, minutes: 90 };
        const failed = await bench.up(bad(edit));
        const next = await bench.done(programs.plain(edit));
        const written = sum(failed.writes) + sum(next.writes);
        const isMet =
          !failed.ok && says.test(failed.text) && written === 3 && (await bench.counting(90)) === 3;
        return judged(what, `failed with ${inWords(failed)}, then ${inWords(next)}`, figure, isMet);
      }),
  };
}

export const target: Scenario = {
  what: "3 of 100 goals edited, --target two of them",
  figure: "1 write of 2, at most 3 s more than without a target",
  run: (service) =>
    Bench.with(service, programs.plain({ goals: 100 }), async (bench) => {
      await bench.done(programs.plain({ goals: 100 }));
      const urn = (i: number) => `**goal${i}`;
      const extra = [5, 50].flatMap((i) => ["--target", urn(i)]);
      const seen = await bench.done(programs.plain({ ...EDIT, minutes: 90 }), { extra });
      const rest = await bench.done(programs.plain({ ...EDIT, minutes: 90 }));
      const isMet = seen.writes.join() === "2" && rest.writes.join() === "1";
      return judged(target.what, `${inWords(seen)}, then ${inWords(rest)}`, target.figure, isMet);
    }),
};

export const refresh: Scenario = {
  what: "pulumi refresh of 100 goals, and destroy with 8 in flight",
  figure: "0 writes; at most 15 writes (nobody counts in a destroy)",
  run: (service) =>
    Bench.with(service, programs.plain({ goals: 100 }), async (bench) => {
      await bench.done(programs.plain({ goals: 100 }));
      const read = await bench.watch(() => bench.project.run("refresh", []));
      const gone = await bench.watch(() => bench.project.run("destroy", ["--skip-preview"], { parallel: 8 }));
      const isMet = read.ok && gone.ok && read.writes.length === 0 && gone.writes.length <= 15;
      return judged(refresh.what, `${inWords(read)}; ${inWords(gone)}`, refresh.figure, isMet);
    }),
};

/** The first level gathers for 3 s; Ctrl-C comes meanwhile. */
export const interrupted: Scenario = {
  what: "Ctrl-C while a batch gathers",
  figure: "0 writes; afterwards all are written, each once",
  run: async (service) => {
    const edit = { goals: 30, edited: Array.from({ length: 30 }, (_, index) => index), minutes: 90 };
    return Bench.with(service, programs.levels({ goals: 30 }), async (bench) => {
      await bench.done(programs.levels({ goals: 30 }), { parallel: 32 });
      const stopped = await bench.up(programs.levels(edit), { parallel: 32, started: interruptOnUpdate });
      await bench.project.pulumi(["cancel", "--yes"]);
      const next = await bench.done(programs.levels(edit), { parallel: 32 });
      const isMet =
        !stopped.ok &&
        stopped.writes.length === 0 &&
        sum(next.writes) === 30 &&
        (await bench.counting(90)) === 30;
      return judged(
        interrupted.what,
        `${inWords(stopped)}, then ${inWords(next)}`,
        interrupted.figure,
        isMet,
      );
    });
  },
};

function interruptOnUpdate(child: ChildProcess): void {
  child.stdout?.on("data", function seen(part) {
    if (!String(part).includes("updating")) return;
    child.stdout?.off("data", seen);
    if (child.pid !== undefined) process.kill(child.pid, "SIGINT");
  });
}
