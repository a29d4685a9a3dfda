import { styleText } from "node:util";
import { counted } from "../../../goals/text";
import type { ReplayAnswer } from "../../../replay/answer";
import type { TrafficSource } from "../../../replay/traffic";
import { columns, cut, harmless, widthOf } from "../../shared/columns";
import { wrap } from "../../shared/terminal";
import { isChanged, type ShownGoal, shownGoals } from "./kinds";
import { summaryOf } from "./summary";
import {
  assumedRules,
  attention,
  changeLines,
  conversions,
  difference,
  nameOf,
  number,
  otherWords,
  placesWords,
  revenue,
  skippedWords,
  sourceWords,
  titleOf,
  trafficWords,
} from "./words";

/** What a terminal shows of long lists. */
const MOST_LINES = 20;
const MOST_FILES = 10;
const MOST_NAMES = 5;
const WIDTH = 100;
const NAME = 44;
const PAGE = 56;

export interface TerminalOptions {
  /** Pages for each goal. */
  readonly top: number;
  readonly color: boolean;
}

type Style = Parameters<typeof styleText>[0];

/** The answer for people at a terminal; short where nothing changed. */
export function renderTerminal(answer: ReplayAnswer, options: TerminalOptions): string {
  const paint = (style: Style, text: string) =>
    options.color ? styleText(style, text, { validateStream: false }) : text;
  const shown = shownGoals(answer);
  const isQuiet = answer.before !== undefined && answer.traffic.hits > 0 && !shown.some(isChanged);
  const { words, named } = summaryOf(answer);
  const first = `${titleOf(answer)}: ${words}`;
  const sections = [
    [
      paint("bold", harmless(first)),
      ...named.map((each) => `  ${cut(harmless(each.name), NAME)} ${each.words}`),
    ],
    table(answer, shown, options, paint),
    headed(paint("bold", "Needs attention"), limited(attentionLines(answer))),
    headed(paint("bold", `Read: ${trafficWords(answer)}`), isQuiet ? shortly(answer) : readLines(answer)),
    headed(paint("bold", "Not counted"), answer.notCounted.map(harmless)),
    headed(paint("bold", "Assumed, since Microsoft does not document it"), isQuiet ? [] : rules(answer)),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n");
}

function headed(head: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return head.includes("Read") ? [head] : [];
  return [head, ...lines.flatMap((line) => wrap(`  ${line}`, WIDTH))];
}

function limited(lines: readonly string[]): readonly string[] {
  const rest = lines.length - MOST_LINES;
  return rest > 1 ? [...lines.slice(0, MOST_LINES), `and ${number(rest)} more (--json has all)`] : lines;
}

type Paint = (style: Style, text: string) => string;

/** A row for each goal, and under it the pages that began or ceased to count. Of two sides only what changed. */
function table(
  { before }: ReplayAnswer,
  all: readonly ShownGoal[],
  { top }: TerminalOptions,
  paint: Paint,
): readonly string[] {
  const isCompared = before !== undefined;
  const listed = isCompared ? all.filter(isChanged) : all;
  if (listed.length === 0) return [];
  const head = isCompared
    ? ["Goal", "before", "after", "difference", "revenue"]
    : ["Goal", "reached", "conversions", "revenue"];
  const rows = columns(
    aligned([head, ...listed.map(({ goal }) => cells(goal, isCompared))], head.length - 2),
    NAME,
  );
  const body = listed.flatMap(({ goal, kind }, index) => [
    kind === "fewer" ? paint("red", rows[index + 1] ?? "") : (rows[index + 1] ?? ""),
    ...pages(goal, top),
  ]);
  const same = all.filter(({ kind }) => kind === "same").length;
  const rest = same === 0 ? [] : [`${counted(same, "goal")} ${same === 1 ? "counts" : "count"} as before.`];
  return [paint("bold", rows[0] ?? ""), ...body, ...rest];
}

function cells(goal: ShownGoal["goal"], isCompared: boolean): readonly string[] {
  const { before, after } = goal;
  const worth = revenue(goal, isCompared);
  return isCompared
    ? [nameOf(goal), conversions(before), conversions(after), difference(goal), worth]
    : [
        nameOf(goal),
        after === undefined ? conversions(after) : number(after.reached),
        conversions(after),
        worth,
      ];
}

/** Numbers to the right: so many columns after the first. */
function aligned(rows: readonly (readonly string[])[], numbers: number): readonly (readonly string[])[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column] ?? ""))),
  );
  return rows.map((row) =>
    row.map((cell, column) =>
      column === 0 || column > numbers ? cell : `${" ".repeat((widths[column] ?? 0) - widthOf(cell))}${cell}`,
    ),
  );
}

function pages(goal: ShownGoal["goal"], top: number): readonly string[] {
  const lines = changeLines(goal, top);
  const rows = lines.map(({ sign, what, hits, at }, index) => [
    `${sign}${number(hits)}`,
    what ?? otherWords(goal, lines[index - 1]?.sign !== sign),
    placesWords(at),
  ]);
  return columns(
    aligned(
      rows.map((row) => ["", ...row]),
      1,
    ),
    PAGE,
  ).map((line) => `  ${line}`);
}

function attentionLines(answer: ReplayAnswer): readonly string[] {
  return attention(answer).map(({ goals, words }) => {
    const rest = goals.length - MOST_NAMES;
    const more = rest > 0 ? ` and ${number(rest)} more` : "";
    return harmless(`${goals.slice(0, MOST_NAMES).join(", ")}${more}: ${words}`);
  });
}

function readLines({ traffic }: ReplayAnswer): readonly string[] {
  const rest = traffic.sources.slice(MOST_FILES);
  const more =
    rest.length === 0
      ? []
      : [
          `and ${counted(rest.length, "more file")}: ${counted(
            rest.reduce((sum, { hits }) => sum + hits, 0),
            "hit",
          )}`,
        ];
  const late =
    traffic.outOfOrder === 0 ? [] : [`${counted(traffic.outOfOrder, "hit")} out of the order of time`];
  return [
    ...traffic.sources.slice(0, MOST_FILES).flatMap(sourceLines),
    ...more,
    ...late,
    ...traffic.assumed,
  ].map(harmless);
}

function sourceLines(source: TrafficSource): readonly string[] {
  return [
    `${source.file}, ${sourceWords(source)}`,
    ...source.skipped.map((skipped) => `  ${skippedWords(skipped)}`),
  ];
}

/** Of a replay in which nothing changed only what is broken. */
function shortly({ traffic }: ReplayAnswer): readonly string[] {
  return traffic.sources
    .slice(0, MOST_FILES)
    .flatMap((source) =>
      source.skipped
        .filter(({ broken }) => broken)
        .map((skipped) => `${source.file}: ${skippedWords(skipped)}`),
    )
    .map(harmless);
}

function rules(answer: ReplayAnswer): readonly string[] {
  return assumedRules(answer).map(({ rule, says, source }) => harmless(`${says} (${rule}: ${source})`));
}
