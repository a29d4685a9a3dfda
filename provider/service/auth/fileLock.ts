import { randomUUID } from "node:crypto";
import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";

/** Time as the lock needs it; tests pass their own. */
export interface LockTime {
  /** Milliseconds; only differences count. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** A holder that lives says so this often, in milliseconds; one that was silent for `STALE_MS` is dead. */
const BEAT_MS = 2_000;
const STALE_MS = 15_000;
const POLL_MS = 50;
/** Longer than this nobody waits; the work is then done without the lock. */
const PATIENCE_MS = 60_000;

/**
 * Does work that only one process at a time may do: the holder has made the file `path`.
 * A file of a process that is gone, or that gave no sign of life for 15 s, is taken away. Where no lock can be had (a
 * folder that cannot be written, a minute of waiting) the work is done without: it must be safe then too, if only less kind.
 */
export async function withFileLock<T>(path: string, time: LockTime, work: () => Promise<T>): Promise<T> {
  const mine = JSON.stringify({ id: randomUUID(), pid: process.pid, host: hostname() });
  const isHeld = await take(path, mine, time);
  const beat = setInterval(() => touch(path, mine), BEAT_MS).unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    if (isHeld) giveBack(path, mine);
  }
}

function giveBack(path: string, mine: string): void {
  try {
    if (contentOf(path) === mine) rmSync(path, { force: true });
  } catch {
    // Windows refuses while somebody looks into it. Once it is stale the next one takes it away.
  }
}

async function take(path: string, mine: string, { now, sleep }: LockTime): Promise<boolean> {
  const began = now();
  let seen = { mark: "", at: began };
  while (now() - began < PATIENCE_MS) {
    const made = make(path, mine);
    if (made !== "taken") return made === "made";
    const holder = contentOf(path);
    // Changes with every sign of life.
    const mark = `${holder} ${statSync(path, { throwIfNoEntry: false })?.mtimeMs}`;
    if (mark !== seen.mark) seen = { mark, at: now() };
    const isStale = isDead(holder) || now() - seen.at >= STALE_MS;
    if (!isStale || !takeAway(path, holder)) await sleep(POLL_MS);
  }
  return false;
}

function make(path: string, mine: string): "made" | "taken" | "impossible" {
  try {
    writeFileSync(path, mine, { flag: "wx", mode: 0o600 });
    return "made";
  } catch (error) {
    return codeOf(error) === "EEXIST" ? "taken" : "impossible";
  }
}

/** Moved first, then looked at: of two that take it away only one gets it, and a lock that is not the dead one goes back. */
function takeAway(path: string, dead: string): boolean {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
    const taken = contentOf(aside);
    if (taken !== dead) make(path, taken);
    rmSync(aside, { force: true });
    return true;
  } catch {
    return false;
  }
}

/** Whether the holder ran on this machine and no longer does. What cannot be read is only being written. */
function isDead(content: string): boolean {
  const [, pid, host] = /"pid":([0-9]{1,10}),"host":("[^"]*")/.exec(content) ?? [];
  if (pid === undefined || host !== JSON.stringify(hostname())) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return codeOf(error) === "ESRCH";
  }
}

function touch(path: string, mine: string): void {
  try {
    if (contentOf(path) === mine) utimesSync(path, new Date(), new Date());
  } catch {
    // The next beat tries again.
  }
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function codeOf(error: unknown): unknown {
  return (error as NodeJS.ErrnoException | null)?.code;
}
