import { nearest } from "../../config/nearest";
import type { TrafficFormat } from "../traffic";
import { type Column, ColumnFinder, type ColumnNames, columns, plainName } from "./columns";
import { csvColumns, csvHeader } from "./csv";
import { objectIn } from "./json";
import { forEachMember } from "./jsonLines";
import { TrafficError } from "./trafficError";

/** What may be shown as the name of a column: a file without a header has somebody's data in its place. */
const name = /^[\p{L}_@][\p{L}\d_ .@/()-]{0,39}$/u;
const data = /\d{4}[-/.]\d|\d{6}|@.*\.|:\/\//;
/** One of these must be there: a record tells of a page, or of an event. */
const tells: readonly Column[] = ["page", "request", "action", "category", "label", "event"];
const mostShown = 30;
const usual = new ColumnFinder({});
const linesLookedAt = 20;

/** @throws TrafficError where a column is missing that must be there */
export function refuseColumns(
  file: string,
  format: TrafficFormat,
  beginning: string,
  given: ColumnNames,
  finder: ColumnFinder,
): void {
  const lines = beginning.replace(/^[\uFEFF\s]+/, "").split(/\r\n?|\n/, linesLookedAt);
  if (format === "json") refuseGiven(file, membersOf(lines), given);
  if (format !== "csv") return;
  const [line = ""] = lines;
  const { names } = csvHeader(line);
  if (names.some((each) => data.test(each)))
    throw new TrafficError(file, "its first line names no columns, but holds data. Add a line with names");
  refuseGiven(file, names, given);
  const found = new Set(csvColumns(names, finder));
  if (!found.has("time")) throw new TrafficError(file, `${missing("time", names)} ${there(names)}`);
  if (!tells.some((each) => found.has(each)))
    throw new TrafficError(file, `${missing("page", names)} ${there(names)}`);
}

function missing(column: "time" | "page", names: readonly string[]): string {
  const near = nearest(column === "page" ? "url" : column, shownOf(names));
  const example = near ?? (column === "page" ? "my_url" : "my_time");
  return `no column is known to hold the ${column === "page" ? "address of the page" : "time"}. Say which one does: --columns ${column}=${example}.`;
}

/** Names of the members of JSON lines, in the order of their first coming. */
function membersOf(lines: readonly string[]): readonly string[] {
  const names = new Set<string>();
  for (const line of lines) {
    const value = objectIn(line);
    if (value !== undefined) forEachMember(value, (each) => names.add(each));
  }
  return [...names];
}

/** Refuses names that the user gave, and the file does not have. */
function refuseGiven(file: string, names: readonly string[], given: ColumnNames): void {
  const plain = new Set(names.map(plainName));
  for (const column of columns) {
    const wanted = given[column];
    if (wanted === undefined || names.length === 0 || plain.has(plainName(wanted))) continue;
    const near = nearest(wanted, names.filter(isName));
    const hint = near === undefined ? "" : ` Did you mean ${near}?`;
    throw new TrafficError(
      file,
      `there is no column ${wanted}, which was given for ${column}.${hint} ${there(names)}`,
    );
  }
}

function there(names: readonly string[]): string {
  const shown = shownOf(names);
  return shown.length === 0
    ? "No usual name is among its columns. If its first line is data, add a line with names"
    : `The columns are: ${shown.slice(0, mostShown).join(", ")}`;
}

/**
 * Where not one name is a usual one, the first line may be somebody's data, which is not shown; neither are names of nested members, which
 * may be keys of data.
 */
function shownOf(names: readonly string[]): readonly string[] {
  const isUsual = (each: string): boolean => usual.find(each) !== undefined;
  return names.some(isUsual)
    ? names.filter((each) => isUsual(each) || (isName(each) && !each.includes(".")))
    : [];
}

function isName(text: string): boolean {
  return name.test(text) && !data.test(text);
}
