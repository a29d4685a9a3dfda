import { PerformanceObserver } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Resident bytes. A plugin that has done nothing yet has 135 MB; 1,000 goals take it to 230 MB. */
const MUCH = 180 * 1024 * 1024;

/**
 * Keeps V8 from taking memory for speed: a plugin handles many goals in one burst, and lives as long as the run. What is new gets
 * no more room than it has, and a process that has grown large looks more often what of it is still used. Both settings are read
 * anew at each collection, so that they may be changed at any time.
 */
export function keepMemorySmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
  const observer = new PerformanceObserver(() => {
    if (process.memoryUsage.rss() < MUCH) return;
    observer.disconnect();
    setFlagsFromString("--optimize-for-size");
    collectGarbage();
  });
  observer.observe({ entryTypes: ["gc"] });
}

/** V8 works out its next limit only when it collects: the new setting needs one collection to take effect. */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("globalThis.gc");
  setFlagsFromString("--no-expose-gc");
  if (typeof collect === "function") collect();
}
