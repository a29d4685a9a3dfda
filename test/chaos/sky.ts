import type { Emulator } from "../../provider/emulator";
import type { OperationName } from "./wireFaults";

/** The service limits the rate of calls for a while, from the nth call (from 0) of an operation on. */
export interface ThrottleWindow {
  readonly operation?: OperationName;
  readonly after: number;
  readonly ms: number;
  readonly says: 117 | 4204 | 429;
}

/** The service stops speaking SOAP with the nth call (from 0) of an operation, whose answer is lost. */
export interface Retirement {
  readonly operation: OperationName;
  readonly after: number;
  /** Whether that call is still carried out. */
  readonly isDone: boolean;
}

type Stores = Pick<Emulator["store"], "goals" | "tags">;

/** What befalls the whole service and not only one call. */
export class Sky {
  /** What was done so long ago reads show; in milliseconds. */
  lag = 0;
  /** Every other read meets a part of the service that is up to date. */
  flaps = false;
  readonly #windows: { readonly window: ThrottleWindow; toPass: number; until: number | undefined }[] = [];
  readonly #past: { readonly until: number; readonly stores: Stores }[] = [];
  #retirement: { readonly plan: Retirement; toPass: number } | undefined;
  #reads = 0;
  /** How often each of it was met. */
  readonly met = { throttled: 0, windows: 0, stale: 0, retired: 0 };

  constructor(private readonly now: () => number) {}

  throttle(window: ThrottleWindow): void {
    this.#windows.push({ window, toPass: window.after, until: undefined });
  }

  retire(plan: Retirement): void {
    this.#retirement = { plan, toPass: plan.after };
  }

  /** What was ordered and has not begun. */
  get pending(): number {
    const unmet = this.#windows.filter(({ until }) => until === undefined).length;
    return unmet + (this.#retirement === undefined ? 0 : 1);
  }

  /** Fair weather from now on. What is retired stays so. */
  clear(): void {
    this.lag = 0;
    this.#windows.length = 0;
    this.#past.length = 0;
    this.#retirement = undefined;
  }

  /** What a call is refused with instead of being carried out. */
  refusal(operation: OperationName | undefined): ThrottleWindow["says"] | undefined {
    for (const each of this.#windows) {
      const { window, until } = each;
      if (until !== undefined || (window.operation !== undefined && window.operation !== operation)) continue;
      if (each.toPass > 0) each.toPass -= 1;
      else {
        each.until = this.now() + window.ms;
        this.met.windows += 1;
      }
    }
    const open = this.#windows.find(({ until = Number.NEGATIVE_INFINITY }) => this.now() < until);
    if (open !== undefined) this.met.throttled += 1;
    return open?.window.says;
  }

  /** The end of SOAP, when this call brings it. */
  endOfSoap(operation: OperationName | undefined): Retirement | undefined {
    const due = this.#retirement;
    if (due === undefined || due.plan.operation !== operation) return undefined;
    if (due.toPass > 0) {
      due.toPass -= 1;
      return undefined;
    }
    this.#retirement = undefined;
    this.met.retired += 1;
    return due.plan;
  }

  /** Before a write: what reads will show for a while. */
  remember({ goals, tags }: Stores): void {
    if (this.lag > 0) this.#past.push({ until: this.now(), stores: { goals, tags } });
  }

  /** What a read shows instead of what is. */
  seen(): Stores | undefined {
    if (this.lag === 0) return undefined;
    this.#reads += 1;
    if (this.flaps && this.#reads % 2 === 0) return undefined;
    const shown = this.#past.find(({ until }) => until > this.now() - this.lag)?.stores;
    if (shown !== undefined) this.met.stale += 1;
    return shown;
  }
}
