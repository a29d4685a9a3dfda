import type { TrafficHit } from "./traffic";

const fewest = 2_048;
const most = 8_192;

/** Batches that are neither so small that starting costs more than the work, nor so large that nothing else gets its turn. */
export async function* batchesOf(
  hits: AsyncIterable<readonly TrafficHit[]>,
): AsyncGenerator<readonly TrafficHit[]> {
  let gathered: TrafficHit[] = [];
  for await (const batch of hits) {
    for (let from = 0; from < batch.length; from += most) {
      const part = batch.slice(from, from + most);
      if (gathered.length === 0 && part.length >= fewest) {
        yield part;
        continue;
      }
      gathered.push(...part);
      if (gathered.length < fewest) continue;
      yield gathered;
      gathered = [];
    }
  }
  if (gathered.length > 0) yield gathered;
}
