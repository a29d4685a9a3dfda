import type { Clock } from "../../provider/account/clock";

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
}

/** A clock that stands still until a timer is fired. */
export class Timers implements Clock {
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

  /** Fires the first timer that is due by then, at its time. False: there is none. */
  protected fireNext(end = Number.POSITIVE_INFINITY): boolean {
    const timer = this.#timers.reduce<Timer | undefined>(
      (first, each) => (first !== undefined && !isBefore(each, first) ? first : each),
      undefined,
    );
    if (timer === undefined || timer.at > end) return false;
    this.#timers = this.#timers.filter((other) => other !== timer);
    this.passTo(timer.at);
    timer.callback();
    return true;
  }

  protected passTo(time: number): void {
    this.#now = Math.max(this.#now, time);
  }
}

function isBefore(one: Timer, other: Timer): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

/** Time that only a test moves. Timers run in order, and between two of them all promises settle. */
export class VirtualClock extends Timers {
  /** Lets so many milliseconds pass. */
  async advance(ms: number): Promise<void> {
    const end = this.now() + ms;
    do await settle();
    while (this.fireNext(end));
    this.passTo(end);
  }

  /** Lets time pass until a promise is settled; fails when that takes longer than `withinMs`. */
  async until<T>(promise: Promise<T>, withinMs = 600_000): Promise<T> {
    const end = this.now() + withinMs;
    let isSettled = false;
    const note = () => {
      isSettled = true;
    };
    promise.then(note, note);
    await settle();
    while (!isSettled) {
      if (!this.fireNext(end)) throw new Error(`Not settled within ${withinMs} ms of virtual time.`);
      await settle();
    }
    return promise;
  }
}

/** All promises that can settle without time passing have done so. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
