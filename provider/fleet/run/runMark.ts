import { mkdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { startOf } from "./processes";

/** A process that no other can be taken for: its pid may be given to another one after its end. */
interface KnownProcess {
  readonly pid: number;
  /** See `startOf`. */
  readonly started: string | undefined;
}

/** Whose a run's folder is; it lies in the folder. */
export interface RunMark {
  /** Where these pids are pids: the boot of a machine, and the container. */
  readonly place: string;
  readonly command: KnownProcess;
  /** Leads the run's session and group. */
  readonly worker: KnownProcess;
}

const FILE = "run.json";

/** Makes a run's folder, for nobody but this user. Called in its worker. */
export function makeRunFolder(folder: string): void {
  mkdirSync(folder, { mode: 0o700 });
  const mark: RunMark = { place: thisPlace(), command: known(process.ppid), worker: known(process.pid) };
  writeFileSync(join(folder, FILE), JSON.stringify(mark));
}

/** undefined: there is none, so nothing of the run had begun, or all is removed. */
export function markIn(folder: string): RunMark | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, FILE), "utf8")) as RunMark;
  } catch {
    return undefined;
  }
}

export function isAlive({ pid, started }: KnownProcess): boolean {
  return started !== undefined && startOf(pid) === started;
}

/** Whether another process has the pid now. */
export function isGivenAway({ pid, started }: KnownProcess): boolean {
  const now = startOf(pid);
  return now !== undefined && now !== started;
}

export function thisPlace(): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return hostname();
  }
}

function known(pid: number): KnownProcess {
  return { pid, started: startOf(pid) };
}
