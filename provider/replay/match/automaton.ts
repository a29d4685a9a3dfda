import { Trie } from "./trie";

/** Finds all of many patterns anywhere in a text, in one walk over it (Aho and Corasick). */
export class Automaton {
  readonly left: readonly number[];
  readonly #table: Int32Array;
  readonly #classOf: Uint16Array;
  /** By row start / width: patterns that end there, shorter ones that end with them among them. */
  readonly #ends: readonly (readonly number[] | undefined)[];
  readonly #width: number;

  constructor(patterns: readonly string[], cells?: number) {
    const trie = new Trie(patterns, cells);
    this.left = trie.left;
    this.#table = trie.table;
    this.#classOf = trie.classOf;
    this.#width = trie.width;
    this.#ends = this.#complete(trie);
  }

  /** Tells each pattern that the text has, some more than once. */
  walk(text: string, tell: (pattern: number) => void): void {
    const [table, classOf, ends, width] = [this.#table, this.#classOf, this.#ends, this.#width];
    if (ends[0] !== undefined) for (const pattern of ends[0]) tell(pattern);
    if (table.length === width) return;
    let state = 0;
    for (let at = 0; at < text.length; at++) {
      state = table[state + (classOf[text.charCodeAt(at)] ?? 0)] ?? 0;
      if (state === 0) continue;
      const found = ends[state / width];
      if (found !== undefined) for (const pattern of found) tell(pattern);
    }
  }

  /** Fills the missing cells: where a pattern breaks off, the walk goes on with the longest other that the text may be in. */
  #complete({ rows, table, width, ends }: Trie): readonly (readonly number[] | undefined)[] {
    const back = new Int32Array(rows.length);
    const all: (readonly number[] | undefined)[] = new Array(rows.length);
    all[0] = ends.get(0);
    // By depth: what a state falls back to is shallower, and complete.
    let level = [0];
    while (level.length > 0) {
      const next: number[] = [];
      for (const state of level) {
        const fall = back[state / width] ?? 0;
        for (let column = 1; column < width; column++) {
          const target = table[state + column] ?? 0;
          const other = state === 0 ? 0 : (table[fall + column] ?? 0);
          if (target === 0) {
            table[state + column] = other;
            continue;
          }
          back[target / width] = other;
          all[target / width] = joined(ends.get(target), other === 0 ? undefined : all[other / width]);
          next.push(target);
        }
      }
      level = next;
    }
    return all;
  }
}

function joined(
  own: readonly number[] | undefined,
  others: readonly number[] | undefined,
): readonly number[] | undefined {
  if (own === undefined) return others;
  return others === undefined ? own : [...own, ...others];
}
