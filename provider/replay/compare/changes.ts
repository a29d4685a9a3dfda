import type { Shown } from "../mask/shown";
import type { Reach } from "../match/matchSets";
import type { TrafficHit } from "../traffic";
import { ChangedCount } from "./changedHits";

/** Pages and events over all pairs. */
const mostOverall = 100_000;

/** What began and ceased to match, by pair. */
export class Changes {
  readonly began = new Map<number, ChangedCount>();
  readonly ceased = new Map<number, ChangedCount>();
  readonly #most: number;

  constructor(
    pairs: number,
    private readonly shown: Shown,
  ) {
    this.#most = Math.max(100, Math.min(1_000, Math.floor(mostOverall / (pairs + 1))));
  }

  take(hit: TrafficHit, { began, ceased }: Reach): void {
    if (began.length === 0 && ceased.length === 0) return;
    const what = this.shown.of(hit);
    for (const pair of began) this.#of(this.began, pair).add(what, hit);
    for (const pair of ceased) this.#of(this.ceased, pair).add(what, hit);
  }

  #of(counts: Map<number, ChangedCount>, pair: number): ChangedCount {
    const known = counts.get(pair);
    if (known !== undefined) return known;
    const fresh = new ChangedCount(this.#most);
    counts.set(pair, fresh);
    return fresh;
  }
}
