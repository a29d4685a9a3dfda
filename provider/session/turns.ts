import { setImmediate } from "node:timers/promises";

/** Turns of Node.js's event loop: each who asks gets one of their own, in the order in which they asked. */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  next(): Promise<void> {
    this.#last = this.#last.then(() => setImmediate());
    return this.#last;
  }
}
