// npm run chaos -- [--seeds N] [--from N] [--jobs N]: plays so many seeds, spread over processes. Exit 1 when one fails.
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";

const text = { type: "string" };
const { values } = parseArgs({ options: { seeds: text, from: text, jobs: text } });
const whole = (name, fallback) => {
  const given = Number(values[name] ?? fallback);
  if (Number.isInteger(given) && given > 0) return given;
  console.error(`--${name} takes a whole number above 0`);
  process.exit(2);
};
const seeds = whole("seeds", 10_000);
const from = whole("from", 1);
const jobs = Math.min(seeds, whole("jobs", Math.max(1, availableParallelism())));

function play(first, count) {
  const env = { ...process.env, CHAOS_FROM: String(first), CHAOS_SEEDS: String(count) };
  const child = spawn("npx", ["vitest", "run", "test/chaos/campaign.full.test.ts"], {
    env,
    stdio: "inherit",
  });
  return new Promise((resolve) => child.on("close", (code) => resolve(code === 0)));
}

const began = performance.now();
const starts = Array.from({ length: jobs + 1 }, (_, job) => from + Math.floor((seeds * job) / jobs));
const results = await Promise.all(
  starts.slice(0, -1).map((first, job) => play(first, starts[job + 1] - first)),
);
const seconds = (performance.now() - began) / 1_000;
console.log(
  `${seeds} seeds from ${from} in ${seconds.toFixed(0)} s, ${(seeds / seconds).toFixed(1)} a second over ${jobs} processes`,
);
if (results.includes(false)) {
  console.log("One seed again, with all that happened in it: npm run chaos -- --seeds 1 --from <seed>");
  process.exit(1);
}
