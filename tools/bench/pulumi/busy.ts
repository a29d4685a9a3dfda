import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A loop that keeps a core busy; it ends after a while, even if nobody ends it. */
const LOOP = "const end = Date.now() + 600_000; while (Date.now() < end);";

/** Runs work beside so many busy loops, as a build server's other jobs are. */
export async function beside<T>(loops: number, work: () => Promise<T>): Promise<T> {
  const children = Array.from({ length: loops }, () =>
    spawn(process.execPath, ["-e", LOOP], { stdio: "ignore" }),
  );
  try {
    return await work();
  } finally {
    await Promise.all(children.map(end));
  }
}

async function end(child: ChildProcess): Promise<void> {
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}
