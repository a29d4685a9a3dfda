import { createReadStream } from "node:fs";
import { type AuditContent, AuditReader } from "../../../session/auditReader";
import { timeInWords } from "../time";

/** The audit log of a command: the file that is named, else the setting's. Throws an Error that says how to have one. */
export async function openAudit(
  file: string | undefined,
  setting: string | undefined,
): Promise<AuditContent> {
  const path = file ?? setting;
  if (path === undefined)
    throw new Error(
      "there is no audit log: name its file, or set auditLog (pulumi config set msads:auditLog /path/audit.log, or MSADS_AUDIT_LOG). It tells of writes from then on",
    );
  try {
    return await readAll(path);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`the audit log cannot be read: ${why}`);
  }
}

/** Line by line: a log may be longer than a text can be. */
async function readAll(path: string): Promise<AuditContent> {
  const reader = new AuditReader();
  let rest = "";
  for await (const chunk of createReadStream(path, { encoding: "utf8", highWaterMark: 1 << 20 })) {
    const lines = `${rest}${chunk}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) reader.add(line);
  }
  return reader.end(rest);
}

/** So many warnings of a kind are told, and how many more there are: a log may have millions of lines. */
const MOST_TOLD = 10;

/** What a reader of the log has to know of its lines, each in words. */
export function auditWarnings({ unreadable, turns }: AuditContent): readonly string[] {
  return [
    ...told(
      unreadable.map(({ line, why }) => `audit log: line ${line} ${why}`),
      "lines cannot be read",
    ),
    ...told(
      turns.map(
        ({ line, from, to }) =>
          `audit log: the clock went back at line ${line}, from ${timeInWords(from)} to ${timeInWords(to)}. Lines count in the order in which they stand`,
      ),
      "lines have a clock that went back",
    ),
  ];
}

function told(warnings: readonly string[], what: string): readonly string[] {
  const more = warnings.length - MOST_TOLD;
  return more <= 1 ? warnings : [...warnings.slice(0, MOST_TOLD), `audit log: ${more} more ${what}`];
}
