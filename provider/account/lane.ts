/** Writes of one account never overlap: each waits for the one before. */
export class Lane {
  #last: Promise<unknown> = Promise.resolve();
  #stopped: Error | undefined;

  run<T>(work: () => Promise<T>): Promise<T> {
    const start = () => {
      this.mayWrite();
      return work();
    };
    const next = this.#last.then(start, start);
    this.#last = next.catch(() => {});
    return next;
  }

  /** No new write starts: what waits fails with this error, and so does what has only looked so far. */
  stop(error: Error): void {
    this.#stopped = error;
  }

  /** Throws when it was stopped. */
  mayWrite(): void {
    if (this.#stopped !== undefined) throw this.#stopped;
  }
}
