import { lookupIn } from "../../config/settings";
import type { ReaderRuntime } from "../../session/reader";
import { auditWarnings, openAudit } from "../shared/audit/auditFile";
import { changesIn } from "../shared/audit/changes";
import { ofThing } from "../shared/audit/select";
import { renderHistory } from "./renderHistory";

export interface HistoryOptions {
  /** Default: the setting auditLog. */
  readonly file: string | undefined;
  /** The name or id of a goal, tag, account or campaign. Default: all. */
  readonly thing: string | undefined;
  /** Default: from the first line. */
  readonly since: Date | undefined;
  readonly json: boolean;
}

export interface HistoryRuntime extends ReaderRuntime {
  readonly print: (text: string) => void;
  readonly complain: (line: string) => void;
}

/** Shows who changed what when, from the audit log alone: the account is not asked. */
export async function runHistory(options: HistoryOptions, runtime: HistoryRuntime): Promise<void> {
  const { file, since, json } = options;
  const { config = () => undefined, environment } = runtime;
  const content = await openAudit(file, lookupIn(config, environment)("auditLog"));
  const isLate = ({ time }: { readonly time: string }) =>
    since === undefined || Date.parse(time) >= since.getTime();
  const all = ofThing(changesIn(content.entries), options.thing);
  // From the first one on: a clock may have gone back since.
  const first = all.findIndex(isLate);
  const changes = first < 0 ? [] : all.slice(first);
  const texts = content.texts.filter((text) => isLate(text) && mentions(text.text, options.thing));
  for (const line of auditWarnings(content)) runtime.complain(line);
  const { unreadable, turns } = content;
  runtime.print(
    json
      ? `${JSON.stringify({ changes, texts, unreadable, turns }, null, 2)}\n`
      : renderHistory(changes, texts),
  );
}

function mentions(text: string, thing: string | undefined): boolean {
  return thing === undefined || text.includes(JSON.stringify(thing));
}
