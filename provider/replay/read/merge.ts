import type { NewHit } from "./record";

/** A file that is opened when its time has come. */
export interface Lane {
  /** The first time in it; undefined: not known, so it is opened at once. */
  readonly firstTime: number | undefined;
  open(): AsyncIterator<readonly NewHit[], unknown>;
}

const batchLength = 512;

interface OpenLane {
  readonly batches: AsyncIterator<readonly NewHit[], unknown>;
  batch: readonly NewHit[];
  next: number;
}

/** The hits of all lanes by time. Within a lane the order stays as it is. */
export async function* merged(lanes: readonly Lane[]): AsyncGenerator<readonly NewHit[], void> {
  const waiting = lanes.toSorted((one, other) => startOf(one) - startOf(other));
  let open: OpenLane[] = [];
  let out: NewHit[] = [];
  try {
    for (;;) {
      const [first, second] = earliest(open);
      const [coming] = waiting;
      if (coming !== undefined && (first === undefined || startOf(coming) <= timeOf(first))) {
        waiting.shift();
        const lane = { batches: coming.open(), batch: [], next: 0 };
        open.push(lane);
        if (!(await refill(lane))) open = open.filter((each) => each !== lane);
        continue;
      }
      if (first === undefined) break;
      const until = Math.min(
        second === undefined ? Number.POSITIVE_INFINITY : timeOf(second),
        coming === undefined ? Number.POSITIVE_INFINITY : startOf(coming),
      );
      const from = first.next;
      while (first.next < first.batch.length && timeOf(first) <= until) first.next += 1;
      if (from === 0 && first.next === first.batch.length && out.length === 0) yield first.batch;
      else for (let index = from; index < first.next; index++) out.push(first.batch[index] as NewHit);
      if (out.length >= batchLength) {
        yield out;
        out = [];
      }
      if (first.next < first.batch.length) continue;
      if (!(await refill(first))) open = open.filter((each) => each !== first);
    }
    if (out.length > 0) yield out;
  } finally {
    await Promise.all(open.map(({ batches }) => batches.return?.()));
  }
}

function startOf({ firstTime }: Lane): number {
  return firstTime ?? Number.NEGATIVE_INFINITY;
}

function timeOf(lane: OpenLane): number {
  return lane.batch[lane.next]?.time ?? Number.POSITIVE_INFINITY;
}

/** The two lanes that go on first; of equal ones those that were opened first. */
function earliest(open: readonly OpenLane[]): readonly [OpenLane | undefined, OpenLane | undefined] {
  let first: OpenLane | undefined;
  let second: OpenLane | undefined;
  for (const lane of open) {
    if (first === undefined || timeOf(lane) < timeOf(first)) [first, second] = [lane, first];
    else if (second === undefined || timeOf(lane) < timeOf(second)) second = lane;
  }
  return [first, second];
}

/** False once the lane is at its end. */
async function refill(lane: OpenLane): Promise<boolean> {
  for (;;) {
    const next = await lane.batches.next();
    if (next.done === true) return false;
    lane.batch = next.value;
    lane.next = 0;
    if (lane.batch.length > 0) return true;
  }
}
