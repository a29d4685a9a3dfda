import { PerformanceObserver } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Resident bytes. A plugin that has done nothing yet has 135 MB; 1,000 goals take it to 230 MB. */
const MUCH = 180 * 1024 * 1024;

/**
 * Keeps V8 from taking memory for speed: a plugin handles many goals in one burst, and lives as long as the run. What is new gets
 * no more room than it has, and a process that has grown large looks more often what of it is still used.
 */
export function keepMemorySmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
  const collections = new PerformanceObserver(() => {
    if (process.memoryUsage.rss() < MUCH) return;
    collections.disconnect();
    setFlagsFromString("--optimize-for-size");
    collectGarbage();
  });
  collections.observe({ entryTypes: ["gc"] });
}

/** V8 sets the size at which it will look next when it has looked, so that a new way to reckon it says nothing before. */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  setFlagsFromString("--no-expose-gc");
  collect();
}
