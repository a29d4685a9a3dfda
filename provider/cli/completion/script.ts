import { BASH_SCRIPT } from "./bashScript";
import type { Shell } from "./shells";

/** Prints the script for a shell. */
export async function completionScript(shell: Shell): Promise<void> {
  if (shell === "bash") {
    process.stdout.write(BASH_SCRIPT);
    return;
  }
  const { script } = await import("@bomb.sh/tab");
  script(shell, "msads", "msads");
}
