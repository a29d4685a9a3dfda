/** More cells than this are not made: 16 MB. */
const mostCells = 2 ** 22;
const units = 65_536;

/**
 * Patterns as one tree of states over code units, in one flat table: a row for each state, a column for each class of units. Class 0 is
 * every unit that no pattern has. A cell holds where the row of the next state starts; 0, the root's, also says that there is none.
 */
export class Trie {
  readonly classOf = new Uint16Array(units);
  readonly table: Int32Array;
  /** Cells of a row. */
  readonly width: number;
  /** The patterns that end in a state, by the start of its row. */
  readonly ends = new Map<number, readonly number[]>();
  /** Starts of all rows, each before those that grow from it. */
  readonly rows: readonly number[];
  /** Indexes of patterns that found no room: whoever asks must try them one by one. */
  readonly left: readonly number[];

  constructor(patterns: readonly string[], cells = mostCells) {
    const { taken, classes } = fitting(patterns, cells);
    this.width = classes.size + 1;
    for (const [unit, number] of classes) this.classOf[unit] = number;
    const total = taken.reduce((sum, index) => sum + (patterns[index]?.length ?? 0), 1);
    this.table = new Int32Array(total * this.width);
    const rows = [0];
    for (const index of taken) this.#insert(patterns[index] ?? "", index, rows);
    this.rows = rows;
    const inside = new Set(taken);
    this.left = patterns.flatMap((_, index) => (inside.has(index) ? [] : [index]));
  }

  #insert(pattern: string, index: number, rows: number[]): void {
    let state = 0;
    for (let at = 0; at < pattern.length; at++) {
      const cell = state + (this.classOf[pattern.charCodeAt(at)] ?? 0);
      let next = this.table[cell] ?? 0;
      if (next === 0) {
        next = rows.length * this.width;
        rows.push(next);
        this.table[cell] = next;
      }
      state = next;
    }
    this.ends.set(state, [...(this.ends.get(state) ?? []), index]);
  }
}

/** The shortest patterns, as many as have room, and the classes of their units. */
function fitting(patterns: readonly string[], cells: number) {
  const order = patterns.map((_, index) => index);
  order.sort((one, other) => (patterns[one]?.length ?? 0) - (patterns[other]?.length ?? 0));
  const classes = new Map<number, number>();
  const taken: number[] = [];
  let states = 1;
  for (const index of order) {
    const pattern = patterns[index] ?? "";
    const fresh = new Set<number>();
    for (let at = 0; at < pattern.length; at++)
      if (!classes.has(pattern.charCodeAt(at))) fresh.add(pattern.charCodeAt(at));
    states += pattern.length;
    if (states * (classes.size + fresh.size + 1) > cells) break;
    for (const unit of fresh) classes.set(unit, classes.size + 1);
    taken.push(index);
  }
  return { taken, classes };
}
