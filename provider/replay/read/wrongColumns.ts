import { nearest } from "../../config/nearest";
import type { TrafficFormat } from "../traffic";
import { type at, type ColumnFinder, type ColumnNames, columns, plainName } from "./columns";
import { csvColumns, csvHeader } from "./csv";
import { TrafficError } from "./trafficError";

/** What may be shown as the name of a column: a file without a header has somebody's data in its place. */
const name = /^[\p{L}_@][\p{L}\d_ .@/()-]{0,39}$/u;
const data = /\d{4}|@.*\.|:\/\//;
const mostShown = 30;

/** @throws TrafficError where a column is missing that must be there */
export function refuseColumns(
  file: string,
  format: TrafficFormat,
  beginning: string,
  given: ColumnNames,
  finder: ColumnFinder,
): void {
  if (format !== "csv") return;
  const [line = ""] = beginning.replace(/^[\uFEFF\s]+/, "").split(/\r\n?|\n/, 1);
  const { names } = csvHeader(line);
  if (names.some((each) => data.test(each)))
    throw new TrafficError(file, "its first line names no columns, but holds data. Add a line with names");
  const there = `The columns are: ${names
    .filter((each) => name.test(each))
    .slice(0, mostShown)
    .join(", ")}`;
  const plain = new Set(names.map(plainName));
  for (const column of columns) {
    const wanted = given[column];
    if (wanted === undefined || plain.has(plainName(wanted))) continue;
    const near = nearest(
      wanted,
      names.filter((each) => name.test(each)),
    );
    const hint = near === undefined ? "" : ` Did you mean ${near}?`;
    throw new TrafficError(
      file,
      `there is no column ${wanted}, which was given for ${column}.${hint} ${there}`,
    );
  }
  const found = new Set(csvColumns(names, finder));
  if (!found.has("time")) throw new TrafficError(file, `${missing("time", names)} ${there}`);
  if (
    !["page", "request", "action", "category", "label", "event"].some((each) =>
      found.has(each as keyof typeof at),
    )
  )
    throw new TrafficError(file, `${missing("page", names)} ${there}`);
}

function missing(column: "time" | "page", names: readonly string[]): string {
  const near = nearest(
    column === "page" ? "url" : column,
    names.filter((each) => name.test(each)),
  );
  const example = near ?? (column === "page" ? "my_url" : "my_time");
  return `no column is known to hold the ${column === "page" ? "address of the page" : "time"}. Say which one does: --column ${column}=${example}.`;
}
