/** Turns of the event loop: each who asks gets one of their own, in the order in which they asked. */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** `turn` settles in the next turn. */
  constructor(private readonly turn: () => Promise<void>) {}

  next(): Promise<void> {
    this.#last = this.#last.then(this.turn);
    return this.#last;
  }
}
