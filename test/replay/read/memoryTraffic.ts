import type { TrafficFiles } from "../../../provider/replay/read/files";
import { openTraffic, type TrafficOptions } from "../../../provider/replay/read/openTraffic";
import type { TrafficHit, TrafficNotes } from "../../../provider/replay/traffic";

/** Files in memory. @param pieces the length of what is read at once */
export function filesOf(
  contents: Readonly<Record<string, string | Uint8Array>>,
  pieces = 1000,
): TrafficFiles {
  const bytesOf = (file: string): Buffer => Buffer.from(contents[file] ?? "");
  return {
    size: async (file) => (file === "-" ? undefined : bytesOf(file).length),
    async *open(file) {
      const bytes = bytesOf(file);
      for (let at = 0; at < bytes.length; at += pieces) yield bytes.subarray(at, at + pieces);
    },
  };
}

export interface Read {
  readonly hits: readonly TrafficHit[];
  readonly notes: TrafficNotes;
}

/** All hits of files in memory. */
export async function readAll(
  contents: Readonly<Record<string, string | Uint8Array>>,
  options: TrafficOptions & { readonly pieces?: number } = {},
): Promise<Read> {
  const traffic = openTraffic(Object.keys(contents), { from: filesOf(contents, options.pieces), ...options });
  const hits: TrafficHit[] = [];
  for await (const batch of traffic.hits()) hits.push(...batch);
  return { hits, notes: traffic.notes() };
}

/** What of a hit is set. */
export function given(hit: TrafficHit | undefined): Partial<TrafficHit> {
  return Object.fromEntries(Object.entries(hit ?? {}).filter(([, value]) => value !== undefined));
}
