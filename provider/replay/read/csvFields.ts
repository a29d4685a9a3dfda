/** The cells of one record of CSV (RFC 4180). Undefined: a quote is still open, so that the next line belongs to it. */
export function csvFields(record: string, separator: string): readonly string[] | undefined {
  if (!record.includes('"')) return record.split(separator);
  const cells: string[] = [];
  let start = 0;
  for (;;) {
    if (record[start] !== '"') {
      const end = record.indexOf(separator, start);
      cells.push(end === -1 ? record.slice(start) : record.slice(start, end));
      if (end === -1) return cells;
      start = end + 1;
      continue;
    }
    const close = closingQuote(record, start + 1);
    if (close === -1) return undefined;
    const quoted = record.slice(start + 1, close);
    // What follows a closing quote before the separator belongs to the cell, as spreadsheets read it.
    const end = record.indexOf(separator, close + 1);
    const rest = end === -1 ? record.slice(close + 1) : record.slice(close + 1, end);
    cells.push((quoted.includes('""') ? quoted.replaceAll('""', '"') : quoted) + rest);
    if (end === -1) return cells;
    start = end + 1;
  }
}

function closingQuote(record: string, from: number): number {
  let close = record.indexOf('"', from);
  while (close !== -1 && record[close + 1] === '"') close = record.indexOf('"', close + 2);
  return close;
}
