/** Loaded into the processes of a run before all else: each provider keeps writing down the most memory that it took, since the engine may kill it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Milliseconds. */
const EVERY = 20;

const folder = process.env.BENCH_PEAKS;
const isProvider = /dynamic-provider|pulumi-resource-/.test(process.argv[1] ?? "");
if (folder !== undefined && isProvider) {
  const file = join(folder, String(process.pid));
  // Kilobytes.
  setInterval(() => writeFileSync(file, String(process.resourceUsage().maxRSS)), EVERY).unref();
}
