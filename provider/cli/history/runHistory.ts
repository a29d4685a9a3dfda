import { lookupIn } from "../../config/settings";
import type { ReaderRuntime } from "../../session/reader";
import { openAudit } from "../shared/audit/auditFile";
import { changesIn, type LoggedChange } from "../shared/audit/changes";
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
export function runHistory(options: HistoryOptions, runtime: HistoryRuntime): void {
  const { file, since, json } = options;
  const { config = () => undefined, environment } = runtime;
  const content = openAudit(file, lookupIn(config, environment)("auditLog"));
  const isLate = ({ time }: { readonly time: string }) =>
    since === undefined || Date.parse(time) >= since.getTime();
  const changes = ofThing(changesIn(content.entries), options.thing).filter(isLate);
  const texts = content.texts.filter((text) => isLate(text) && mentions(text.text, options.thing));
  for (const line of content.unreadable) runtime.complain(`audit log: ${line}`);
  const { unreadable } = content;
  runtime.print(
    json ? `${JSON.stringify({ changes, texts, unreadable }, null, 2)}\n` : renderHistory(changes, texts),
  );
}

/** The changes of one thing: by its id, by a name that it has had, or all changes of what has had that name. */
export function ofThing(
  changes: readonly LoggedChange[],
  thing: string | undefined,
): readonly LoggedChange[] {
  if (thing === undefined) return changes;
  const named = changes.filter(({ id, name }) => id === thing || name === thing);
  const ids = new Set(named.flatMap(({ kind, id }) => (id === undefined ? [] : [`${kind} ${id}`])));
  return changes.filter((change) => named.includes(change) || ids.has(`${change.kind} ${change.id}`));
}

function mentions(text: string, thing: string | undefined): boolean {
  return thing === undefined || text.includes(JSON.stringify(thing));
}
