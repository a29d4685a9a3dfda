/** The cells of one record of CSV (RFC 4180). Undefined: a quote is still open, so that the next line belongs to it. */
export function csvFields(record: string, separator: string): readonly string[] | undefined {
  if (!record.includes('"')) return record.split(separator);
  const fields = new CsvFields(separator);
  return fields.add(record) ? fields.cells : undefined;
}

/** The cells of one record that may have several lines. */
export class CsvFields {
  readonly cells: string[] = [];
  /** What came of the cell whose quote is open. */
  #open: string[] | undefined;

  constructor(private readonly separator: string) {}

  /** Whether the record is whole with this line. */
  add(line: string): boolean {
    let start = this.#open === undefined ? 0 : this.#quoted(line, 0);
    while (start !== undefined) {
      if (start > line.length) return true;
      start = line[start] === '"' ? this.#quoted(line, start + 1) : this.#bare(line, start);
    }
    return false;
  }

  /** Takes a cell without a quote; returns where the next one begins, behind the line if there is none. */
  #bare(line: string, start: number): number {
    const end = this.#endOfCell(line, start);
    this.cells.push(line.slice(start, end));
    return end + 1;
  }

  /** Takes what is left of a quoted cell; undefined if its quote stays open. */
  #quoted(line: string, start: number): number | undefined {
    const close = closingQuote(line, start);
    this.#open ??= [];
    this.#open.push(close === -1 ? line.slice(start) : line.slice(start, close));
    if (close === -1) return undefined;
    const quoted = this.#open.join("\n");
    this.#open = undefined;
    // What follows a closing quote before the separator belongs to the cell, as spreadsheets read it.
    const end = this.#endOfCell(line, close + 1);
    this.cells.push(
      (quoted.includes('""') ? quoted.replaceAll('""', '"') : quoted) + line.slice(close + 1, end),
    );
    return end + 1;
  }

  #endOfCell(line: string, from: number): number {
    const end = line.indexOf(this.separator, from);
    return end === -1 ? line.length : end;
  }
}

function closingQuote(record: string, from: number): number {
  let close = record.indexOf('"', from);
  while (close !== -1 && record[close + 1] === '"') close = record.indexOf('"', close + 2);
  return close;
}
