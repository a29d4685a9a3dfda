import type { Clock } from "../clock";
import type { Sent } from "./parallelismNotice";
import type { Kind, RunProgress } from "./runProgress";
import { GATHERING, type Gathered, whenToSend } from "./whenToSend";

interface Waiting<R, O> {
  readonly request: R;
  readonly operation: string;
  readonly resolve: (outcome: O) => void;
  readonly reject: (error: unknown) => void;
}

/** How a request came. */
export interface Arrival {
  /** Under which it was announced. Without one nobody could know of it: the pause of a resource that Pulumi deletes. */
  readonly key?: string;
  /** The engine's operation that it belongs to, where one operation has several requests. Default: one of its own. */
  readonly operation?: string;
  /** It pauses a goal that another resource may want, of which the engine has not asked yet. Default: no. */
  readonly mayBeWanted?: boolean;
}

/**
 * Gathers single requests into sets, so that 3 changed goals are one call and not three.
 *
 * Pulumi hands over one resource at a time, at most as many at once as its parallelism (16 unless told otherwise), and waits for an
 * answer before it hands over more. So a set that leaves too early costs calls, and one that waits for a request that cannot come
 * before it leaves would wait forever. Neither may rest on guesses about time: a busy machine has gaps of seconds between two requests.
 * What is known instead, and by whom:
 *
 * - **Declared**: the program says how many goals and tags it has (a promise in the hidden input; see resources/declared.ts).
 * - **Decided**: a goal whose fate is known: its check failed, it is new and checked, it was compared after its check, or it has arrived.
 *   Once all that is declared is decided, nobody unknown is left (`RunProgress`).
 * - **Announced**: a check of something new announces a create, a diff that says "changed" announces an update. Announcements are
 *   sets of keys, not counters: a goal may be checked twice. Decided and nothing announced is missing: the set is whole.
 * - **In flight**: what the engine waits for, over all accounts. When that is as many as it works on at once, nothing more can come:
 *   it is saturated, and the set leaves. The limit is told by the program (`PULUMI_NODEJS_PARALLEL`) or learned, where an inline
 *   program has no such variable or other providers' resources hold a place.
 *
 * A set leaves, whichever comes first (`whenToSend` decides; it is pure and table-tested):
 *
 * 1. at 100 items, the most that a call takes;
 * 2. when all declared are decided and no announced one is missing;
 * 3. when the engine is saturated;
 * 4. otherwise 3 s after the process's last sign of life (a check, a diff, an arrival), and 60 s after its first item at the latest.
 *    That is for what no rule can see: dependants of what waits here, runs with `--target`.
 * 5. Where nobody counts (a destroy, a refresh; a pause, which no check announces): after a silence of some four times the usual gap, and of a
 *    second where a library pauses what it does not list: a resource may come that wants it.
 *
 * One set of an account is under way at a time; what arrives meanwhile is the next set.
 */
export class Gather<R, O> {
  readonly #announced = new Set<string>();
  #waiting: Waiting<R, O>[] = [];
  #running = false;
  #isDue = false;
  #arrivals = 0;
  #stopped: Error | undefined;
  #holdsUnannounced = false;
  #holdsWanted = false;
  #firstArrival = 0;
  #lastArrival = Number.NEGATIVE_INFINITY;
  #gap = 0;
  #longestGap = GATHERING.longestAtFirst;
  #callOff: () => void = () => {};
  #sent: Sent[] = [];

