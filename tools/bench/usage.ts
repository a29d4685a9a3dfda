/** Loaded into the processes of a run before all else: each writes down, at its end, what it took of processor and memory. */
import { appendFileSync } from "node:fs";

/** One process of a run. */
export interface Usage {
  readonly role: "program" | "provider";
  /** Processor time, milliseconds. */
  readonly cpuMs: number;
  /** The most memory that it took, megabytes. */
  readonly memoryMb: number;
}

const script = process.argv[1] ?? "";
const role = script.includes("dynamic-provider")
  ? "provider"
  : script.includes("run")
    ? "program"
    : undefined;
const file = process.env.BENCH_USAGE;
if (file !== undefined && role !== undefined) {
  process.once("exit", () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const usage: Usage = { role, cpuMs: (userCPUTime + systemCPUTime) / 1_000, memoryMb: maxRSS / 1_024 };
    appendFileSync(file, `${JSON.stringify(usage)}\n`);
  });
  // A provider without a handler of its own would die of the engine's signal without a word.
  process.once("SIGINT", () => {
    if (process.listenerCount("SIGINT") === 0) process.exit(130);
  });
}
