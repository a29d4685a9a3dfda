import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/*
 * A run's worker leads a session of its own, with a process group of its own: no Ctrl-C of a terminal reaches it. Pulumi is in that group.
 * Its plugins are in groups of their own, so that Pulumi can end them in order, but in the same session.
 */

const LOOK_MS = 50;
const LAST_MS = 10_000;
/** What a Pulumi that was killed leaves may finish a write, and that is all. */
export const WITHOUT_PULUMI_MS = 10_000;
const isWindows = process.platform === "win32";

/** Sends a signal to a run's group: to its worker and to Pulumi. On Windows, which has no groups, it ends the whole tree at once. */
export function signalGroup(leader: number, signal: NodeJS.Signals): void {
  if (isWindows) spawnSync("taskkill", ["/pid", String(leader), "/T", "/F"], { windowsHide: true });
  else sendTo(-leader, signal);
}

/**
 * Waits until no process of a run is left; those that still are after so long, or soon after Pulumi has ended, are killed.
 * @param except the worker itself, where it asks, and what is not the run's though the worker started it.
 */
export async function endProcesses(
  leader: number,
  patienceMs: number,
  except: readonly number[] = [],
): Promise<void> {
  const left = () => rowsOf(leader).filter(({ pid }) => !except.includes(pid));
  let end = Date.now() + patienceMs;
  // One that hangs in the system itself does not die of a signal.
  for (let rows = left(); rows.length > 0 && Date.now() < end + LAST_MS; rows = left()) {
    if (!rows.some(({ group }) => group === leader)) end = Math.min(end, Date.now() + WITHOUT_PULUMI_MS);
    if (Date.now() >= end) killAll(rows.map(({ pid }) => pid));
    await sleep(LOOK_MS);
  }
}

/** Kills all processes of a run, but for some. */
export function killProcesses(leader: number, except: readonly number[] = []): void {
  killAll(processesOf(leader).filter((pid) => !except.includes(pid)));
}

/** The processes of a run that are alive, by the worker that leads it. Always none on Windows. */
export function processesOf(leader: number): readonly number[] {
  return rowsOf(leader).map(({ pid }) => pid);
}

/** When a process began, in the system's own words: with its pid they name one process for ever. undefined: it has ended; always on Windows. */
export function startOf(pid: number): string | undefined {
  if (isWindows) return undefined;
  if (process.platform === "linux") return procRow(String(pid))?.started;
  const { stdout } = spawnSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], {
    encoding: "utf8",
    // The same words for whoever asks.
    env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
  });
  const [state = "", ...started] = stdout.trim().split(/\s+/);
  return state === "" || isDead(state) ? undefined : started.join(" ");
}

function rowsOf(leader: number): readonly Row[] {
  if (isWindows) return [];
  const all = process.platform === "linux" ? fromProc() : fromPs();
  const isMember = ({ pid, session, group, parent }: Row): boolean => {
    if (pid === leader || session === leader || group === leader) return true;
    const above = session === undefined ? all.find((each) => each.pid === parent) : undefined;
    return above !== undefined && above.pid !== pid && isMember(above);
  };
  return all.filter(isMember);
}

interface Row {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** undefined where the system does not tell: there, children of a run are found as long as their parent lives. */
  readonly session: number | undefined;
}

/** A container may have no `ps`. */
function fromProc(): readonly Row[] {
  return readdirSync("/proc").flatMap((name) => procRow(name) ?? []);
}

/** The row of a folder in /proc; undefined where it is no process, or one that has ended. */
function procRow(name: string): (Row & { readonly started: string }) | undefined {
  if (!/^\d+$/.test(name)) return undefined;
  try {
    const stat = readFileSync(`/proc/${name}/stat`, "utf8");
    // The process's name, in brackets, may hold anything.
    const [state = "", ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [parent = 0, group = 0, session] = fields.map(Number);
    const started = fields[18] ?? "";
    return isDead(state) ? undefined : { pid: Number(name), parent, group, session, started };
  } catch {
    // It has ended.
    return undefined;
  }
}

function fromPs(): readonly Row[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,pgid=,stat="], { encoding: "utf8" });
  return stdout.split("\n").flatMap((line): readonly Row[] => {
    const [pid = 0, parent = 0, group = 0, state = ""] = line.trim().split(/\s+/);
    return line.trim() === "" || isDead(String(state))
      ? []
      : [{ pid: Number(pid), parent: Number(parent), group: Number(group), session: undefined }];
  });
}

/** One that nobody has asked about yet. */
function isDead(state: string): boolean {
  return /^[ZX]/.test(state);
}

function killAll(pids: readonly number[]): void {
  for (const pid of pids) sendTo(pid, "SIGKILL");
}

function sendTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It has ended by itself.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
