import { setTimeout } from "node:timers/promises";

/** Waits for another process to have done something; looks every 20 ms. Throws when it takes so long that it must be broken. */
export async function until(what: string, isSo: () => boolean, patienceMs = 120_000): Promise<void> {
  for (const end = Date.now() + patienceMs; !isSo(); await setTimeout(20))
    if (Date.now() > end) throw new Error(`waited ${patienceMs} ms in vain: ${what}`);
}
