import { counted } from "../../../goals/text";
import type { ReplayAnswer } from "../../../replay/answer";
import type { TrafficSource } from "../../../replay/traffic";
import { cut, harmless } from "../../shared/columns";
import { isChanged, type ShownGoal, shownGoals } from "./kinds";
import { summaryOf } from "./summary";
import {
  assumedRules,
  attention,
  type ChangeLine,
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

/** GitHub takes no comment of more than 65,536 characters; so much goes to each part. */
const PARTS = { goals: 18_000, pages: 20_000, attention: 8_000, read: 6_000, rest: 5_000 };
const LONGEST = 120;
const MOST_NAMES = 10;

/** The answer for a pull request: at most 60,000 characters, and no text of an account or of traffic is markup, a mention or a link in it. */
export function renderMarkdown(answer: ReplayAnswer, top: number): string {
  const shown = shownGoals(answer);
  const { words, named } = summaryOf(answer);
  const first = named.map((each) => `${text(each.name)} ${each.words}`).join(", ");
  const blocks = [
    `### Conversions: ${text(titleOf(answer))}`,
    `${words}${first === "" ? "" : ` ${first}.`} Counted over ${trafficWords(answer)}.`,
    goalTable(answer, shown),
    folded(
      "Pages and events that began or ceased to count",
      within(pageLines(shown, top), PARTS.pages, "goal"),
    ),
    headed("Needs attention", within(attentionLines(answer), PARTS.attention, "line")),
    folded("What was read", within(readLines(answer), PARTS.read, "line")),
    folded("What could not be counted, and what is assumed", within(restLines(answer), PARTS.rest, "line")),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

/**
 * A text that is shown and nothing else: Markdown, HTML, mentions, links, references and emoji need characters that are numbers here. GitHub makes
 * a link of an address even then, but not across a comment.
 */
function text(given: string): string {
  const shown = cut(harmless(given), LONGEST).replace(
    /[^\p{L}\p{N}\p{M} /,–→…-]/gu,
    (character) => `&#${character.codePointAt(0)};${character === "@" ? "<!-- -->" : ""}`,
  );
  return `<code>${shown}</code>`;
}

function goalTable({ before }: ReplayAnswer, all: readonly ShownGoal[]): string {
  const isCompared = before !== undefined;
  const listed = isCompared ? all.filter(isChanged) : all;
  if (listed.length === 0) return "";
  const head = isCompared
    ? "| Goal | Before | After | Difference | Revenue |\n|:--|--:|--:|--:|--:|"
    : "| Goal | Reached | Conversions | Revenue |\n|:--|--:|--:|--:|";
  const rows = listed.map(({ goal }) => {
    const side = isCompared
      ? [conversions(goal.before), conversions(goal.after), difference(goal)]
      : [
          goal.after === undefined ? conversions(undefined) : number(goal.after.reached),
          conversions(goal.after),
        ];
    return `| ${[text(nameOf(goal)), ...side, worth(revenue(goal, isCompared))].join(" | ")} |`;
  });
  const fitting = taken(rows, PARTS.goals);
  const same = all.filter(({ kind }) => kind === "same").length;
  const notes = [
    ...(fitting.length < rows.length
      ? [`${counted(rows.length - fitting.length, "more goal")} not listed.`]
      : []),
    ...(same > 0 ? [`${counted(same, "goal")} as before.`] : []),
  ];
  return [`${head}\n${fitting.join("\n")}`, ...(notes.length === 0 ? [] : [notes.join(" ")])].join("\n\n");
}

/** A currency may be any three letters that a page sends. */
function worth(given: string): string {
  return given.replace(/[^\p{L}\p{N} .,→−+-]/gu, "");
}

/** A block for each goal that changed. */
function pageLines(shown: readonly ShownGoal[], top: number): readonly string[] {
  return shown.filter(isChanged).flatMap(({ goal }) => {
    const lines = changeLines(goal, top);
    if (lines.length === 0) return [];
    const items = lines.map(
      (line, index) => `  - ${changeWords(line, otherWords(goal, lines[index - 1]?.sign !== line.sign))}`,
    );
    return [`- ${text(nameOf(goal))}\n${items.join("\n")}`];
  });
}

function changeWords({ sign, what, hits, at }: ChangeLine, other: string): string {
  const verb = sign === "+" ? "began" : "ceased";
  const page = what === undefined ? other : text(what);
  const places = at.length === 0 ? "" : ` (${text(placesWords(at))})`;
  return `${verb}: ${counted(hits, "hit")} ${page}${places}`;
}

function attentionLines(answer: ReplayAnswer): readonly string[] {
  return attention(answer).map(({ goals, words }) => {
    const rest = goals.length - MOST_NAMES;
    const more = rest > 0 ? ` and ${number(rest)} more` : "";
    return `- ${goals.slice(0, MOST_NAMES).map(text).join(", ")}${more}: ${plain(words)}`;
  });
}

/** Sentences of ours: what they quote is an expression or a field's name, and no markup, mention or reference either. */
function plain(given: string): string {
  return harmless(given).replace(/[^\p{L}\p{N}\p{M} .,:;()/–→…+'"%-]|:(?! )|www\./gu, (found) => text(found));
}

function readLines({ traffic }: ReplayAnswer): readonly string[] {
  const late =
    traffic.outOfOrder === 0 ? [] : [`- ${counted(traffic.outOfOrder, "hit")} out of the order of time`];
  return [
    ...traffic.sources.map(sourceLine),
    ...late,
    ...traffic.assumed.map((words) => `- ${plain(words)}`),
  ];
}

function sourceLine(source: TrafficSource): string {
  const skipped = source.skipped.map((each) => `\n  - ${plain(skippedWords(each))}`);
  return `- ${text(source.file)}, ${sourceWords(source)}${skipped.join("")}`;
}

function restLines(answer: ReplayAnswer): readonly string[] {
  return [
    ...answer.notCounted.map((words) => `- Not counted: ${plain(words)}`),
    ...assumedRules(answer).map(
      ({ says, source }) => `- Assumed, not documented by Microsoft: ${plain(says)} (${plain(source)})`,
    ),
  ];
}

/** As many lines as there is room for, and how many more there are. */
function within(lines: readonly string[], room: number, thing: string): readonly string[] {
  const fitting = taken(lines, room);
  const rest = lines.length - fitting.length;
  return rest === 0 ? fitting : [...fitting, `- and ${counted(rest, `more ${thing}`)}`];
}

function taken(lines: readonly string[], room: number): readonly string[] {
  let used = 0;
  const end = lines.findIndex((line) => {
    used += line.length + 1;
    return used > room;
  });
  return end < 0 ? lines : lines.slice(0, end);
}

function headed(head: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `**${head}**\n\n${lines.join("\n")}`;
}

function folded(head: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `<details><summary>${head}</summary>\n\n${lines.join("\n")}\n\n</details>`;
}
