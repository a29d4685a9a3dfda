import { relative, resolve } from "node:path";
import { counted } from "../../goals/text";
import type { AccountRef } from "../../service/campaignManagement";
import { openReader, type ReaderRuntime } from "../../session/reader";
import type { Filter } from "./filter";
import type { Exported } from "./model";
import { planExport } from "./planExport";
import { projectFiles } from "./projectFiles";
import { readAccount } from "./readAccount";
import { renderProgram } from "./renderProgram";
import { refuseExisting, writeProject } from "./writeProject";

export interface ExportOptions extends Filter {
  /** The folder to write to. Default: msads-<account>. */
  readonly out?: string;
  readonly library: boolean;
  readonly force: boolean;
}

export interface ExportRuntime extends ReaderRuntime {
  /** The folder that `out` starts from. */
  readonly cwd: string;
  /** Gets a line for each step. */
  readonly progress: (line: string) => void;
}

/** What an export came to. */
export interface Summary extends AccountRef {
  readonly folder: string;
  readonly files: readonly string[];
  readonly tags: number;
  readonly goals: number;
  /** Goals that include, exclude and status leave out. */
  readonly filtered: number;
  /** In the program as comments, with the reason. */
  readonly leftOut: readonly { kind: string; id: string; name: string; type?: string; why: string }[];
}

/** Writes the account that the settings name as a Pulumi project; two reads, no write. Throws when a file is there already. */
export async function runExport(options: ExportOptions, runtime: ExportRuntime): Promise<Summary> {
  const reader = openReader(runtime);
  const ref = reader.ref();
  const folder = resolve(runtime.cwd, options.out ?? `msads-${ref.accountId}`);
  const files = projectFiles(reader.settings, ref, folder);
  if (!options.force) refuseExisting(folder, ["index.ts", ...Object.keys(files)]);
  runtime.progress(`reading account ${ref.accountId} of customer ${ref.customerId}`);
  const { goals, tags } = await readAccount(reader, ref);
  runtime.progress(`${counted(tags.length, "UET tag")} and ${counted(goals.length, "conversion goal")} read`);
  const exported = planExport(goals, tags, options, reader.settings);
  const account = `Account ${ref.accountId} of customer ${ref.customerId}`;
  const text = renderProgram(exported, options.library ? "library" : "single", account);
  const all = { "index.ts": text, ...files };
  writeProject(folder, all, options.force);
  runtime.progress(`${counted(Object.keys(all).length, "file")} written`);
  return summaryOf(exported, ref, folder, Object.keys(all));
}

function summaryOf(exported: Exported, ref: AccountRef, folder: string, files: readonly string[]): Summary {
  const { tags, goals, leftOut, filtered } = exported;
  return {
    ...ref,
    folder,
    files,
    tags: tags.length,
    goals: goals.length,
    filtered,
    leftOut: leftOut.map(({ draft: _, ...about }) => about),
  };
}

/** The summary for people, with what to do next. */
export function inWords(summary: Summary, cwd: string): string {
  const { folder, tags, goals, filtered, leftOut } = summary;
  const shown = relative(cwd, folder) || ".";
  const place = shown.startsWith("..") ? folder : shown;
  return [
    `${place}: ${counted(tags, "UET tag")} and ${counted(goals, "goal")}${filtered === 0 ? "" : `, ${filtered} filtered out`}`,
    ...leftOut.map(({ id, name, why }) => `  left out: ${id}, ${JSON.stringify(name)}: ${why}`),
    "",
    "Next:",
    `  cd ${place}`,
    "  npm install",
    "  pulumi stack init <name>",
    "  pulumi up        takes everything over and changes nothing; the preview shows this line by line",
    "",
  ].join("\n");
}
