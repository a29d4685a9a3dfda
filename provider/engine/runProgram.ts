import { setTimeout } from "node:timers/promises";
import type { Child } from "./child";
import { describeExit, startProgram } from "./program";
import { fail, type Run } from "./run";
import type { Settings } from "./settings";
import { StrandedLog } from "./strandedLog";

/** How long a program may take to end by itself once the run is cancelled; then it is ended. */
const CANCELLED_GRACE_MS = 2_000;

/**
 * Runs the user's program to its end.
 * @param finish what follows when it has ended well, unless the program itself has asked for it by then.
 */
export async function runProgram(
  settings: Settings,
  run: Run,
  address: string,
  finish: () => Promise<void>,
): Promise<void> {
  const log = new StrandedLog((severity, message) => run.reporter.say(severity, message));
  const child = startProgram({
    ...settings,
    address,
    dryRun: run.dryRun,
    onLine: (line) => log.line(line),
  });
  run.cancellation.happened.then(() => endWhenCancelled(run, child)).catch(() => undefined);
  const code = await child.ended;
  log.end();
  if (run.cancellation.requested) return;
  if (code === 0) return finish();
  run.ok = false;
  const reason = describeExit(code);
  if (reason !== undefined) fail(run, reason);
}

async function endWhenCancelled(run: Run, child: Child): Promise<void> {
  await run.workers.idle();
  const timer = new AbortController();
  const patience = setTimeout(CANCELLED_GRACE_MS, undefined, { signal: timer.signal }).catch(() => undefined);
  await Promise.race([child.ended, patience]);
  timer.abort();
  await child.stop(CANCELLED_GRACE_MS);
}
