/** One line of the table: what was measured, against what was to be reached. */
export interface Row {
  readonly what: string;
  /** The figures of this run, for people. */
  readonly measured: string;
  /** What design asks for; absent where a figure only informs. */
  readonly figure?: string;
  readonly met?: boolean;
  /** What limits it, where that is not plain. */
  readonly note?: string;
}

/** A row with a figure to reach. */
export function judged(what: string, measured: string, figure: string, met: boolean, note?: string): Row {
  return { what, measured, figure, met, ...(note === undefined ? {} : { note }) };
}

/** A row that only informs. */
export function told(what: string, measured: string, note?: string): Row {
  return { what, measured, ...(note === undefined ? {} : { note }) };
}

export function verdict({ met }: Row): string {
  if (met === undefined) return "";
  return met ? "met" : "not met";
}

/** For a terminal: columns, and the notes below. */
export function asText(rows: readonly Row[]): string {
  const cells = rows.map((row) => [row.what, row.measured, row.figure ?? "", verdict(row)] as const);
  const all = [["what", "measured", "figure", ""] as const, ...cells];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  const lines = all.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const notes = rows.flatMap(({ what, note }) => (note === undefined ? [] : [`  ${what}: ${note}`]));
  return [...lines, ...(notes.length > 0 ? ["", ...notes] : [])].join("\n");
}

/** The same for a README. */
export function asMarkdown(rows: readonly Row[]): string {
  const lines = rows.map((row) =>
    [
      row.what,
      row.measured + (row.note === undefined ? "" : ` (${row.note})`),
      row.figure ?? "",
      verdict(row),
    ]
      .map((cell) => cell.replaceAll("|", "\\|"))
      .join(" | "),
  );
  return ["| what | measured | figure | |", "|---|---|---|---|", ...lines.map((line) => `| ${line} |`)].join(
    "\n",
  );
}
