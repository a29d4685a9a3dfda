import type { Service } from "../emulator";
import { seconds } from "../figures";
import { programOf, type Way } from "../programs";
import { judged, type Row } from "../row";
import { Bench, type Seen } from "./bench";

const GOALS = 1_000;
const LATENCY = 300;
const PARALLEL = 8;

/** The engine keeps its state to itself until the run is over, as if a backend saved it in no time. */
const SAVES_AT_END = { PULUMI_SKIP_CHECKPOINTS: "true", PULUMI_EXPERIMENTAL: "true" };

/**
 * A first up of 1,000 single goals against the same through a provider with one write and one read for each: once where saving state
 * costs nothing, which is what the provider is answerable for, and once with a file backend. There the engine writes the whole state
 * twice for each resource, one after the other, and a batch cannot be under way meanwhile: all eight of its goals wait for that.
 */
export async function thousand(service: Service): Promise<readonly Row[]> {
  const what = `${GOALS} single goals made, ${PARALLEL} in flight, ${LATENCY} ms a call, against one write and one read for each`;
  const alone = await compared(service, SAVES_AT_END);
  const saving = await compared(service, {});
  return [
    judged(
      `${what}; state saved at the end`,
      alone.text,
      "wall at most 1.0 x, calls at most a seventh",
      alone.wall <= 1 && alone.calls <= 1 / 7,
    ),
    {
      what: `${what}; state saved to a file with each step`,
      measured: saving.text,
      figure: "calls at most a seventh",
      met: saving.calls <= 1 / 7,
    },
  ];
}

interface Compared {
  readonly wall: number;
  readonly calls: number;
  readonly text: string;
}

async function compared(service: Service, environment: NodeJS.ProcessEnv): Promise<Compared> {
  const naive = await firstUp(service, "naive", environment);
  const ours = await firstUp(service, "single", environment);
  const calls = ours.calls.length / naive.calls.length;
  const wall = ours.wallMs / naive.wallMs;
  const text = `${seconds(ours.wallMs)} against ${seconds(naive.wallMs)} (${wall.toFixed(2)} x), ${ours.calls.length} calls against ${naive.calls.length}`;
  return { wall, calls, text };
}

function firstUp(service: Service, way: Way, environment: NodeJS.ProcessEnv): Promise<Seen> {
  const program = programOf(way, GOALS);
  return Bench.with(
    service,
    program,
    (bench) => bench.done(program, { parallel: PARALLEL, environment }),
    LATENCY,
  );
}
