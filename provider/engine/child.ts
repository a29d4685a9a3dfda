import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/**
 * Runs in each child before its script: when the engine is gone (its end of the pipe closes), the child gets what the CLI
 * would send it, SIGINT, and five seconds. Given on the command line, so that it needs no file of its own.
 */
const ORPHAN_GUARD = [
  'import { Socket } from "node:net";',
  'import { isMainThread } from "node:worker_threads";',
  // Processes that the child forks have no such pipe, and inherit its options.
  'process.execArgv = process.execArgv.filter((arg) => !arg.startsWith("--import=data:"));',
  "if (isMainThread) {",
  "  const pipe = new Socket({ fd: 3, readable: true, writable: false });",
  '  pipe.on("error", () => {}).on("close", () => {',
  '    process.kill(process.pid, "SIGINT");',
  "    setTimeout(() => process.exit(1), 5000);",
  "  });",
  "  pipe.resume();",
  "  pipe.unref();",
  "}",
].join("\n");

export interface ChildOptions {
  readonly script: string;
  readonly args: readonly string[];
  /** Options of node itself. */
  readonly nodeArgs?: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Gets every line of stdout and stderr. */
  readonly onLine: (line: string) => void;
}

export interface Child {
  readonly pid: number;
  /** Settles when the process has ended and its last line was seen; null if a signal ended it. */
  readonly ended: Promise<number | null>;
  /** SIGINT to the process and all it started, then SIGKILL after `graceMs`. Settles when it has ended. */
  stop(graceMs: number): Promise<void>;
}

/** Starts a node process in a group of its own, so that Ctrl-C in a terminal does not reach it in the middle of a write. */
export function startChild(options: ChildOptions): Child {
  const nodeArgs = [
    `--import=data:text/javascript,${encodeURIComponent(ORPHAN_GUARD)}`,
    ...(options.nodeArgs ?? []),
  ];
  const child = spawn(process.execPath, [...nodeArgs, options.script, ...options.args], {
    cwd: options.cwd,
    env: options.env,
    detached: true,
    // A group of its own means a console window of its own there.
    windowsHide: true,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const { pid, stdout, stderr } = child;
  // One that does not start tells it twice: here, and in an event that would end this process if nobody took it.
  child.on("error", () => undefined);
  if (pid === undefined || !stdout || !stderr)
    throw new Error(`cannot start ${options.script} in ${options.cwd}`);
  (child.stdio[3] as Readable).on("error", () => undefined);
  const closed = once(child, "close").then(([code]) => code as number | null);
  const lines = [stdout, stderr].map((stream) => eachLine(stream, options.onLine));
  const ended = Promise.all([closed, ...lines]).then(([code]) => code);
  return { pid, ended, stop: (graceMs) => stop(child, pid, ended, graceMs) };
}

async function eachLine(stream: Readable, onLine: (line: string) => void): Promise<void> {
  for await (const line of createInterface({ input: stream })) onLine(line);
}

async function stop(
  child: ChildProcess,
  pid: number,
  ended: Promise<unknown>,
  graceMs: number,
): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) signalGroup(pid, "SIGINT");
  const timer = setTimeout(() => signalGroup(pid, "SIGKILL"), graceMs);
  await ended;
  clearTimeout(timer);
}

/** Windows knows no groups: there the process ends alone, and at once. */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch {
    // The group is gone already.
  }
}
