import { at, type ColumnFinder, type Named } from "./columns";
import { Memo } from "./memo";
import type { ReaderParts } from "./reading";
import { type Cell, RowReader } from "./row";

/** Members that lie deeper are none of a log's: Caddy's are request → headers → User-Agent. */
const deepest = 3;
const mostNames = 10_000;

/** Whom parsed objects are given to. */
export interface ObjectReader {
  object(value: object, number: number): void;
}

/** Reads the records of web servers and of programs that log hits by themselves. */
export class JsonRecordReader implements ObjectReader {
  readonly #row: RowReader;
  readonly #ranks: number[] = [];
  readonly #named: Memo<Named | "unknown">;

  constructor(parts: ReaderParts, finder: ColumnFinder) {
    this.#row = new RowReader(parts);
    this.#named = new Memo(mostNames, (name) => finder.find(name) ?? "unknown");
  }

  object(value: object, number: number): void {
    this.#row.cells.fill(undefined);
    this.#ranks.fill(Number.POSITIVE_INFINITY);
    forEachMember(value, (name, cell) => {
      const named = this.#named.of(name);
      if (named === "unknown") return;
      const place = at[named.column];
      if (named.rank >= (this.#ranks[place] ?? Number.POSITIVE_INFINITY)) return;
      this.#ranks[place] = named.rank;
      this.#row.cells[place] = cell;
    });
    this.#row.take(number);
  }
}

/** All texts and numbers of an object, with their names: those of objects in it with a dot. Of a list the first counts. */
export function forEachMember(
  value: object,
  take: (name: string, cell: Cell) => void,
  above = "",
  depth = 1,
): void {
  for (const [name, given] of Object.entries(value) as readonly (readonly [string, unknown])[]) {
    const path = above === "" ? name : `${above}.${name}`;
    const member: unknown = Array.isArray(given) ? given[0] : given;
    if (typeof member === "string") {
      if (member !== "") take(path, member);
    } else if (typeof member === "number") take(path, member);
    else if (typeof member === "object" && member !== null && depth < deepest)
      forEachMember(member, take, path, depth + 1);
  }
}
