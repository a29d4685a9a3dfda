import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RanAccount } from "../results";
import { endRun } from "./endRun";
import { RUN_FOLDER } from "./leftovers";
import { interrupted } from "./outcome";
import { endProcesses } from "./processes";
import { eventsIn } from "./pulumi";
import type { RunRequest, ToWorker, WorkerResult } from "./request";

export interface RunOptions {
  /** The run's whole environment: credentials come from it. */
  readonly environment: NodeJS.ProcessEnv;
  /** How long a run that must stop may take to end in order, in milliseconds. Default 60,000. */
  readonly patienceMs?: number;
  /** The compiled worker. Default: the one beside this file. */
  readonly worker?: string;
}

/** A run of one account that is under way. */
export interface Run {
  /** Leads the run's process group. undefined = it could not be started. */
  readonly pid: number | undefined;
  /** Settles when no process of the run is left; it never rejects. */
  readonly ran: Promise<RanAccount>;
  /** Ends it as Ctrl-C would: the write under way finishes, the state is written, the lock is released. */
  stop(): void;
}

const PATIENCE_MS = 60_000;

/** Starts a run in a process group of its own, which ends after this process and after its worker, in order, at most `patienceMs` later. */
export function startRun(request: RunRequest, options: RunOptions): Run {
  const { patienceMs = PATIENCE_MS, worker = join(__dirname, "worker.js"), environment } = options;
  const startedMs = performance.now();
  // The worker makes it, under its guard's eyes.
  const folder = join(tmpdir(), `${RUN_FOLDER}${randomUUID()}`);
  const child = fork(worker, [folder, String(patienceMs)], {
    env: environment,
    execArgv: [],
    detached: true,
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  tell(child, { request });
  const ran = resultOf(child)
    .then((result) => result ?? lost(child, folder, patienceMs))
    .catch((error: unknown): WorkerResult => ({ outcome: "failed", changes: [], message: String(error) }))
    .then(async (result) => {
      if (child.pid !== undefined) await endProcesses(child.pid, patienceMs);
      rmSync(folder, { recursive: true, force: true });
      const { outcome, changes, message } = result;
      const tookMs = Math.round(performance.now() - startedMs);
      return { account: request.account, outcome, changes, message, tookMs };
    });
  return { pid: child.pid, ran, stop: () => tell(child, { stop: true }) };
}

/** A worker that has just ended cannot be told anything; what became of it is seen elsewhere. */
function tell(child: ChildProcess, message: ToWorker): void {
  if (child.connected) child.send(message, () => undefined);
}

/** undefined = the worker ended without one. */
function resultOf(child: ChildProcess): Promise<WorkerResult | undefined> {
  return new Promise((resolve, reject) => {
    let result: WorkerResult | undefined;
    child.on("message", (message) => {
      result = message as WorkerResult;
    });
    child.on("error", reject).on("exit", () => resolve(result));
  });
}

/** The worker was killed: Pulumi, which it left behind, is stopped in its stead. */
async function lost(child: ChildProcess, folder: string, patienceMs: number): Promise<WorkerResult> {
  await endRun(folder, patienceMs);
  const { changes } = await eventsIn(folder);
  const why = child.signalCode ?? `exit code ${child.exitCode}`;
  return { changes, ...interrupted(`The process of the run was killed (${why}) before the run was over`) };
}
