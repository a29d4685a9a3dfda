import { closeSync, openSync, statSync } from "node:fs";
import { join } from "node:path";
import { endProcesses, signalGroup } from "./processes";
import { isGivenAway, markIn } from "./runMark";

/** Ends what is left of a run whose worker is dead: in order, or by force so long after it was first told to end. */
export async function endRun(folder: string, patienceMs: number): Promise<void> {
  const mark = markIn(folder);
  // A pid is nobody else's as long as a session or a group bears its number.
  if (mark === undefined || isGivenAway(mark.worker)) return;
  const sinceMs = interruptOnce(folder, mark.worker.pid);
  await endProcesses(mark.worker.pid, Math.max(0, sinceMs + patienceMs - Date.now()));
}

/**
 * Sends SIGINT to a run's group unless somebody has done so: a second one would make Pulumi end at once, in the middle of its work. Worker, command and
 * guard may all want to. Returns when it was first sent, in milliseconds since 1970.
 */
export function interruptOnce(folder: string, leader: number): number {
  const file = join(folder, "interrupted");
  try {
    closeSync(openSync(file, "wx"));
    signalGroup(leader, "SIGINT");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // The folder is gone when the run is over.
    if (code !== "EEXIST" && code !== "ENOENT") throw error;
  }
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
}
