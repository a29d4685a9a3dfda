/** Lets at most `limit` pieces of work go on at once, in the order of asking. */
export class Workers {
  private free: number;
  private readonly queue: (() => void)[] = [];
  private readonly asked = new Set<Promise<unknown>>();

  constructor(limit: number) {
    this.free = Math.max(1, limit);
  }

  /** Settles when a worker has taken the work; `done` is the work's own end. */
  async start<T>(work: () => Promise<T>): Promise<{ readonly done: Promise<T> }> {
    const taken = this.acquire();
    const done = taken.then(work).finally(() => this.release());
    const ended = done.catch(() => undefined);
    this.asked.add(ended);
    ended.then(() => this.asked.delete(ended));
    await taken;
    return { done };
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    const { done } = await this.start(work);
    return done;
  }

  /** Settles when nothing goes on and nothing waits. */
  async idle(): Promise<void> {
    while (this.asked.size > 0) await Promise.all(this.asked);
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
