import { setTimeout } from "node:timers/promises";

/** Below a test's own limit, so that what hangs is named. */
const PATIENCE_MS = 270_000;

/** Waits for something to have happened, in another process for one; looks every 20 ms. Throws when it must be broken. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; !(await isSo()); await setTimeout(20))
    if (Date.now() > end) throw new Error(`waited ${PATIENCE_MS} ms in vain: ${what}`);
}
