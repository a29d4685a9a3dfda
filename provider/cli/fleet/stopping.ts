import type { Run } from "../../fleet/run/supervise";

/**
 * Ctrl-C in steps: after the first no further account is begun and what is under way finishes; the second ends the runs under way as Ctrl-C ends
 * `pulumi up`. The runs have process groups of their own, so the terminal's signal does not reach them.
 */
export class Stopping {
  #count = 0;
  readonly #under = new Set<Run>();

  constructor(private readonly say: (line: string) => void) {}

  /** Why no further account is begun; undefined = go on. */
  readonly reason = (): string | undefined =>
    this.#count === 0 ? undefined : "not begun, since the command was stopped";

  /** A run that a further Ctrl-C is to end. */
  add(run: Run): void {
    this.#under.add(run);
    void run.ran.then(() => this.#under.delete(run));
  }

  /** Takes the terminal's Ctrl-C, and a job system's wish to end, until the work is done. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const interrupt = () => this.interrupt();
    for (const signal of SIGNALS) process.on(signal, interrupt);
    try {
      return await work();
    } finally {
      for (const signal of SIGNALS) process.off(signal, interrupt);
    }
  }

  interrupt(): void {
    this.#count += 1;
    if (this.#count === 1)
      this.say(
        "Stopping: no further account is begun, and those under way finish. Ctrl-C again ends them in order.",
      );
    if (this.#count === 2)
      this.say("Ending the runs under way: a write that has begun finishes first, for at most a minute.");
    if (this.#count >= 2) for (const run of this.#under) run.stop();
  }
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;
