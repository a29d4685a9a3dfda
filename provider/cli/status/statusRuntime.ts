import { sleep } from "../../account/clock";
import { showsColor } from "../color";
import { cliRuntime } from "../shared/cliRuntime";
import type { StackChoice } from "../shared/stackConfig";
import type { StatusRuntime } from "./runStatus";

/** The runtime of the command: a terminal is emptied between two looks, colours show where they can. */
export async function statusRuntime(stack: StackChoice): Promise<StatusRuntime> {
  const runtime = await cliRuntime(stack);
  const { stdout, stderr } = process;
  return {
    ...runtime,
    print: (text) => void stdout.write(text),
    complain: (line) => void stderr.write(`msads: ${line}\n`),
    color: showsColor(stdout),
    clear: () => {
      if (stdout.isTTY === true) stdout.write("\x1b[H\x1b[2J\x1b[3J");
    },
    pause: async (ms) => {
      await sleep(runtime.clock, ms);
      return true;
    },
  };
}