  /**
   * `run` answers as many outcomes as it was given requests, in their order; when it throws, all of them fail.
   * `waveOver` hears of the sets of a wave once nothing waits and nothing announced is missing.
   */
  constructor(
    private readonly of: { readonly kind: Kind; readonly name: string },
    private readonly clock: Clock,
    private readonly progress: RunProgress,
    private readonly run: (batch: readonly R[]) => Promise<readonly O[]>,
    private readonly waveOver: (sets: readonly Sent[]) => void = () => {},
  ) {
    progress.onChange(() => this.#consider());
  }

  /** A request under this key is coming. */
  announce(key: string): void {
    this.#announced.add(key);
  }

  /** The request under this key is not coming after all. */
  withdraw(key: string): void {
    if (this.#announced.delete(key)) this.#consider();
  }

  /** Hands a request over. */
  submit(request: R, { key, operation, mayBeWanted = false }: Arrival = {}): Promise<O> {
    if (this.#stopped !== undefined) return Promise.reject(this.#stopped);
    this.#noteArrival(key, mayBeWanted);
    return new Promise((resolve, reject) => {
      const own = operation ?? `${this.of.kind} ${this.of.name} ${this.#arrivals}`;
      this.#waiting.push({ request, resolve, reject, operation: own });
      this.progress.enters(own);
    });
  }

  /** Nothing new starts: what waits fails with this error, what is under way goes on. */
  stop(error: Error): void {
    this.#stopped = error;
    this.#callOff();
    this.#isDue = false;
    for (const { reject, operation } of this.#waiting.splice(0)) {
      this.progress.leaves(operation);
      reject(error);
    }
  }

  get busy(): boolean {
    return this.#running;
  }

  /** Another set is going to follow the one under way. */
  get isMoreToCome(): boolean {
    return this.#waiting.length > 0 || this.#announced.size > 0;
  }

  #noteArrival(key: string | undefined, mayBeWanted: boolean): void {
    const now = this.clock.now();
    const gap = now - this.#lastArrival;
    if (this.#waiting.length > 0 || this.#running) {
      this.#gap = this.#gap === 0 ? gap : 0.7 * this.#gap + 0.3 * gap;
      this.#longestGap = Math.max(gap, this.#longestGap);
    }
    if (this.#waiting.length === 0) {
      this.#firstArrival = now;
      this.#holdsUnannounced = false;
      this.#holdsWanted = false;
    }
    this.#arrivals += 1;
    this.#lastArrival = now;
    if (mayBeWanted) this.#holdsWanted = true;
    if (key === undefined) this.#holdsUnannounced = true;
    else this.#announced.delete(key);
  }

  /** A turn later even where nothing is left to wait for: a library hands over its requests one by one. */
  #consider(): void {
    const isIdle = this.#running || this.#waiting.length === 0;
    const wait = isIdle ? undefined : Math.max(0, whenToSend(this.#seen()) - this.clock.now());
    if (wait === 0 && this.#isDue) return;
    this.#callOff();
    this.#isDue = wait === 0;
    if (wait !== undefined) this.#callOff = this.clock.after(wait, () => this.#sendIfDue());
  }

  #sendIfDue(): void {
    this.#isDue = false;
    if (whenToSend(this.#seen()) <= this.clock.now()) void this.#send();
    else this.#consider();
  }

  #seen(): Gathered {
    const { kind } = this.of;
    return {
      waiting: this.#waiting.length,
      isCounted: this.progress.isCounted(kind) && !this.#holdsUnannounced,
      isDecided: this.progress.isDecided(kind),
      mayBeWanted: this.#holdsWanted,
      missing: this.#announced.size,
      isSaturated: this.progress.isSaturated,
      firstArrival: this.#firstArrival,
      lastArrival: this.#lastArrival,
      lastSign: this.progress.lastSign,
      gap: this.#gap,
      longestGap: this.#longestGap,
    };
  }

  async #send(): Promise<void> {
    const batch = this.#waiting.splice(0, GATHERING.most);
    if (this.#announced.size > 0 && batch.length < GATHERING.most) this.progress.seemsFull();
    this.#running = true;
    try {
      const outcomes = await this.run(batch.map((waiting) => waiting.request));
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
      for (const { operation } of batch) this.progress.leaves(operation);
      this.#running = false;
      // What came meanwhile waited for the lane: for company it waits from now on.
      this.#firstArrival = this.clock.now();
      this.#consider();
    }
  }

  /** Before the outcomes are told: the engine's next calls are not counted yet. */
  #note(items: number): void {
    const [waiting, missing] = [this.#waiting.length, this.#announced.size];
    this.#sent.push({ items, missing, inFlight: items + waiting });
    if (waiting > 0 || missing > 0) return;
    this.waveOver(this.#sent);
    this.#sent = [];
  }
}
