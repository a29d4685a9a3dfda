import { groupedTable, type Paint, type Row } from "./groupedTable";
import type { GoalHealth } from "./health";
import type { UploadHealth } from "./uploadHealth";

/** What became of uploads, for people: the worst first; nothing where no goal has any. */
export function renderUploads(health: readonly GoalHealth[], paint: Paint): readonly string[] {
  const rows = health.flatMap(({ name, uploads }) => (uploads === undefined ? [] : [rowOf(name, uploads)]));
  if (rows.length === 0) return [];
  const sorted = rows.sort((one, other) => rankOf(one) - rankOf(other) || compared(one, other));
  const head = ["GOAL", "ATTRIBUTED", "NOT", "WHY NOT"];
  return [paint("Uploads of offline conversions, last 7 days", "bold"), ...groupedTable(head, sorted, paint)];
}

function rowOf(
  name: string,
  { attributed, unattributed, reasons, problem, todo, isWell }: UploadHealth,
): Row {
  const why = reasons.map(({ reason, count }) => `${count} ${reason}`).join(", ") || "-";
  const cells = [name, String(attributed), String(unattributed), why];
  return { cells, problem, todo, style: isWell ? "green" : "yellow" };
}

function rankOf({ style }: Row): number {
  return style === "green" ? 1 : 0;
}

function compared(one: Row, other: Row): number {
  const [a, b] = [one, other].map(({ problem, cells: [name = ""] }) => `${problem}\u0000${name}`);
  return a === b ? 0 : (a ?? "") < (b ?? "") ? -1 : 1;
}
