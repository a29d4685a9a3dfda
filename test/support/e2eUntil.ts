import { setTimeout } from "node:timers/promises";

/** Waits for another process to have done something; looks every 20 ms. Throws when it takes too long. */
export async function until(what: string, isSo: () => boolean, patienceMs = 10_000): Promise<void> {
  for (const end = Date.now() + patienceMs; !isSo(); await setTimeout(20))
    if (Date.now() > end) throw new Error(`waited ${patienceMs} ms in vain: ${what}`);
}
