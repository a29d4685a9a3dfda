import { systemClock } from "../../account/clock";
import type { ReaderWorld } from "../../lifecycle/reader";
import { pulumiIn } from "../shared/askPulumi";
import { readStackConfig, type StackChoice } from "../shared/stackConfig";

/** The world of a command, with the config of the stack that it is about; what it has to tell goes to stderr, but for details. */
export async function cliWorld(choice: StackChoice): Promise<ReaderWorld> {
  const { env } = process;
  const { get, unread } = await readStackConfig(choice, process.cwd(), pulumiIn(process.cwd(), env));
  return {
    environment: env,
    clock: systemClock,
    notify: ({ severity, message }) => {
      if (severity !== "debug") process.stderr.write(`msads: ${message}\n`);
    },
    config: get,
    ...(unread === undefined ? {} : { unread }),
  };
}
