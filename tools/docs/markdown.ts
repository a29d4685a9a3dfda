/** Text as a cell of a table: one line, no bar that would end the cell, nothing that HTML would swallow. */
export function cell(text: string): string {
  const line = text.replace(/\s+/g, " ").replaceAll("|", "\\|").trim();
  // Within code the sign needs no escape.
  return line.replace(/`[^`]*`|<a id="[0-9]+"><\/a>|<(?=\w)/g, (found) => (found === "<" ? "&lt;" : found));
}

/** A table of Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---|").join("")}`, ...rows.map(line)].join("\n");
}

/** A value as code; an empty text stays empty. */
export function code(text: string): string {
  return text === "" ? "" : `\`${text}\``;
}

/** Said first on every page that a script writes. */
export const GENERATED = "<!-- Written by `npm run docs` from the source. Changes made here are lost. -->";
