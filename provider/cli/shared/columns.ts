const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18fff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** How many columns a text takes on a terminal. */
export function widthOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += columnsOf(segment);
  return width;
}

function columnsOf(grapheme: string): number {
  return WIDE.test(grapheme) ? 2 : 1;
}

/** A text that a terminal, or the log of a workflow (`::error::`, `##[error]`), shows and does not obey: such characters are escaped. */
export function harmless(text: string): string {
  return text.replace(/[\p{C}\u2028\u2029]|(?<=^\s*):(?=:)|#(?=#\[)/gu, (character) =>
    character === "\u200d" ? character : `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}

/** Rows in columns that line up, texts cut to a number of columns. */
export function columns(rows: readonly (readonly string[])[], most: number): readonly string[] {
  const short = rows.map((row) => row.map((cell) => cut(harmless(cell), most)));
  const count = Math.max(0, ...short.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...short.map((row) => widthOf(row[column] ?? ""))),
  );
  return short.map((row) =>
    row
      .map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - widthOf(cell)))
      .join("  ")
      .trimEnd(),
  );
}

/** A text cut to a number of columns; "…" says so. */
export function cut(text: string, most: number): string {
  if (widthOf(text) <= most) return text;
  return `${text.slice(0, fitting(text, most - 1))}…`;
}

/** How many characters of a text, by whole graphemes, fit into a number of columns. */
export function fitting(text: string, most: number): number {
  let width = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    width += columnsOf(segment);
    if (width > most) return index;
  }
  return text.length;
}
