import type { styleText } from "node:util";
import { counted } from "../../goals/text";
import { columns } from "../shared/columns";
import { wrap } from "../shared/terminal";

export type Paint = (text: string, style: Parameters<typeof styleText>[0]) => string;

/** One goal of a table. */
export interface Row {
  readonly cells: readonly string[];
  readonly problem: string;
  readonly todo?: string | undefined;
  readonly style: Parameters<typeof styleText>[0];
}

const LONGEST_CELL = 40;
export const WIDTH = 100;

/** A table as blocks of lines: its head, then the goals with the same problem under that, and what to do. Such goals stand together already. */
export function groupedTable(head: readonly string[], rows: readonly Row[], paint: Paint): readonly string[] {
  const [heading = "", ...lines] = columns([head, ...rows.map(({ cells }) => cells)], LONGEST_CELL);
  const blocks = groupsOf(rows).map(({ first, from, count }) =>
    [
      ...wrap(`${counted(count, "goal")}: ${first.problem}`, WIDTH).map((line) => paint(line, first.style)),
      ...(first.todo === undefined ? [] : wrap(`→ ${first.todo}`, WIDTH)),
      ...lines.slice(from, from + count).map((line) => `  ${line}`),
    ].join("\n"),
  );
  return [`  ${paint(heading, "bold")}`, ...blocks];
}

interface Group {
  readonly first: Row;
  readonly from: number;
  readonly count: number;
}

function groupsOf(rows: readonly Row[]): readonly Group[] {
  const groups = [...Map.groupBy(rows, ({ problem }) => problem).values()];
  let from = 0;
  return groups.flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const group = { first, from, count: same.length };
    from += same.length;
    return [group];
  });
}
