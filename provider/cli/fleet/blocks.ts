import { styleText } from "node:util";
import { counted } from "../../goals/text";
import { cut, harmless, widthOf } from "../shared/columns";
import { wrap } from "../shared/terminal";
import { WIDTH } from "./accountLine";
import type { Said } from "./words";

/** Rows of all blocks together; an account has one, and so have accounts of which the same is to be said. */
const MOST_ROWS = 50;
/** Lines of what is said of one row. */
const MOST_LINES = 12;
const INDENT = "    ";
const LONGEST_STACK = 40;

/** Accounts of one kind. */
export interface Block<Thing> {
  readonly said: Said;
  readonly things: readonly Thing[];
}

/** How an account of a block is shown. */
export interface Shown<Thing> {
  readonly stackOf: (thing: Thing) => string;
  /** What is said of it, in paragraphs. Accounts of which the same is said share a row; of which nothing is said have none. */
  readonly textsOf: (thing: Thing) => readonly string[];
  readonly color: boolean;
}

/** Blocks of accounts, a text each: how many, what to do, the accounts with what is said of them. Empty blocks are left out. */
export function blocksOf<Thing>(
  blocks: readonly Block<Thing>[],
  { stackOf, textsOf, color }: Shown<Thing>,
): readonly string[] {
  let room = MOST_ROWS;
  return blocks
    .filter(({ things }) => things.length > 0)
    .map(({ said, things }) => {
      const rows = rowsOf(things, stackOf, textsOf);
      const shown = rows.slice(0, room);
      room -= shown.length;
      const hidden = rows.slice(shown.length).reduce((sum, { stacks }) => sum + stacks.length, 0);
      return [
        ...headOf(said, things.length, color),
        ...linesOf(shown),
        ...(hidden === 0 ? [] : [`${INDENT}and ${hidden.toLocaleString("en")} more: --json lists all`]),
      ].join("\n");
    });
}

function headOf({ mark, word, style, todo }: Said, count: number, color: boolean): readonly string[] {
  const head = `${mark} ${counted(count, "account")} ${word}`;
  return [
    color ? styleText(style, head, { validateStream: false }) : head,
    ...(todo === undefined ? [] : wrap(`  → ${todo}`, WIDTH)),
  ];
}

/** What the service or a program says of one call alone: messages that differ in nothing else say the same. */
const ONE_CALL = /\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi;

interface Row {
  readonly stacks: readonly string[];
  readonly texts: readonly string[];
}

function rowsOf<Thing>(
  things: readonly Thing[],
  stackOf: (thing: Thing) => string,
  textsOf: (thing: Thing) => readonly string[],
): readonly Row[] {
  const rows = things.map((thing) => ({ stack: stackOf(thing), texts: textsOf(thing) }));
  return [
    ...Map.groupBy(
      rows.filter(({ texts }) => texts.length > 0),
      ({ texts }) => JSON.stringify(texts).replaceAll(ONE_CALL, ""),
    ).values(),
  ].map((same) => ({ stacks: same.map(({ stack }) => stack), texts: same[0]?.texts ?? [] }));
}

function linesOf(rows: readonly Row[]): readonly string[] {
  const labels = rows.map(({ stacks: [first = "", ...others] }) =>
    others.length === 0 ? cut(harmless(first), LONGEST_STACK) : counted(others.length + 1, "account"),
  );
  const width = Math.max(0, ...labels.map(widthOf));
  const room = WIDTH - INDENT.length - width - 2;
  return rows.flatMap(({ stacks, texts }, index) => {
    const label = labels[index] ?? "";
    const said = texts
      .flatMap((text) => text.split("\n"))
      .flatMap((text) => wrap(harmless(text), room, true));
    const lines = [
      ...said.slice(0, MOST_LINES),
      ...(said.length > MOST_LINES ? ["… --json has all of it"] : []),
      ...(stacks.length > 1 ? [cut(`(${namesIn(stacks, room)})`, room)] : []),
    ];
    return lines.map((line, at) =>
      `${INDENT}${at === 0 ? label : ""}${" ".repeat(width + 2 - (at === 0 ? widthOf(label) : 0))}${line}`.trimEnd(),
    );
  });
}

/** As many names as there is room for: "acme, beta and 940 more". */
function namesIn(stacks: readonly string[], room: number): string {
  const [first = "", ...others] = stacks.map(harmless);
  let text = first;
  for (const [index, name] of others.entries()) {
    const left = others.length - index;
    const next = `${text}, ${name}`;
    if (widthOf(next) + 20 > room) return `${text} and ${left.toLocaleString("en")} more`;
    text = next;
  }
  return text;
}
