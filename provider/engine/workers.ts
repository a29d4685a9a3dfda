/** Lets at most `limit` pieces of work go on at once, in the order of asking. */
export class Workers {
  private free: number;
  private readonly queue: (() => void)[] = [];
  private readonly going = new Set<Promise<unknown>>();

  constructor(limit: number) {
    this.free = Math.max(1, limit);
  }

  /** Waits for a worker, starts the work, and settles then: `done` is the work's own end. */
  async start<T>(work: () => Promise<T>): Promise<{ readonly done: Promise<T> }> {
    await this.acquire();
    const done = work().finally(() => this.release());
    const watched = done.catch(() => undefined);
    this.going.add(watched);
    watched.finally(() => this.going.delete(watched));
    return { done };
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    const { done } = await this.start(work);
    return done;
  }

  /** Settles when nothing goes on. */
  async idle(): Promise<void> {
    while (this.going.size > 0) await Promise.all(this.going);
  }

  private acquire(): Promise<void> {
    if (this.free > 0) {
      this.free--;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.queue.push(resolve));
  }

  private release(): void {
    const next = this.queue.shift();
    if (next) next();
    else this.free++;
  }
}
