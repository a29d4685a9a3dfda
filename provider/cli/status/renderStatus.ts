import { styleText } from "node:util";
import { counted } from "../../goals/text";
import { wrap } from "../shared/terminal";
import { columns } from "./columns";
import type { GoalHealth } from "./health";
import type { Severity } from "./problems";

const COLORS = { inactive: "red", silent: "yellow", unknown: "dim", ok: "green", paused: "dim" } as const;
const LONGEST_CELL = 40;
const WIDTH = 100;

/** The table for people: goals by what is wrong with them, worst first, and what to do. */
export function renderStatus(health: readonly GoalHealth[], color: boolean): string {
  if (health.length === 0) return "The account shows no conversion goals.\n";
  const head = ["GOAL", "TYPE", "STATUS", "TRACKING", "TAG", "TAG STATUS", "ID"];
  const [heading = "", ...lines] = columns([head, ...health.map(cellsOf)], LONGEST_CELL);
  const paint = (text: string, style: Parameters<typeof styleText>[0]) =>
    color ? styleText(style, text, { validateStream: false }) : text;
  const blocks = groupsOf(health).map(({ first, from, count }) =>
    [
      ...wrap(`${counted(count, "goal")}: ${first.problem}`, WIDTH).map((line) =>
        paint(line, COLORS[first.severity]),
      ),
      ...(first.todo === undefined ? [] : wrap(`→ ${first.todo}`, WIDTH)),
      ...lines.slice(from, from + count).map((line) => `  ${line}`),
    ].join("\n"),
  );
  return `${[`  ${paint(heading, "bold")}`, ...blocks, summaryOf(health)].join("\n\n")}\n`;
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

interface Group {
  readonly first: GoalHealth;
  readonly from: number;
  readonly count: number;
}

/** Goals with the same problem come together. */
function groupsOf(health: readonly GoalHealth[]): readonly Group[] {
  const groups = [...Map.groupBy(health, ({ problem }) => problem).values()];
  let from = 0;
  return groups.flatMap((goals) => {
    const [first] = goals;
    if (first === undefined) return [];
    const group = { first, from, count: goals.length };
    from += goals.length;
    return [group];
  });
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
