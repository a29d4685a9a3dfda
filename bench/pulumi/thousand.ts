import type { Service } from "../emulator";
import { seconds } from "../figures";
import { programOf, type Way } from "../programs";
import { judged, type Row } from "../row";
import { Bench, type Seen } from "./bench";

const GOALS = 1_000;
const LATENCY = 300;
const PARALLEL = 8;

/** A first up of 1,000 single goals against the same through a provider with one write and one read for each. */
export async function thousand(service: Service): Promise<Row> {
  const [ours, naive] = [await firstUp(service, "single"), await firstUp(service, "naive")];
  const calls = ours.calls.length / naive.calls.length;
  const wall = ours.wallMs / naive.wallMs;
  return judged(
    `${GOALS} single goals made, ${PARALLEL} in flight, ${LATENCY} ms a call, against one write and one read for each`,
    `${seconds(ours.wallMs)} against ${seconds(naive.wallMs)} (${wall.toFixed(2)} x), ${ours.calls.length} calls against ${naive.calls.length}`,
    "wall at most 1.0 x, calls at most a seventh",
    wall <= 1 && calls <= 1 / 7,
  );
}

async function firstUp(service: Service, way: Way): Promise<Seen> {
  const program = programOf(way, GOALS);
  const bench = await Bench.begin(service, program, LATENCY);
  try {
    return await bench.done(program, { parallel: PARALLEL });
  } finally {
    bench.end();
  }
}
