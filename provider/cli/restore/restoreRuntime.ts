import { askUser } from "../shared/askYes";
import { cliRuntime } from "../shared/cliRuntime";
import type { StackChoice } from "../shared/stackConfig";
import { UsageError } from "../usageError";
import type { RestoreRuntime } from "./runRestore";

/** How the user agrees to a write: beforehand with --yes, or on a terminal that has shown the plan. */
export interface Consent {
  readonly yes: boolean;
  readonly json: boolean;
}

/** The runtime of the command. */
export async function restoreRuntime(stack: StackChoice, consent: Consent): Promise<RestoreRuntime> {
  const { stdin, stdout, stderr } = process;
  const isTerminal = stdin.isTTY === true && stdout.isTTY === true;
  return {
    ...(await cliRuntime(stack)),
    print: (text) => void stdout.write(text),
    complain: (line) => void stderr.write(`msads: ${line}\n`),
    ask: questionOf(consent, isTerminal),
    onInterrupt: (stop) => {
      // Once: the next one ends the process.
      for (const signal of SIGNALS) process.once(signal, stop);
      return () => {
        for (const signal of SIGNALS) process.off(signal, stop);
      };
    },
  };
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Where nobody can see the plan and answer, only --yes agrees. */
export function questionOf({ yes, json }: Consent, isTerminal: boolean): RestoreRuntime["ask"] {
  if (yes) return undefined;
  return isTerminal && !json ? (question) => askUser(question, process.stdout) : refuse;
}

async function refuse(): Promise<boolean> {
  throw new UsageError("nothing was written: say --yes to agree without a terminal, or with --json");
}
