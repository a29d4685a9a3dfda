import { appendFileSync } from "node:fs";
import type { Notify } from "./notices";

/** One line for each write: in the engine's debug log and, where wanted, in a file. A file that cannot be written must not stop a write. */
export function auditTo(
  file: string | undefined,
  notify: Notify,
  masked: (line: string) => string,
): (line: string) => void {
  return (unmasked) => {
    const line = masked(unmasked);
    notify({ severity: "debug", message: line });
    if (file === undefined) return;
    try {
      appendFileSync(file, `${new Date().toISOString()} ${line}\n`, { mode: 0o600 });
    } catch (error) {
      notify({
        severity: "warning",
        message: `auditLog: ${error instanceof Error ? error.message : String(error)}`,
      });
    }
  };
}
