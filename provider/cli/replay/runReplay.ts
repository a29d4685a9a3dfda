import type { ReplayAnswer } from "../../replay/answer";
import { type Column, type ColumnNames, columns } from "../../replay/read/columns";
import { openTraffic } from "../../replay/read/openTraffic";
import { replay } from "../../replay/replay";
import type { TrafficFormat } from "../../replay/traffic";
import { ownManifest } from "../shared/manifest";
import { PageFile, shownPath } from "../shared/page/pageFile";
import { UsageError } from "../usageError";
import { replayPage } from "./page/page";
import type { ReplayProgress } from "./progress";
import { renderMarkdown } from "./show/markdown";
import { renderTerminal } from "./show/terminal";
import { readSides, type SidesRuntime } from "./sides/readSides";
import { type SideOptions, sidesOf } from "./sides/side";

export interface ReplayRun extends SideOptions {
  readonly files: readonly string[];
  readonly format?: TrafficFormat;
  readonly site?: string;
  readonly columns?: Readonly<Record<string, string>>;
  readonly json?: true;
  readonly markdown?: true;
  /** The page's file. */
  readonly html?: string;
  readonly force?: true;
  /** Pages and events for each goal. */
  readonly top: number;
  readonly adClicksOnly?: true;
}

export interface ReplayRuntime extends Omit<SidesRuntime, "progress"> {
  readonly print: (text: string) => void;
  readonly complain: (line: string) => void;
  /** Colours show. */
  readonly color: boolean;
  readonly progress: ReplayProgress;
}

/** Counts the traffic by the goals of one side or two, and shows what comes of it. Reads an account, and writes nothing but the page. */
export async function runReplay(options: ReplayRun, runtime: ReplayRuntime): Promise<void> {
  const { files, html, top, adClicksOnly } = options;
  const { cwd, progress } = runtime;
  const sides = sidesOf(options);
  const columnNames = columnsOf(options.columns ?? {});
  const page = html === undefined ? undefined : new PageFile(cwd, html, options.force === true, "--html");
  try {
    const traffic = openTraffic(files, {
      format: options.format,
      site: options.site,
      columns: columnNames,
      onProgress: (read, total, hits) => progress.read(read, total, hits),
    });
    const { before, after } = await readSides(sides, options.stack, {
      ...runtime,
      progress: (line) => progress.says(line),
    });
    const answer = await replay(traffic, after, before, {
      rules: { "collect.click": adClicksOnly === true },
    });
    progress.close();
    page?.write(replayPage(answer, top, ownManifest().version));
    runtime.print(shown(answer, options, runtime));
    if (page !== undefined) runtime.complain(`wrote ${shownPath(page.path, cwd)}`);
  } finally {
    progress.close();
  }
}

function shown(answer: ReplayAnswer, { json, markdown, top }: ReplayRun, { color }: ReplayRuntime): string {
  if (json) return `${JSON.stringify(answer, null, 2)}\n`;
  return markdown ? renderMarkdown(answer, top) : renderTerminal(answer, { top, color });
}

function columnsOf(given: Readonly<Record<string, string>>): ColumnNames {
  const unknown = Object.keys(given).filter((name) => !isColumn(name));
  if (unknown.length > 0)
    throw new UsageError(`--columns: there is no ${unknown.join(", ")}; there are ${columns.join(", ")}`);
  return given;
}

function isColumn(name: string): name is Column {
  return columns.some((column) => column === name);
}
