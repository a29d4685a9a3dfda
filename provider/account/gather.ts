import type { Clock } from "./clock";
import type { Sent } from "./pace";
import { GATHERING, type Gathered, whenToSend } from "./whenToSend";

interface Waiting<R, O> {
  readonly request: R;
  readonly resolve: (outcome: O) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers single requests into sets. The engine hands them over one by one but announces them: a check of something new
 * is a coming create, a diff that says "changed" a coming update. One set is under way at a time; what comes meanwhile is the next set.
 */
export class Gather<R, O> {
  readonly #clock: Clock;
  readonly #run: (batch: readonly R[]) => Promise<readonly O[]>;
  readonly #announced = new Set<string>();
  #waiting: Waiting<R, O>[] = [];
  #running = false;
  #underWay = 0;
  #stopped: Error | undefined;
  #unannounced = false;
  #firstArrival = 0;
  #lastArrival = Number.NEGATIVE_INFINITY;
  #lastHeard = Number.NEGATIVE_INFINITY;
  #heardGap = 0;
  #gap = 0;
  #longestGap = GATHERING.longestAtFirst;
  #inFlightLimit: number | undefined;
  #callOff: () => void = () => {};
  readonly #waveOver: (sets: readonly Sent[]) => void;
  #sent: Sent[] = [];

  /**
   * `run` answers as many outcomes as it was given requests, in their order; when it throws, all of them fail.
   * `waveOver` hears of the sets of a wave once nothing waits and nothing announced is missing.
   */
  constructor(
    clock: Clock,
    run: (batch: readonly R[]) => Promise<readonly O[]>,
    waveOver: (sets: readonly Sent[]) => void = () => {},
  ) {
    this.#clock = clock;
    this.#run = run;
    this.#waveOver = waveOver;
  }

  /** Check or diff was called: the engine is still deciding. */
  heard(): void {
    const now = this.#clock.now();
    const gap = now - this.#lastHeard;
    if (gap < GATHERING.heardGapMost) this.#heardGap = 0.7 * this.#heardGap + 0.3 * gap;
    this.#lastHeard = now;
    this.#consider();
  }

  /** A request under this key is coming. */
  announce(key: string): void {
    this.#announced.add(key);
  }

  /** The request under this key is not coming after all. */
  withdraw(key: string): void {
    if (this.#announced.delete(key)) this.#consider();
  }

  /** Hands a request over; without a key it was never announced. */
  submit(request: R, key?: string): Promise<O> {
    if (this.#stopped !== undefined) return Promise.reject(this.#stopped);
    this.#noteArrival(key);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
      this.#consider();
    });
  }

  /** Nothing new starts: what waits fails with this error, what is under way goes on. */
  stop(error: Error): void {
    this.#stopped = error;
    this.#callOff();
    for (const waiting of this.#waiting.splice(0)) waiting.reject(error);
  }

  get busy(): boolean {
    return this.#running;
  }

  #noteArrival(key: string | undefined): void {
    const now = this.#clock.now();
    const gap = now - this.#lastArrival;
    if (this.#waiting.length > 0 || this.#running) {
      this.#gap = this.#gap === 0 ? gap : 0.7 * this.#gap + 0.3 * gap;
      this.#longestGap = Math.max(gap, this.#longestGap);
    }
    if (this.#waiting.length === 0) {
      this.#firstArrival = now;
      this.#unannounced = false;
    }
    this.#lastArrival = now;
    if (key === undefined || !this.#announced.delete(key)) this.#unannounced = true;
    const inFlight = this.#waiting.length + this.#underWay + 1;
    if (this.#inFlightLimit !== undefined && inFlight > this.#inFlightLimit) this.#inFlightLimit = undefined;
  }

  #consider(): void {
    this.#callOff();
    if (this.#running || this.#waiting.length === 0) return;
    const at = whenToSend(this.#seen());
    const wait = at - this.#clock.now();
    if (wait <= 0) void this.#send();
    else this.#callOff = this.#clock.after(wait, () => this.#consider());
  }

  #seen(): Gathered {
    return {
      waiting: this.#waiting.length,
      unannounced: this.#unannounced,
      missing: this.#announced.size,
      firstArrival: this.#firstArrival,
      lastArrival: this.#lastArrival,
      lastHeard: this.#lastHeard,
      heardGap: this.#heardGap,
      gap: this.#gap,
      longestGap: this.#longestGap,
      inFlightLimit: this.#inFlightLimit,
    };
  }

  async #send(): Promise<void> {
    const batch = this.#waiting.splice(0, GATHERING.most);
    if (this.#announced.size > 0 && this.#waiting.length === 0) this.#inFlightLimit = batch.length;
    this.#running = true;
    this.#underWay = batch.length;
    try {
      const outcomes = await this.#run(batch.map((waiting) => waiting.request));
      this.#note(batch.length);
      batch.forEach((waiting, index) => {
        const outcome = outcomes[index];
        if (outcome === undefined)
          waiting.reject(new Error("A batch came back with fewer outcomes than requests."));
        else waiting.resolve(outcome);
      });
    } catch (error) {
      for (const waiting of batch) waiting.reject(error);
    } finally {
      this.#running = false;
      this.#underWay = 0;
      // What came meanwhile waited for the lane: for company it waits from now on.
      this.#firstArrival = this.#clock.now();
      this.#consider();
    }
  }

  /** Before the outcomes are told: the engine's next calls are not counted yet. */
  #note(items: number): void {
    const [waiting, missing] = [this.#waiting.length, this.#announced.size];
    this.#sent.push({ items, missing, inFlight: items + waiting });
    if (waiting > 0 || missing > 0) return;
    this.#waveOver(this.#sent);
    this.#sent = [];
  }
}
