import { existsSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { endRun } from "./endRun";
import { isAlive, markIn } from "./runMark";

const LOOK_MS = 200;

/** Ends a run whose worker is dead. A command that is alive does the same, and wants to read in the folder. */
async function guard(folder: string, patienceMs: number): Promise<void> {
  const mark = markIn(folder);
  await endRun(folder, patienceMs);
  while (mark !== undefined && existsSync(folder) && isAlive(mark.command)) await sleep(LOOK_MS);
  rmSync(folder, { recursive: true, force: true });
}

const [folder = "", patienceMs = ""] = process.argv.slice(2);
void guard(folder, Number(patienceMs));
