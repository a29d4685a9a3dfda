// Not from "csv-parse": built as CommonJS, that has another class of the same name.
import { CsvError, parse } from "csv-parse/sync";
import { nearest } from "../../config/nearest";
import { type FleetProblems, type Place, shown } from "../fleetFileError";
import { type AccountRow, type ConfigCell, type Field, ROW_FIELDS } from "./accountRows";
import { configKeyProblems } from "./configKeys";

/** A line of a CSV file: its cells, and the number of its first line in the text. */
interface Line {
  readonly cells: readonly string[];
  readonly line: number;
}

/** The rows of a CSV file of accounts. What is wrong with the file itself is added to the problems. */
export function rowsOfCsv(
  text: string,
  file: string,
  project: string,
  problems: FleetProblems,
): readonly AccountRow[] {
  // The parser would count the two characters of a line end inside of quotes as two lines.
  const [first, ...lines] = linesOf(text.replace(/\r\n?/g, "\n"), file, problems);
  if (first === undefined) return [];
  const header = { cells: first.cells.map((name) => name.trim()), line: first.line };
  const place = { file, line: header.line };
  checkHeader(header.cells, lines, place, project, problems);
  if (lines.length === 0) problems.add(place, "there is no account below the header");
  const isMissing = (name: string): boolean => !header.cells.includes(name);
  return lines.map(({ cells, line }) => {
    if (cells.slice(header.cells.length).some((cell) => cell.trim() !== ""))
      problems.add(
        { file, line },
        "the line has more cells than the header. Quote a value that holds the delimiter",
      );
    // A column that is not there is one problem of the header, not one of each row.
    const field = (name: string): Field => {
      if (isMissing(name)) return "refused";
      const found = cells[header.cells.indexOf(name)]?.trim() ?? "";
      return found === "" ? undefined : { text: found, file, line };
    };
    const config = header.cells.flatMap((key, column): readonly ConfigCell[] => {
      // Blanks belong to the value: those of a prefix or suffix get into the names of goals.
      const value = cells[column] ?? "";
      return key.includes(":") && value.trim() !== "" ? [{ key, text: value, file, line }] : [];
    });
    return {
      file,
      line,
      stack: field("stack"),
      customerId: field("customerId"),
      accountId: field("accountId"),
      config,
    };
  });
}

function linesOf(text: string, file: string, problems: FleetProblems): readonly Line[] {
  try {
    const records = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      record_delimiter: "\n",
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
      raw: true,
    }) as unknown as readonly RawRecord[];
    const lines = records.map(({ record, raw, info }) => ({
      cells: record,
      line: info.lines - breaksIn(raw.trim()),
    }));
    const filled = lines.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
    if (filled.length === 0)
      problems.add(
        { file, line: 1 },
        `the file is empty. Its first line names the columns: ${ROW_FIELDS.join(",")}`,
      );
    return filled;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { line, message } = csvProblem(error, text);
    problems.add({ file, line }, message);
    return [];
  }
}

/** What csv-parse gives with `info` and `raw`; its types leave both out. */
interface RawRecord {
  readonly record: readonly string[];
  readonly raw: string;
  readonly info: { readonly lines: number };
}

function breaksIn(text: string): number {
  return text.split("\n").length - 1;
}

/** The delimiter that the first line with any text has most of. Spreadsheets write semicolons where the comma is the decimal mark. */
function delimiterOf(text: string): string {
  const header = text.split("\n").find((line) => line.trim() !== "") ?? "";
  const count = (delimiter: string): number => header.split(delimiter).length;
  return [",", ";", "\t"].reduce((best, each) => (count(each) > count(best) ? each : best));
}

function csvProblem(error: CsvError, text: string): { readonly line: number; readonly message: string } {
  if (error.code !== "CSV_QUOTE_NOT_CLOSED")
    return {
      line: Number(error.lines),
      message: 'a quote is in the wrong place. Quote the whole cell, and write "" for a quote inside of it',
    };
  // The parser names the text's last line. Its `raw` is all from the record's beginning, blank lines before it included.
  const raw = String(error.raw);
  return {
    line: breaksIn(text) - breaksIn(raw.trimStart()) + 1,
    message: "a quote that opens on this line is not closed",
  };
}

function checkHeader(
  header: readonly string[],
  lines: readonly Line[],
  place: Place,
  project: string,
  problems: FleetProblems,
): void {
  for (const name of ROW_FIELDS)
    if (!header.includes(name)) problems.add(place, `there is no column ${name}`);
  for (const [column, name] of header.entries()) {
    const isUsed = lines.some(({ cells }) => (cells[column] ?? "").trim() !== "");
    if (header.indexOf(name) < column && name !== "")
      problems.add(place, `the column ${shown(name)} is there twice`);
    else if (name.includes(":"))
      for (const problem of configKeyProblems(name, isUsed, project)) problems.add(place, problem);
    else if (name === "" ? isUsed : !isField(name)) problems.add(place, unknownColumn(name));
  }
}

function isField(name: string): boolean {
  return ROW_FIELDS.some((known) => known === name);
}

function unknownColumn(name: string): string {
  if (name === "") return "a column has values but no name in the header";
  const meant = nearest(name.replace(/\s/g, ""), ROW_FIELDS);
  const hint =
    meant === undefined
      ? `The columns are ${ROW_FIELDS.join(", ")}, and keys of the stacks' config with their colon, like msads:namePrefix`
      : `Did you mean ${meant}?`;
  return `${shown(name)} is no column. ${hint}`;
}
