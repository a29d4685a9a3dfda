import { createInterface } from "node:readline/promises";
import { cliRuntime } from "../shared/cliRuntime";
import type { StackChoice } from "../shared/stackConfig";
import type { RestoreRuntime } from "./runRestore";

/** The runtime of the command. It asks only where a person sits at the terminal. */
export async function restoreRuntime(stack: StackChoice, asksNothing: boolean): Promise<RestoreRuntime> {
  const { stdin, stdout, stderr } = process;
  const isTerminal = stdin.isTTY === true && stdout.isTTY === true;
  return {
    ...(await cliRuntime(stack)),
    print: (text) => void stdout.write(text),
    complain: (line) => void stderr.write(`msads: ${line}\n`),
    ask: isTerminal && !asksNothing ? ask : undefined,
    onInterrupt: (stop) => {
      process.once("SIGINT", stop);
      return () => process.off("SIGINT", stop);
    },
  };
}

async function ask(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await terminal.question(question)).trim().toLowerCase() === "yes";
  } finally {
    terminal.close();
  }
}
