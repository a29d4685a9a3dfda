/** Time as a process has it. */
export interface Time {
  /** Milliseconds since any fixed moment. */
  readonly clock: () => number;
  /** Waits, in milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
}

/**
 * Tells the user that the service wants a pause and how long it still takes. `isFirst`: the first word of it, which is to stay in the
 * run's log; the later ones only count down.
 */
export type TellPause = (message: string, isFirst: boolean) => void;

/** How often a pause tells how long it still takes, in milliseconds. */
const TELL_EVERY = 10_000;

/**
 * Holds back the calls of one user and customer while the service wants a pause: Microsoft limits these two, whatever accounts the
 * calls are for. Whoever is awake first tells how long it still takes.
 */
export class RateGate {
  #until = Number.NEGATIVE_INFINITY;
  #tellAt = 0;
  #isTold = false;

  constructor(
    private readonly time: Time,
    private readonly tell: TellPause,
  ) {}

  /**
   * The service asks for a pause in its answer to a call that left at `sentAt`. A call that left before the present pause began was
   * throttled by the same window: it asks for no longer one.
   */
  pause(ms: number, sentAt: number): void {
    const now = this.time.clock();
    if (now < this.#until || sentAt < this.#until) return;
    this.#until = now + ms;
    this.#tellAt = now;
  }

  /** Waits for the end of the pause. */
  async open(): Promise<void> {
    const { clock, sleep } = this.time;
    for (let now = clock(); now < this.#until; now = clock()) {
      const left = this.#until - now;
      if (now >= this.#tellAt) {
        this.#tellAt = now + TELL_EVERY;
        this.tell(
          `Microsoft Advertising limits the rate of calls: waiting ${Math.ceil(left / 1000)} s.`,
          !this.#isTold,
        );
        this.#isTold = true;
      }
      await sleep(Math.min(left, this.#tellAt - now));
    }
  }
}
