import type { MsadsError } from "./errors";

/** How long a run keeps trying while the service fails or does not answer, over all calls and accounts. Milliseconds. */
export const RETRY_BUDGET_MS = 20_000;
/** Once that is used up, the last failure counts for this long for all calls: the other accounts of a run need not wait as well. */
const BELIEVED_MS = 30_000;

/**
 * How long a process still keeps trying while the service fails. Time that several calls wait side by side counts once; an answer
 * restarts it all. `clock`: milliseconds, only differences count.
 */
export class RetryBudget {
  #spentMs = 0;
  #countedUntil = Number.NEGATIVE_INFINITY;
  #believed: { readonly error: MsadsError; readonly until: number } | undefined;

  constructor(private readonly clock: () => number) {}

  /** How much patience is left, in milliseconds. */
  get leftMs(): number {
    return Math.max(0, RETRY_BUDGET_MS - this.#spentMs);
  }

  /** The error that a call would fail with as the one before did; undefined while there is patience. */
  believed(): MsadsError | undefined {
    if (this.#believed !== undefined && this.clock() >= this.#believed.until) this.refill();
    return this.#believed?.error;
  }

  /** The service is well, or there is new reason to ask it. */
  refill(): void {
    this.#spentMs = 0;
    this.#believed = undefined;
  }

  /** A read that left at `sentAt` got no answer of use. */
  failed(error: MsadsError, sentAt: number): void {
    this.#count(sentAt, this.clock());
    if (this.leftMs === 0) this.#giveUp(error);
  }

  /** Whether there is patience for a wait; then it is counted. */
  grants(ms: number, error: MsadsError): boolean {
    if (ms > this.leftMs) {
      this.#giveUp(error);
      return false;
    }
    const now = this.clock();
    this.#count(now, now + ms);
    return true;
  }

  #count(from: number, to: number): void {
    const start = Math.max(from, this.#countedUntil);
    if (to <= start) return;
    this.#spentMs += to - start;
    this.#countedUntil = to;
  }

  #giveUp(error: MsadsError): void {
    this.#believed ??= { error, until: this.clock() + BELIEVED_MS };
  }
}
