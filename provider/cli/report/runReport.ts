import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { counted } from "../../goals/text";
import { openReader, type ReaderRuntime } from "../../session/reader";
import { readAccount } from "../export/readAccount";
import { ownManifest } from "../shared/manifest";
import { PageFile, shownPath } from "../shared/page/pageFile";
import { summaryOf } from "../status/renderStatus";
import { UsageError } from "../usageError";
import { againstState } from "./drift";
import { readNeighbours } from "./neighbours";
import { page } from "./page";
import { type ReportData, reportData } from "./reportData";
import { readState, type StateResource } from "./stateFile";
import { driftedInWords } from "./words";

export interface ReportOptions {
  /** The file to write. Default: msads-report-<account>.html. */
  readonly out?: string;
  /** What `pulumi stack export` wrote. */
  readonly state?: string;
  readonly force: boolean;
}

export interface ReportRuntime extends ReaderRuntime {
  /** The folder that files start from. */
  readonly cwd: string;
  readonly now: () => Date;
  /** Gets a line for each step. */
  readonly progress: (line: string) => void;
}

/** What the page shows, and where it is. */
export interface Report extends ReportData {
  readonly file: string;
}

/**
 * Writes the page about the account that the settings name. Two reads; for settings in the state one more, for campaigns one for each 100; no write.
 * Throws when the file is there already.
 */
export async function runReport(options: ReportOptions, runtime: ReportRuntime): Promise<Report> {
  const reader = openReader(runtime);
  const ref = reader.ref();
  const file = new PageFile(runtime.cwd, options.out ?? `msads-report-${ref.accountId}.html`, options.force);
  const resources = options.state === undefined ? undefined : stateIn(resolve(runtime.cwd, options.state));
  runtime.progress(`reading account ${ref.accountId} of customer ${ref.customerId}`);
  const content = await readAccount(reader, ref);
  const { goals, tags } = content;
  runtime.progress(`${counted(tags.length, "UET tag")} and ${counted(goals.length, "conversion goal")} read`);
  const against =
    resources &&
    againstState(resources, { ...content, ...(await readNeighbours(reader, ref, resources)) }, ref);
  const data = reportData(ref, content, against, runtime.now());
  file.write(page(data, ownManifest().version));
  return { file: file.path, ...data };
}

function stateIn(file: string): readonly StateResource[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`--state: ${error instanceof Error ? error.message : String(error)}`);
  }
  return readState(text, file);
}

/** What was written, for people. */
export function inWords({ file, goals, state }: Report, cwd: string): string {
  const drift = state === undefined ? "" : `\n  ${driftWords(state)}`;
  return `${shownPath(file, cwd)}: ${goals.length === 0 ? "no goals" : summaryOf(goals)}${drift}\n`;
}

function driftWords({ drifted, elsewhere, unread }: NonNullable<ReportData["state"]>): string {
  const nothing = elsewhere + unread === 0 ? "nothing" : "nothing of what was checked";
  const notChecked =
    unread === 0 ? "" : `; not checked, because they need API version 13: ${counted(unread, "resource")}`;
  return `${drifted.length === 0 ? nothing : driftedInWords(drifted)} changed outside the program${notChecked}`;
}
