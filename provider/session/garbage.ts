import type { Session } from "node:inspector";
import { PerformanceObserver } from "node:perf_hooks";
import { getHeapStatistics } from "node:v8";

const MB = 1024 * 1024;
/** 1,000 goals take a heap to some 185 MB, of which 134 MB are room for new objects. */
const MUCH = 200 * MB;
/** One that has been as large will be so again, and then has less room to spare. */
const MUCH_AFTER = 140 * MB;
/** What is still used may be much as well: it has to grow again before it is worth another look. */
const GROWTH = 1.25;

/** A process's heap, in bytes. */
export interface Heap {
  size(): number;
  /** Collects all garbage and tells the size that is left. Rejects where that cannot be had. */
  collect(): Promise<number>;
}

/**
 * Node.js lets garbage grow to some 500 MB where a machine has much memory: programs with thousands of goals would make every provider as
 * large, however small the part that is still used. So once a heap is large, its garbage is collected before it grows further.
 * Returns what is to be called when it may have grown.
 */
export function collectWhenLarge(heap: Heap): () => void {
  let enough = MUCH;
  return () => {
    if (heap.size() < enough) return;
    enough = Number.POSITIVE_INFINITY;
    heap.collect().then(
      (left) => {
        enough = Math.max(MUCH_AFTER, left * GROWTH);
      },
      () => undefined,
    );
  };
}

/** Does so in this process. It looks after each collection of Node's own. */
export function collectEarly(): void {
  let session: Promise<Session> | undefined;
  const size = () => getHeapStatistics().total_heap_size;
  const look = collectWhenLarge({
    size,
    collect: async () => {
      session ??= inspectorSession();
      return collected(await session, size);
    },
  });
  new PerformanceObserver(look).observe({ entryTypes: ["gc"] });
}

/** Within this process: no port is opened. It stays open: one that is closed in its own answer waits for itself, and the process with it. */
async function inspectorSession(): Promise<Session> {
  const { Session } = await import("node:inspector");
  const session = new Session();
  session.connect();
  return session;
}

/** The size is taken at once: the process goes on before anybody hears of it. */
function collected(session: Session, size: () => number): Promise<number> {
  return new Promise((resolve, reject) => {
    session.post("HeapProfiler.collectGarbage", (error) =>
      error === null ? resolve(size()) : reject(error),
    );
  });
}
