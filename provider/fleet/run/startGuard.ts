import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

/*
 * Where a run's worker is killed together with the command, nobody would be left to stop Pulumi. So each worker has a guard, in a session of its
 * own: a shell that waits for the end of a pipe, which only the worker holds. It costs next to nothing, and becomes guard.js when it is needed.
 * What it is to run is not among its arguments: a kill of all processes by the name of the command, or of node, does not hit it.
 */
const WAIT = `read -r over || exec "$GUARD_NODE" "$GUARD_SCRIPT" "$GUARD_FOLDER" "$GUARD_PATIENCE" # ends a run that was left alone`;

/** The guard of one run. */
export class Guard {
  #child: ChildProcess | undefined;
  #isOver = false;

  constructor(
    private readonly folder: string,
    private readonly patienceMs: number,
  ) {
    if (process.platform !== "win32") this.#start();
  }

  get pids(): readonly number[] {
    return this.#child?.pid === undefined ? [] : [this.#child.pid];
  }

  /** Nothing of the run is left. */
  over(): void {
    this.#isOver = true;
    this.#child?.stdin?.end("over\n");
  }

  #start(): void {
    const child = spawn("/bin/sh", ["-c", WAIT], {
      env: {
        ...process.env,
        GUARD_NODE: process.execPath,
        GUARD_SCRIPT: join(__dirname, "guard.js"),
        GUARD_FOLDER: this.folder,
        GUARD_PATIENCE: String(this.patienceMs),
      },
      cwd: "/",
      detached: true,
      stdio: ["pipe", "ignore", "ignore"],
    });
    this.#child = child;
    child.unref();
    child.stdin.on("error", () => undefined);
    child.on("error", () => undefined);
    // Killed alone, it is replaced.
    child.on("exit", (_, signal) => {
      if (signal !== null && !this.#isOver) this.#start();
    });
  }
}
