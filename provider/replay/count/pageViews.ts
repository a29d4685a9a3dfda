import type { Money, Tally } from "./tally";

/** One page in one browser: what it reports later belongs to what it reported first. */
export interface PageView {
  /** Revenue that the page reported for its address. */
  revenue: Money | undefined;
  /** What conversions of Url goals on it are worth, by what pages report. */
  readonly conversions: { readonly tally: Tally; worth: Money }[];
  lastAt: number;
}

/** Of one generation. */
const most = 100_000;
const mostConversions = 200;
/** A page that has been silent for so long reports no more. */
const silentMs = 60 * 60_000;

/** The pages of late; of two generations the older is forgotten whole. */
export class PageViews {
  /** Pages that were forgotten while they might still have reported something. */
  forgotten = 0;
  #young = new Map<string, PageView>();
  #old = new Map<string, PageView>();

  get(key: string): PageView | undefined {
    return this.#young.get(key) ?? this.#old.get(key);
  }

  /** The page, a new one if need be, as the latest. */
  use(key: string, now: number): PageView {
    const view = this.get(key) ?? { revenue: undefined, conversions: [], lastAt: now };
    if (!this.#young.has(key)) {
      if (this.#young.size >= most) this.#turn(now);
      this.#young.set(key, view);
    }
    view.lastAt = now;
    return view;
  }

  note(view: PageView, tally: Tally, worth: Money): void {
    view.conversions.push({ tally, worth });
    if (view.conversions.length > mostConversions) view.conversions.shift();
  }

  #turn(now: number): void {
    for (const [key, { lastAt }] of this.#old)
      if (!this.#young.has(key) && Math.abs(now - lastAt) <= silentMs) this.forgotten += 1;
    this.#old = this.#young;
    this.#young = new Map();
  }
}
