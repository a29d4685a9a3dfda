import { systemClock } from "../../account/clock";
import { pulumiIn } from "../../fleet/askPulumi";
import type { ReaderRuntime } from "../../session/reader";
import { readStackConfig, type StackChoice } from "./stackConfig";

/** The runtime of a command, with the config of the stack that it is about; its messages go to stderr, except for details. */
export async function cliRuntime(choice: StackChoice): Promise<ReaderRuntime> {
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
