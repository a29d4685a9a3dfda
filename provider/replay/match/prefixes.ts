import { Trie } from "./trie";

/** Finds which of many patterns a text starts with, and which it equals. */
export class Prefixes {
  readonly #trie: Trie;
  /** By row start / width. */
  readonly #ends: readonly (readonly number[] | undefined)[];

  constructor(
    private readonly patterns: readonly string[],
    cells?: number,
  ) {
    this.#trie = new Trie(patterns, cells);
    this.#ends = this.#trie.rows.map((row) => this.#trie.ends.get(row));
  }

  /** Tells each pattern that the text starts with. */
  walk(text: string, from: number, tell: (pattern: number, whole: boolean) => void): void {
    const { table, classOf, width, left } = this.#trie;
    let state = 0;
    for (let at = from; ; at++) {
      const found = this.#ends[state / width];
      if (found !== undefined) for (const pattern of found) tell(pattern, at === text.length);
      if (at >= text.length) break;
      state = table[state + (classOf[text.charCodeAt(at)] ?? 0)] ?? 0;
      if (state === 0) break;
    }
    for (const pattern of left) {
      const wanted = this.patterns[pattern] ?? "";
      if (text.startsWith(wanted, from)) tell(pattern, from + wanted.length === text.length);
    }
  }
}
