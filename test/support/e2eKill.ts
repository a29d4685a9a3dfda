import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import type { Command } from "./e2eRunner";
import { until } from "./e2eUntil";

/** Who gets kill -9: the engine's process alone, the provider's alone, or every process of the run. */
export const VICTIMS = ["engine", "plugin", "all"] as const;
export type Victim = (typeof VICTIMS)[number];

/** An operation in processes of its own. */
export interface Killable {
  isOver(): boolean;
  /** Settles when none of the run's processes is left. Nothing is killed in a run that is over. */
  kill(victim: Victim): Promise<void>;
}

export function startKillable({ file, args, cwd, env }: Command): Killable {
  const engine = spawn(file, args, { cwd, env, stdio: "ignore" });
  const isOver = () => engine.exitCode !== null || engine.signalCode !== null;
  return {
    isOver,
    kill: async (victim) => {
      if (!isOver()) await killRun(engine, victim);
    },
  };
}

async function killRun(engine: ChildProcess, victim: Victim): Promise<void> {
  const { pid } = engine;
  if (pid === undefined) throw new Error("the engine did not start");
  const gone = engine.exitCode === null && engine.signalCode === null ? once(engine, "exit") : undefined;
  const children = descendants(pid);
  const pids = (part: string) =>
    children.flatMap((child) => (child.command.includes(part) ? [child.pid] : []));
  const family = [pid, ...children.map((child) => child.pid)];
  // The CLI's host of programs is a part of the engine. A provider that has not started yet cannot be killed.
  const ofEngine = [pid, ...pids("pulumi-language-nodejs")];
  const some =
    victim === "engine" ? ofEngine : [...pids("cmd/dynamic-provider"), ...pids("pulumi-resource-")];
  for (const each of victim === "all" || some.length === 0 ? family : some) kill(each);
  await gone;
  // An engine that lost its plugin, and a plugin that lost its engine, end by themselves: after the write under way, or 4 seconds.
  await until("the processes to be gone", () => !family.some(isThere));
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** The children of a process, and theirs: each is in a group of its own. */
function descendants(pid: number): readonly Process[] {
  const rows = execFileSync("ps", ["-e", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  const all = rows.flatMap((row): readonly Process[] => {
    const [, child, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row) ?? [];
    return command === undefined ? [] : [{ pid: Number(child), parent: Number(parent), command }];
  });
  const under = (parent: number): readonly Process[] =>
    all.filter((each) => each.parent === parent).flatMap((child) => [child, ...under(child.pid)]);
  return under(pid);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // It has ended by itself.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

export function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
