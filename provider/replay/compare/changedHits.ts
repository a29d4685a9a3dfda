import type { ChangedHits } from "../answer";

/** Where a hit stands. */
export interface Place {
  readonly source: number;
  readonly line: number;
}

interface Entry {
  hits: number;
  readonly at: Place[];
}

const mostListed = 100;
const mostPlaces = 3;

/**
 * The pages or events over which two goals differ, with how many hits each has. The rarest are left out when there are too many, and
 * start anew if they come again: what is listed may be too low, never too high, and the rest says how many hits are not listed.
 */
export class ChangedCount {
  readonly #entries = new Map<string, Entry>();
  #total = 0;

  /** @param most how many pages or events are kept, at least 100 */
  constructor(private readonly most: number) {}

  add(what: string, place: Place): void {
    this.#total += 1;
    const entry = this.#entries.get(what);
    if (entry !== undefined) {
      entry.hits += 1;
      if (entry.at.length < mostPlaces) entry.at.push({ source: place.source, line: place.line });
      return;
    }
    if (this.#entries.size >= this.most * 2) this.#prune();
    // A copy: a part of a longer text would keep all of it in memory.
    const copy = Buffer.from(what, "utf16le").toString("utf16le");
    this.#entries.set(copy, { hits: 1, at: [{ source: place.source, line: place.line }] });
  }

  /** @param words where a place is, as people read it */
  list(words: (place: Place) => string): { readonly listed: readonly ChangedHits[]; readonly more: number } {
    const entries = this.#ranked().slice(0, mostListed);
    const listed = entries.map(([what, { hits, at }]) => ({ what, hits, at: at.map(words) }));
    return { listed, more: this.#total - listed.reduce((sum, { hits }) => sum + hits, 0) };
  }

  #ranked(): readonly (readonly [string, Entry])[] {
    return [...this.#entries].sort(([, one], [, other]) => other.hits - one.hits);
  }

  #prune(): void {
    for (const [what] of this.#ranked().slice(this.most)) this.#entries.delete(what);
  }
}
