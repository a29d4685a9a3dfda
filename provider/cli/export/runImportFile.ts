import { basename, dirname, relative, resolve } from "node:path";
import { openReader } from "../../session/reader";
import type { Filter } from "./filter";
import { importFile } from "./importFile";
import { withoutLongDecimals } from "./longDecimals";
import type { NeighbourChoice } from "./neighbours";
import { type Counts, countsInWords, countsOf, type ExportRuntime, planAccount } from "./planAccount";
import { refuseExisting, writeProject } from "./writeProject";

export interface ImportFileOptions extends Filter, NeighbourChoice {
  /** The file to write. */
  readonly importFile: string;
  readonly force: boolean;
}

/** What the file came to. */
export interface ImportSummary extends Counts {
  readonly file: string;
}

/** Writes the account that the settings name as a file for `pulumi import --file`; reads only. Throws when the file is there already. */
export async function runImportFile(
  options: ImportFileOptions,
  runtime: ExportRuntime,
): Promise<ImportSummary> {
  const reader = openReader(runtime);
  const ref = reader.ref();
  const file = resolve(runtime.cwd, options.importFile);
  const [folder, name] = [dirname(file), basename(file)];
  if (!options.force) refuseExisting(folder, [name], OTHER_FILE);
  const exported = withoutLongDecimals(await planAccount(reader, ref, options, runtime.progress));
  writeProject(folder, { [name]: importFile(exported, ref.accountId) }, options.force, OTHER_FILE);
  return { ...countsOf(exported, ref), file };
}

const OTHER_FILE = "choose another file";

/** The summary for people, with what to do next. */
export function importInWords(summary: ImportSummary, cwd: string): string {
  const shown = relative(cwd, summary.file);
  const place = shown.startsWith("..") ? summary.file : shown;
  return [
    ...countsInWords(summary, place),
    "",
    "Next, in a Pulumi project that has the plugin:",
    `  pulumi import --file ${place}        takes everything into state, changes nothing, and prints the code to add to the program`,
    "",
  ].join("\n");
}
