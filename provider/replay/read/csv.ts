import type { Column, ColumnFinder } from "./columns";
import { at } from "./columns";
import { CsvFields, csvFields } from "./csvFields";
import type { LineReader, ReaderParts } from "./reading";
import { broken } from "./record";
import { RowReader } from "./row";

/** So many lines, and characters, may one record have. */
const mostLines = 100;
const longestRecord = 1024 * 1024;

const openQuote = broken("a quote that is not closed");
const otherCells = broken("not as many cells as there are columns");

/** A CSV file's first line. */
export interface CsvHeader {
  readonly separator: string;
  readonly names: readonly string[];
}

/** The separator is what the line has most of, outside of quotes. */
export function csvHeader(line: string): CsvHeader {
  const bare = line.replace(/"[^"]*"/g, "");
  const counts = [",", ";", "\t"].map((each) => ({ each, count: bare.split(each).length }));
  const separator = counts.reduce((most, next) => (next.count > most.count ? next : most)).each;
  const names = (csvFields(line, separator) ?? []).map((name) => name.trim());
  return { separator, names };
}

/** Which column each cell of a line belongs to; where names compete, the better known one counts. */
export function csvColumns(names: readonly string[], finder: ColumnFinder): readonly (Column | undefined)[] {
  const named = names.map((name) => finder.find(name));
  return named.map((each, index) => {
    if (each === undefined) return undefined;
    const better = named.some(
      (other, otherIndex) =>
        other?.column === each.column &&
        (other.rank < each.rank || (other.rank === each.rank && otherIndex < index)),
    );
    return better ? undefined : each.column;
  });
}

/** Reads a CSV file with a header. */
export class CsvReader implements LineReader {
  readonly #parts: ReaderParts;
  readonly #finder: ColumnFinder;
  #separator = ",";
  #row: RowReader | undefined;
  #width = 0;
  /** For each cell of a line its place in the row. */
  #places: readonly (number | undefined)[] = [];
  /** Lines of a record whose quote is still open. */
  #open: { text: string; number: number }[] = [];
  #openLength = 0;
  #fields = new CsvFields(",");

  constructor(parts: ReaderParts, finder: ColumnFinder) {
    this.#parts = parts;
    this.#finder = finder;
  }

  line(text: string, number: number): void {
    if (this.#open.length > 0) this.#goOn(text, number);
    else this.#begin(text, number);
  }

  end(): void {
    while (this.#open.length > 0) this.#giveUp();
  }

  #begin(text: string, number: number): void {
    if (text.trim() === "") return;
    if (this.#row === undefined) {
      this.#readHeader(text);
      return;
    }
    const cells = csvFields(text, this.#separator);
    if (cells === undefined) {
      this.#open = [{ text, number }];
      this.#openLength = text.length;
      this.#fields = new CsvFields(this.#separator);
      this.#fields.add(text);
    } else this.#record(cells, number);
  }

  #goOn(text: string, number: number): void {
    this.#open.push({ text, number });
    this.#openLength += text.length;
    if (this.#fields.add(text)) {
      const { cells } = this.#fields;
      const [first] = this.#open;
      if (cells.length !== this.#width || first === undefined) {
        this.#giveUp();
        return;
      }
      this.#open = [];
      this.#record(cells, first.number);
      return;
    }
    if (this.#open.length >= mostLines || this.#openLength > longestRecord) this.#giveUp();
  }

  /** The quote was a mistake: its line is lost, those after it are read. */
  #giveUp(): void {
    const [first, ...rest] = this.#open;
    this.#open = [];
    if (first !== undefined) this.#parts.records.skip(openQuote, first.number);
    for (const { text, number } of rest) this.line(text, number);
  }

  #readHeader(text: string): void {
    const { separator, names } = csvHeader(text);
    this.#separator = separator;
    this.#row = new RowReader(this.#parts, separator === ";");
    this.#width = names.length;
    this.#places = csvColumns(names, this.#finder).map((column) =>
      column === undefined ? undefined : at[column],
    );
  }

  #record(cells: readonly string[], number: number): void {
    const row = this.#row;
    if (row === undefined) return;
    if (cells.length < this.#width || cells.slice(this.#width).some((cell) => cell !== "")) {
      this.#parts.records.skip(otherCells, number);
      return;
    }
    row.cells.fill(undefined);
    for (let index = 0; index < this.#width; index++) {
      const place = this.#places[index];
      if (place !== undefined) row.cells[place] = cells[index];
    }
    row.take(number);
  }
}
