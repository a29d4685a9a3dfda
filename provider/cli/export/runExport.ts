import { relative, resolve } from "node:path";
import { counted } from "../../goals/text";
import { openReader } from "../../session/reader";
import type { Filter } from "./filter";
import type { NeighbourChoice } from "./neighbours";
import { type Counts, countsInWords, countsOf, type ExportRuntime, planAccount } from "./planAccount";
import { projectFiles } from "./projectFiles";
import { renderProgram } from "./renderProgram";
import { refuseExisting, writeProject } from "./writeProject";

export interface ExportOptions extends Filter, NeighbourChoice {
  /** The folder to write to. Default: msads-<account>. */
  readonly out?: string;
  readonly library: boolean;
  readonly force: boolean;
}

/** What an export came to; in the program what is left out stands in comments. */
export interface Summary extends Counts {
  readonly folder: string;
  readonly files: readonly string[];
}

/** Writes the account that the settings name as a Pulumi project; reads only. Throws when a file is there already. */
export async function runExport(options: ExportOptions, runtime: ExportRuntime): Promise<Summary> {
  const reader = openReader(runtime);
  const ref = reader.ref();
  const folder = resolve(runtime.cwd, options.out ?? `msads-${ref.accountId}`);
  const files = projectFiles(reader.settings, ref, folder);
  if (!options.force) refuseExisting(folder, ["index.ts", ...Object.keys(files)]);
  const exported = await planAccount(reader, ref, options, runtime.progress);
  const account = `Account ${ref.accountId} of customer ${ref.customerId}`;
  const text = renderProgram(exported, options.library ? "library" : "single", account);
  const all = { "index.ts": text, ...files };
  writeProject(folder, all, options.force);
  runtime.progress(`${counted(Object.keys(all).length, "file")} written`);
  return { ...countsOf(exported, ref), folder, files: Object.keys(all) };
}

/** The summary for people, with what to do next. */
export function inWords(summary: Summary, cwd: string): string {
  const shown = relative(cwd, summary.folder) || ".";
  const place = shown.startsWith("..") ? summary.folder : shown;
  return [
    ...countsInWords(summary, place),
    "",
    "Next:",
    `  cd ${place}`,
    "  npm install",
    "  pulumi stack init <name>",
    "  pulumi up        takes everything over and changes nothing; the preview shows this line by line",
    "",
  ].join("\n");
}
