import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Takes the lock beside a state file, so that two runs never write it at once. A lock whose process is gone is taken over.
 * @returns what gives it back.
 * @throws Error naming the process that holds it.
 */
export function takeLock(stateFile: string): () => void {
  const file = `${stateFile}.lock`;
  mkdirSync(dirname(file), { recursive: true });
  if (!tryTake(file)) {
    const holder = Number(readFileSync(file, "utf8"));
    if (isAlive(holder))
      throw new Error(`${stateFile} is in use by process ${holder}; if that is wrong, delete ${file}`);
    rmSync(file, { force: true });
    if (!tryTake(file)) throw new Error(`${stateFile} is in use by another process`);
  }
  // Windows refuses while somebody looks into it. It is one file; only with `recursive` Node tries again.
  return () => rmSync(file, { force: true, recursive: true, maxRetries: 5 });
}

function tryTake(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
