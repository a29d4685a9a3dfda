import { bytesOf, goalWritesOf, type Service } from "./emulator";
import { seconds, times } from "./figures";
import { sameRow } from "./many";
import type { Way } from "./programs";
import { judged, type Row, told } from "./row";
import { DEFAULT_PARALLEL, type Life, live, RAISED_PARALLEL, type Say } from "./walls";

/** One line of the plot. */
export interface Series {
  readonly name: string;
  readonly points: readonly { readonly goals: number; readonly wallMs: number; readonly calls: number }[];
}

const LINES = {
  naive: ["naive", DEFAULT_PARALLEL, "one call for each goal"],
  single: ["single", DEFAULT_PARALLEL, `single, ${DEFAULT_PARALLEL} in flight`],
  raised: ["single", RAISED_PARALLEL, `single, ${RAISED_PARALLEL} in flight`],
  library: ["library", DEFAULT_PARALLEL, "library"],
  floor: ["nothing", DEFAULT_PARALLEL, "nothing"],
  floorOfOne: ["nothing in one", DEFAULT_PARALLEL, "nothing in one"],
} as const satisfies Record<string, readonly [Way, number, string]>;
type Line = keyof typeof LINES;
const PLOTTED: readonly Line[] = ["naive", "single", "raised", "library"];

export interface Compared {
  readonly rows: readonly Row[];
  readonly series: readonly Series[];
  readonly latencyMs: number;
}

/** The same goals kept in each way, against a service that takes its time: calls, and wall from nothing to all of them. */
export async function compare(
  service: Service,
  sizes: readonly number[],
  latencyMs: number,
  say: Say,
  isLate: () => boolean,
): Promise<Compared> {
  const lives = new Map<string, Life>();
  const of = (line: Line, goals: number): Life => {
    const found = lives.get(`${line} ${goals}`);
    if (found === undefined) throw new Error(`${line} of ${goals} was not measured`);
    return found;
  };
  const done: number[] = [];
  for (const goals of sizes) {
    if (done.length > 0 && isLate()) break;
    for (const [line, [way, parallel]] of Object.entries(LINES))
      lives.set(`${line} ${goals}`, await live(service, { way, goals, parallel, latencyMs }, [], say));
    done.push(goals);
  }
  const left = sizes.filter((goals) => !done.includes(goals));
  const skipped = left.map((goals) => told(`${goals} goals compared`, "skipped: the machine is too slow"));
  const series = PLOTTED.map((line) => ({
    name: LINES[line][2],
    points: done.map((goals) => {
      const { wallMs, calls } = of(line, goals).first;
      return { goals, wallMs, calls: calls.length };
    }),
  }));
  const rows = [...sameRows(done, of), ...wallRows(done.at(-1) ?? 0, latencyMs, of), ...skipped];
  return { rows, series, latencyMs };
}

type Of = (line: Line, goals: number) => Life;

function sameRows(sizes: readonly number[], of: Of): readonly Row[] {
  return sizes.flatMap((goals) => [
    sameRow(`${goals} single goals`, of("single", goals).again),
    sameRow(`library of ${goals}`, of("library", goals).again),
  ]);
}

function wallRows(goals: number, latencyMs: number, of: Of): readonly Row[] {
  const added = (line: Line, floor: Line, which: "first" | "again") =>
    of(line, goals)[which].wallMs - of(floor, goals)[which].wallMs;
  const where = `${goals} goals, ${latencyMs} ms latency`;
  const singles = added("single", "floor", "first");
  const library = added("library", "floorOfOne", "first");
  const naive = added("naive", "floor", "first");
  const againSingles = added("single", "floor", "again");
  const againLibrary = added("library", "floorOfOne", "again");
  return [
    judged(
      `${where}, first up: singles against library, both over a do-nothing provider`,
      `${times(singles / library)} (${seconds(singles)} against ${seconds(library)})`,
      "≥ 10 ×",
      singles / library >= 10,
    ),
    told(
      `${where}, nothing changed: time added to a do-nothing provider's`,
      `${seconds(againSingles)} by singles, ${seconds(againLibrary)} by the library`,
    ),
    told(
      `${where}, first up: one call for each goal against library, both over a do-nothing provider`,
      `${times(naive / library)} (${seconds(naive)} against ${seconds(library)})`,
    ),
    ...PLOTTED.map((line) => {
      const { first } = of(line, goals);
      const { calls, wallMs } = first;
      const kilobytes = (bytesOf(calls) / 1_000).toFixed(0);
      return told(
        `${where}, first up: ${LINES[line][2]}`,
        `${calls.length} calls, ${goalWritesOf(calls).length} of them writes of goals, ${kilobytes} kB sent, ${seconds(wallMs)}`,
      );
    }),
  ];
}
