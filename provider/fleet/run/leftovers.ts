import { lstatSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { processesOf } from "./processes";
import { isAlive, isGivenAway, markIn, thisPlace } from "./runMark";

/** How the names of runs' folders begin. */
export const RUN_FOLDER = "msads-run-";

/**
 * Removes folders of runs that were killed together with all that would have done so: this user's, of this machine, where no process of theirs is
 * left. What cannot be read or removed stays.
 */
export function removeLeftovers(parent: string): void {
  try {
    for (const name of readdirSync(parent)) {
      const folder = join(parent, name);
      if (name.startsWith(RUN_FOLDER) && isLeftover(folder)) rmSync(folder, { recursive: true, force: true });
    }
  } catch {
    // The command can do its work all the same.
  }
}

function isLeftover(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (!stat?.isDirectory() || stat.uid !== process.getuid?.()) return false;
  const mark = markIn(folder);
  if (mark === undefined || mark.place !== thisPlace() || isAlive(mark.command)) return false;
  return isGivenAway(mark.worker) || processesOf(mark.worker.pid).length === 0;
}
