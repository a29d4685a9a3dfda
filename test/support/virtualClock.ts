import type { Clock } from "../../provider/account/clock";

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
}

/** Time that only a test moves. Timers run in order, and between two of them all promises settle. */
export class VirtualClock implements Clock {
  #now = 0;
  #order = 0;
  #timers: Timer[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, ms), order: this.#order++, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Timers that wait. */
  get pending(): number {
    return this.#timers.length;
  }

  /** Lets so many milliseconds pass. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (let timer = this.#next(end); timer !== undefined; timer = this.#next(end)) {
      this.#run(timer);
      await settle();
    }
    this.#now = end;
  }

  /** Lets time pass until a promise is settled; fails when that takes longer than `withinMs`. */
  async until<T>(promise: Promise<T>, withinMs = 600_000): Promise<T> {
    const end = this.#now + withinMs;
    let isSettled = false;
    const note = () => {
      isSettled = true;
    };
    promise.then(note, note);
    await settle();
    while (!isSettled) {
      const timer = this.#next(end);
      if (timer === undefined) throw new Error(`Not settled within ${withinMs} ms of virtual time.`);
      this.#run(timer);
      await settle();
    }
    return promise;
  }

  #next(end: number): Timer | undefined {
    const due = this.#timers.filter(({ at }) => at <= end);
    return due.sort((a, b) => a.at - b.at || a.order - b.order)[0];
  }

  #run(timer: Timer): void {
    this.#timers = this.#timers.filter((other) => other !== timer);
    this.#now = Math.max(this.#now, timer.at);
    timer.callback();
  }
}

/** All promises that can settle without time passing have done so. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
