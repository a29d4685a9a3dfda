import { playSeed } from "./campaign";
import { tooRare } from "./features";
import { addTo, noTally, SeedFailure } from "./seedFailure";

/** After so many the rest would tell nothing new. */
const FAILURES = 10;
/** In fewer seeds anything may be missing by chance. */
const ENOUGH = 300;

/** Plays so many seeds and prints what happened in them; what failed, and what happened too rarely to be proven. */
export async function playSeeds(from: number, count: number): Promise<readonly string[]> {
  const total = noTally();
  const failures: string[] = [];
  const cpu = process.cpuUsage();
  for (let seed = from; seed < from + count && failures.length < FAILURES; seed += 1) {
    try {
      addTo(total, await playSeed(seed));
    } catch (error) {
      if (!(error instanceof SeedFailure)) throw error;
      failures.push(count === 1 ? error.message : error.short);
    }
  }
  const { user, system } = process.cpuUsage(cpu);
  const seconds = ((user + system) / 1e6).toFixed(1);
  const { happened, ...figures } = total;
  console.log(`${count} seeds from ${from}: ${JSON.stringify(figures)}, ${seconds} s of a core`);
  console.log(JSON.stringify(Object.fromEntries([...happened].sort()), null, 1));
  return [...failures, ...(count >= ENOUGH ? tooRare(happened, count) : [])];
}
