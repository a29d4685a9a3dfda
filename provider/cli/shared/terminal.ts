import { stripVTControlCharacters, styleText } from "node:util";
import { fitting, widthOf } from "./columns";

type Style = Parameters<typeof styleText>[0];

/** Writes to the terminal: at most 100 columns wide, coloured only where colours show. */
export class Terminal {
  constructor(
    private readonly stream: NodeJS.WriteStream,
    readonly color: boolean,
  ) {}

  line(text = "", indent = 0, style?: Style): void {
    const lines = text.split("\n").flatMap((each) => wrap(each, WIDTH - indent));
    for (const each of lines)
      this.stream.write(`${" ".repeat(indent)}${this.paint(each, style)}`.trimEnd().concat("\n"));
  }

  /** A line to copy: never broken. */
  command(text: string, indent: number): void {
    this.stream.write(`${" ".repeat(indent)}${text}\n`);
  }

  /** Rows in columns, the first to the left, the others to the right. */
  table(rows: readonly (readonly string[])[], indent = 0): void {
    const widths = (rows[0] ?? []).map((_, column) =>
      Math.max(...rows.map((row) => (row[column] ?? "").length)),
    );
    rows.forEach((row, index) => {
      const cells = row.map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      );
      this.stream.write(
        `${" ".repeat(indent)}${this.paint(cells.join("   "), index === 0 ? "bold" : undefined)}\n`,
      );
    });
  }

  private paint(text: string, style: Style | undefined): string {
    return this.color && style !== undefined ? styleText(style, text, { validateStream: false }) : text;
  }
}

const WIDTH = 100;

/**
 * Breaks a line at blanks; what follows is indented a little more than the line itself. Colours take no room. A word that is
 * longer than a line stays whole, so that it can be copied; `breaksWords`: it is broken, too.
 */
export function wrap(line: string, width: number, breaksWords = false): readonly string[] {
  const indent = /^ */.exec(line)?.[0].length ?? 0;
  const lines: string[] = [];
  let rest = line;
  while (widthOf(stripVTControlCharacters(rest)) > width) {
    const end = placeOf(rest, width);
    const blank = rest.lastIndexOf(" ", end);
    const at = blank <= indent + 2 && breaksWords ? end : blank;
    if (at <= indent + 2) break;
    lines.push(rest.slice(0, at));
    rest = `${" ".repeat(indent + 2)}${rest.slice(at === blank ? at + 1 : at)}`;
  }
  return [...lines, rest];
}

const ESCAPE = "\u001b";
const COLOR = new RegExp(`(${ESCAPE}\\[[0-9;]*m)`);

/** The place in a text of the first visible character that does not fit into so many columns. */
function placeOf(text: string, columns: number): number {
  let seen = 0;
  let at = 0;
  for (const part of text.split(COLOR)) {
    const isColor = part.startsWith(ESCAPE);
    if (!isColor && seen + widthOf(part) > columns) return at + fitting(part, columns - seen);
    if (!isColor) seen += widthOf(part);
    at += part.length;
  }
  return at;
}
