import type { TrafficFormat } from "../traffic";
import type { ColumnFinder } from "./columns";
import { cutLogLine } from "./combined";
import { csvColumns, csvHeader } from "./csv";
import { csvFields } from "./csvFields";
import { objectIn } from "./json";

const linesLookedAt = 20;

/** Tells from the beginning of a file what it is; undefined if it is nothing of ours. */
export function formatOf(beginning: string, finder: ColumnFinder): TrafficFormat | undefined {
  const text = beginning.replace(/^[\uFEFF\s]+/, "");
  if (/^\{\s*"log"\s*:\s*\{/.test(text)) return "har";
  const lines = text.split(/\r\n?|\n/, linesLookedAt);
  for (const line of lines) {
    const found = formatOfLine(line);
    if (found !== undefined) return found;
  }
  if (/^\[\s*\{/.test(text)) return /"event_params"\s*:/.test(text) ? "ga4" : "json";
  if (text.startsWith("{")) return "json";
  return isCsv(lines, finder) ? "csv" : undefined;
}

/** Known columns, or what looks like a header: then the error that a column is missing helps more. */
function isCsv([first = "", second = ""]: readonly string[], finder: ColumnFinder): boolean {
  const { names, separator } = csvHeader(first);
  if (csvColumns(names, finder).some((column) => column !== undefined)) return true;
  return names.length > 1 && csvFields(second, separator)?.length === names.length;
}

function formatOfLine(line: string): TrafficFormat | undefined {
  if (cutLogLine(line) !== undefined) return "combined";
  const value = line.trimStart().startsWith("{") ? objectIn(line) : undefined;
  if (value === undefined) return undefined;
  return "event_name" in value && "event_params" in value ? "ga4" : "json";
}
