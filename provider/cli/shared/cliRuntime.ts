import { systemClock } from "../../account/clock";
import { pulumiIn } from "../../fleet/askPulumi";
import type { ReaderRuntime } from "../../session/reader";
import { readStackConfig, type StackChoice } from "./stackConfig";

/**
 * The runtime of a command, with the config of the stack that it is about; its messages go to stderr, except for details.
 * @param folder of the project, or below it
 */
export async function cliRuntime(choice: StackChoice, folder = process.cwd()): Promise<ReaderRuntime> {
  const { env } = process;
  const { get, unread } = await readStackConfig(choice, folder, pulumiIn(folder, env));
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
