import { readFileSync } from "node:fs";
import { type AuditContent, readAudit } from "../../../session/auditReader";

/** The audit log of a command: the file that is named, else the setting's. Throws an Error that says how to have one. */
export function openAudit(file: string | undefined, setting: string | undefined): AuditContent {
  const path = file ?? setting;
  if (path === undefined)
    throw new Error(
      "there is no audit log: name its file, or set auditLog (pulumi config set msads:auditLog /path/audit.log, or MSADS_AUDIT_LOG). It tells of writes from then on",
    );
  try {
    return readAudit(readFileSync(path, "utf8"));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`the audit log cannot be read: ${why}`);
  }
}
