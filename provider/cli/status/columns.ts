const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** How many columns a text takes on a terminal. */
export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

/** A text that a terminal shows and does not obey: what moves the cursor, colours or turns the line is escaped. */
export function harmless(text: string): string {
  return text.replace(/[\p{C}\u2028\u2029]/gu, (character) =>
    character === "\u200d" ? character : `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}

/** Rows in columns that line up, texts cut to a number of columns. */
export function columns(rows: readonly (readonly string[])[], most: number): readonly string[] {
  const cut = rows.map((row) => row.map((cell) => shortened(harmless(cell), most)));
  const count = Math.max(0, ...cut.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...cut.map((row) => widthOf(row[column] ?? ""))),
  );
  return cut.map((row) =>
    row
      .map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - widthOf(cell)))
      .join("  ")
      .trimEnd(),
  );
}

function shortened(text: string, most: number): string {
  if (widthOf(text) <= most) return text;
  let kept = "";
  for (const { segment } of graphemes.segment(text)) {
    if (widthOf(kept + segment) > most - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}
