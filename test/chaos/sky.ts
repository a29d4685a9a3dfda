import type { Emulator } from "../../provider/emulator";
import type { OperationName } from "./wireFaults";

/** Weather that sets in with the nth call (from 0) of an operation, or of any. */
export type Weather = {
  readonly operation?: OperationName;
  readonly after: number;
} & (
  | {
      /** For so long every call is refused, since there are too many. */
      readonly kind: "throttle";
      readonly ms: number;
      readonly says: 117 | 4204 | 429;
    }
  | { /** Reads show what was there so long ago. */ readonly kind: "lag"; readonly ms: number }
);

/** The service stops speaking SOAP with the nth call (from 0) of an operation, whose answer is lost. */
export interface Retirement {
  readonly kind: "retire";
  readonly operation: OperationName;
  readonly after: number;
  /** Whether that call is still carried out. */
  readonly isDone: boolean;
}

type Stores = Pick<Emulator["store"], "goals" | "tags" | "campaigns">;

/** What befalls the whole service and not only one call. */
export class Sky {
  /** What was done so long ago reads show; in milliseconds. */
  lag = 0;
  /** Every other read meets a part of the service that is up to date. */
  flaps = false;
  #coming: { readonly weather: Weather; toPass: number }[] = [];
  #throttle: { readonly until: number; readonly says: 117 | 4204 | 429 } | undefined;
  readonly #past: { readonly until: number; readonly stores: Stores }[] = [];
  #retirement: { readonly plan: Retirement; toPass: number } | undefined;
  #reads = 0;
  /** How often each of it was met. */
  readonly met = { throttled: 0, windows: 0, stale: 0, retired: 0 };

  constructor(private readonly now: () => number) {}

  expect(weather: Weather): void {
    this.#coming.push({ weather, toPass: weather.after });
  }

  retire(plan: Retirement): void {
    this.#retirement = { plan, toPass: plan.after };
  }

  /** What was ordered and has not begun. */
  get pending(): number {
    return this.#coming.length + (this.#retirement === undefined ? 0 : 1);
  }

  /** Fair weather from now on. What is retired stays so. */
  clear(): void {
    this.lag = 0;
    this.#coming = [];
    this.#throttle = undefined;
    this.#past.length = 0;
    this.#retirement = undefined;
  }

  /** What a call is refused with instead of being carried out. */
  refusal(operation: OperationName | undefined): 117 | 4204 | 429 | undefined {
    const meeting = this.#coming.filter(({ weather }) => (weather.operation ?? operation) === operation);
    for (const each of meeting) {
      if (each.toPass === 0) this.#begin(each.weather);
      each.toPass -= 1;
    }
    this.#coming = this.#coming.filter(({ toPass }) => toPass >= 0);
    if (this.#throttle === undefined || this.now() >= this.#throttle.until) return undefined;
    this.met.throttled += 1;
    return this.#throttle.says;
  }

  #begin(weather: Weather): void {
    if (weather.kind === "lag") {
      this.lag = weather.ms;
      return;
    }
    this.#throttle = { until: this.now() + weather.ms, says: weather.says };
    this.met.windows += 1;
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
  remember({ goals, tags, campaigns }: Stores): void {
    if (this.lag > 0) this.#past.push({ until: this.now(), stores: { goals, tags, campaigns } });
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
