import { expect, test } from "vitest";
import { playSeed } from "./campaign";
import { tooRare } from "./features";
import { addTo, noTally, SeedFailure } from "./seedFailure";

/** Set by `npm run chaos`. */
const FROM = Number(process.env.CHAOS_FROM ?? "1");
const SEEDS = Number(process.env.CHAOS_SEEDS ?? "500");
/** After so many the rest would tell nothing new. */
const FAILURES = 10;
/** In fewer seeds anything may be missing by chance. */
const ENOUGH = 300;

test(`${SEEDS} seeds from ${FROM}`, async () => {
  const total = noTally();
  const failures: string[] = [];
  const cpu = process.cpuUsage();
  for (let seed = FROM; seed < FROM + SEEDS && failures.length < FAILURES; seed += 1) {
    try {
      addTo(total, await playSeed(seed));
    } catch (error) {
      if (!(error instanceof SeedFailure)) throw error;
      failures.push(SEEDS === 1 ? error.message : error.short);
    }
  }
  const { user, system } = process.cpuUsage(cpu);
  const seconds = ((user + system) / 1e6).toFixed(1);
  const { happened, ...figures } = total;
  console.log(`${SEEDS} seeds from ${FROM}: ${JSON.stringify(figures)}, ${seconds} s of a core`);
  console.log(JSON.stringify(Object.fromEntries([...happened].sort()), null, 1));
  expect(failures).toEqual([]);
  if (SEEDS >= ENOUGH) expect(tooRare(happened, SEEDS)).toEqual([]);
}, 3_600_000);
