import { styleText } from "node:util";
import type { Severity } from "../../goals/diagnosis";
import { counted } from "../../goals/text";
import { wrap } from "../shared/terminal";
import { groupedTable, type Paint, WIDTH } from "./groupedTable";
import type { GoalHealth } from "./health";
import { renderUploads } from "./renderUploads";

const COLORS = { inactive: "red", silent: "yellow", unknown: "dim", ok: "green", paused: "dim" } as const;
const HEAD = ["GOAL", "TYPE", "STATUS", "TRACKING", "TAG", "TAG STATUS", "ID"];

/** The table for people: goals by what is wrong with them, worst first, and what to do. `note`: what could not be read. */
export function renderStatus(health: readonly GoalHealth[], color: boolean, note?: string): string {
  if (health.length === 0) return "The account shows no conversion goals.\n";
  const paint: Paint = (text, style) => (color ? styleText(style, text, { validateStream: false }) : text);
  const rows = health.map((goal) => {
    const { problem, todo, severity } = goal;
    return { cells: cellsOf(goal), problem, todo, style: COLORS[severity] };
  });
  const notes = note === undefined ? [] : [wrap(`Note: ${note}`, WIDTH).join("\n")];
  const uploads = renderUploads(health, paint);
  return `${[...groupedTable(HEAD, rows, paint), ...uploads, summaryOf(health), ...notes].join("\n\n")}\n`;
}

function cellsOf(goal: GoalHealth): readonly string[] {
  const { name, status, trackingStatus, tag, id } = goal;
  const tagName = tag === undefined ? "-" : (tag.name ?? `${tag.id} (not shown)`);
  return [name, typeOf(goal), status ?? "-", trackingStatus ?? "-", tagName, tag?.trackingStatus ?? "-", id];
}

/** "Url"; "Smart, not managed" of a goal that no program can have. */
function typeOf({ type, unsupported }: GoalHealth): string {
  return unsupported === undefined ? type : `${type === "" ? "?" : type}, not managed`;
}

const WORDS: Readonly<Record<Severity, string>> = {
  inactive: "inactive",
  silent: "silent",
  unknown: "of unknown state",
  ok: "recording",
  paused: "paused",
};

/** "12 goals: 2 inactive, 1 silent, 9 recording". */
export function summaryOf(health: readonly GoalHealth[]): string {
  const counts = Object.entries(WORDS).flatMap(([severity, words]) => {
    const count = health.filter((goal) => goal.severity === severity).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  return `${counted(health.length, "goal")}: ${counts.join(", ")}`;
}
