import { counted } from "../../../goals/text";
import type { ChangedHits, Counted, GoalAnswer, ReplayAnswer } from "../../../replay/answer";
import type { Skipped, TrafficSource } from "../../../replay/traffic";
import { spokenTime } from "../../shared/page/document";
import { differenceOf } from "./kinds";

export const NOTHING = "–";

export function number(count: number): string {
  return count.toLocaleString("en");
}

/** "+31", "−214 (−6.3%)". */
export function difference(goal: GoalAnswer): string {
  if (goal.before === undefined && goal.after === undefined) return NOTHING;
  const more = differenceOf(goal);
  if (more === 0) return "0";
  const before = goal.before?.conversions ?? 0;
  const share = before === 0 || goal.after === undefined ? "" : ` (${signed((more / before) * 100, 1)}%)`;
  return `${signed(more)}${share}`;
}

function signed(value: number, digits = 0): string {
  const size = Math.abs(value).toLocaleString("en", { maximumFractionDigits: digits });
  return `${value < 0 ? "−" : "+"}${size}`;
}

export function conversions(side: Counted | undefined): string {
  return side === undefined ? NOTHING : number(side.conversions);
}

/** "85,300 → 79,950 EUR"; of one side, or where both are the same, "85,300 EUR". */
export function revenue({ before, after }: GoalAnswer, isCompared: boolean): string {
  const [was, is] = [before?.revenue ?? {}, after?.revenue ?? {}];
  const currencies = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  const parts = currencies.map((currency) => {
    const [from, to] = [was[currency] ?? 0, is[currency] ?? 0];
    const worth = !isCompared || from === to ? amount(to) : `${amount(from)} → ${amount(to)}`;
    return `${worth} ${currency}`.trim();
  });
  return parts.join(", ");
}

function amount(value: number): string {
  const digits = Number.isInteger(value) ? 0 : 2;
  return value.toLocaleString("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: Math.max(digits, 2),
  });
}

/** The name, and what it was before where that differs. */
export function nameOf({ name, nameBefore }: GoalAnswer): string {
  return nameBefore === undefined || nameBefore === name ? name : `${nameBefore} → ${name}`;
}

/** One line of what began or ceased to count. */
export interface ChangeLine {
  readonly sign: "+" | "−";
  /** Undefined: other pages and events than those listed. */
  readonly what: string | undefined;
  readonly hits: number;
  readonly at: readonly string[];
}

/** The most frequent that began, then those that ceased; the rest in one line each. */
export function changeLines(goal: GoalAnswer, top: number): readonly ChangeLine[] {
  return [
    ...linesOf("+", goal.began, goal.beganMore, top),
    ...linesOf("−", goal.ceased, goal.ceasedMore, top),
  ];
}

function linesOf(
  sign: "+" | "−",
  changed: readonly ChangedHits[],
  more: number,
  top: number,
): readonly ChangeLine[] {
  const shown = changed.slice(0, top).map(({ what, hits, at }) => ({ sign, what, hits, at }));
  const rest = changed.slice(top).reduce((sum, { hits }) => sum + hits, more);
  return rest === 0 ? shown : [...shown, { sign, what: undefined, hits: rest, at: [] }];
}

/** "on other pages", where a line lists no page itself. */
export function otherWords(goal: GoalAnswer, isFirst: boolean): string {
  const things = goal.type === "Event" ? "events" : "pages";
  return isFirst ? `on ${things}` : `on other ${things}`;
}

/** Something to look at, and the goals that it is about. */
export interface Attention {
  readonly goals: readonly string[];
  readonly words: string;
}

/** What is to be looked at: goals of which the same is to be said together, then which goals count the same. */
export function attention({ goals, sameHits }: ReplayAnswer): readonly Attention[] {
  const problems = goals.flatMap(({ name, problems }) => problems.map(({ words }) => ({ name, words })));
  const grouped = [...Map.groupBy(problems, ({ words }) => words)].map(([words, those]) => ({
    goals: those.map(({ name }) => name),
    words,
  }));
  const same = sameHits.map(({ goals: names, hits }) => ({
    goals: names,
    words: `They count the same ${counted(hits, "hit")}.`,
  }));
  return [...grouped, ...same];
}

/** "access.log:12, 40, access.log.1:7". */
export function placesWords(at: readonly string[]): string {
  let last: string | undefined;
  const shown = at.map((place) => {
    const end = place.lastIndexOf(":");
    const file = place.slice(0, end);
    const isSame = file === last;
    last = file;
    return isSame ? place.slice(end + 1) : place;
  });
  return shown.join(", ");
}

/** "access.log (combined): 120,345 hits of 200,000 records". */
export function sourceWords({ format, records, hits }: TrafficSource): string {
  return `${FORMATS[format]}: ${counted(hits, "hit")} of ${counted(records, "record")}`;
}

const FORMATS: Readonly<Record<TrafficSource["format"], string>> = {
  har: "HAR",
  combined: "web server log",
  json: "JSON lines",
  csv: "CSV",
  ga4: "GA4 export",
};

/** "3 skipped: no time that can be read (lines 3, 8, 9)". */
export function skippedWords({ reason, count, lines, broken }: Skipped): string {
  const shown = lines.map(number).join(", ");
  const where =
    lines.length === 0 || !broken
      ? ""
      : ` (${lines.length === 1 ? "line" : "lines"} ${shown}${count > lines.length ? ", …" : ""})`;
  return `${number(count)} skipped: ${reason}${where}`;
}

/** "120,345 hits, 2026-10-01 00:00 UTC to 2026-10-31 23:59 UTC". */
export function trafficWords({ traffic: { hits, from, to } }: ReplayAnswer): string {
  const span = from === undefined || to === undefined ? "" : `, ${timeOf(from)} to ${timeOf(to)}`;
  return `${counted(hits, "hit")}${span}`;
}

/** Traffic may name any year. */
function timeOf(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? "an unreadable time" : spokenTime(date.toISOString());
}

export function titleOf({ before, after }: ReplayAnswer): string {
  return before === undefined ? after : `${before} → ${after}`;
}

/** Rules that Microsoft documents nowhere. */
export function assumedRules({ reliedOn }: ReplayAnswer) {
  return reliedOn.filter(({ mark }) => mark === "assumed");
}
