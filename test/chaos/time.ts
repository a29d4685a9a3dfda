import type { Clock } from "../../provider/account/clock";
import { Timers } from "../support/virtualClock";

/** So many turns without anything to wait for, and so many seconds of the machine, mean that something waits for ever. */
const STUCK = 2_000;
const STUCK_MS = 60_000;

/** One time for all that a seed runs. It stands still while calls are being answered, and jumps to the next timer when all wait. */
export class SharedTime extends Timers {
  /** Calls that are being worked on right now: these take turns of the machine, no time. */
  working = 0;

  /** Lets time pass until a promise is settled. Throws when nothing could settle it any more. */
  async until<T>(promise: Promise<T>): Promise<T> {
    let isSettled = false;
    const note = () => {
      isSettled = true;
    };
    promise.then(note, note);
    for (let idle = 0, since = performance.now(); ; ) {
      await new Promise((resolve) => setImmediate(resolve));
      if (isSettled) return promise;
      const isIdle = this.working === 0;
      if (isIdle && !this.fireNext()) idle += 1;
      else [idle, since] = [0, performance.now()];
      if (idle > STUCK && performance.now() - since > STUCK_MS)
        throw new Error("The run waits for something that never comes.");
    }
  }

  /** Lets so much time pass. */
  pass(ms: number): Promise<void> {
    return this.until(new Promise((resolve) => void this.after(ms, resolve)));
  }
}

/** The moments of one process: each may be its last. */
export class Mortal implements Clock {
  steps = 0;
  readonly died: Promise<void>;
  /** Called at once when it dies. */
  onDeath: () => void = () => {};
  #isDead = false;
  #die: () => void = () => {};

  /** Dies at step `diesAt`; undefined = never. `onStep` hears of each step. */
  constructor(
    private readonly time: SharedTime,
    private readonly diesAt: number | undefined,
    private readonly onStep: (step: number) => void = () => {},
  ) {
    this.died = new Promise((resolve) => {
      this.#die = resolve;
    });
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** One more moment. False: it was the last, and nothing may happen any more. */
  step(): boolean {
    if (this.#isDead) return false;
    this.steps += 1;
    this.onStep(this.steps);
    if (this.steps !== this.diesAt) return true;
    this.#isDead = true;
    this.onDeath();
    this.#die();
    return false;
  }

  now(): number {
    return this.time.now();
  }

  after(ms: number, callback: () => void): () => void {
    return this.time.after(ms, () => {
      if (this.step()) callback();
    });
  }
}

/** What a dead process waits for. */
export function never<T>(): Promise<T> {
  return new Promise(() => {});
}
