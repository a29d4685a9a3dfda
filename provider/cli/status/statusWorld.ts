import { sleep } from "../../account/clock";
import { showsColor } from "../color";
import { cliWorld } from "../export/cliWorld";
import type { StackChoice } from "../shared/stackConfig";
import type { StatusWorld } from "./runStatus";

/** The world of the command: a terminal is emptied between two looks, colours show where they can. */
export async function statusWorld(stack: StackChoice): Promise<StatusWorld> {
  const world = await cliWorld(stack);
  const { stdout, stderr } = process;
  return {
    ...world,
    print: (text) => void stdout.write(text),
    complain: (line) => void stderr.write(`msads: ${line}\n`),
    color: showsColor(stdout),
    clear: () => {
      if (stdout.isTTY === true) stdout.write("\x1b[H\x1b[2J\x1b[3J");
    },
    pause: async (ms) => {
      await sleep(world.clock, ms);
      return true;
    },
  };
}
