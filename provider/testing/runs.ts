/** Runs of one account, one after the other: what was called in a run belongs to that run. */
export class Runs {
  readonly #end = new AbortController();
  #last: Promise<unknown> = Promise.resolve();

  /** Starts once all earlier runs have ended, however these ended. The signal ends what is under way when the account is closed. */
  next<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const started = this.#last.then(() => {
      if (this.#end.signal.aborted) throw new Error("the account was closed before this run began");
      return run(this.#end.signal);
    });
    this.#last = started.catch(() => undefined);
    return started;
  }

  /** Ends the run under way, lets none start any more, and settles when all is quiet. */
  async end(): Promise<void> {
    this.#end.abort();
    await this.#last;
  }
}
