import { runPulumi } from "../../fleet/askPulumi";
import { openReader } from "../../session/reader";
import { showsColor } from "../color";
import { cliRuntime } from "../shared/cliRuntime";
import { ReplayProgress } from "./progress";
import type { ReplayRuntime } from "./runReplay";

/** As shells say of what Ctrl-C ended. */
const INTERRUPTED = 130;

/** The runtime of the command. Ctrl-C ends it at once: it writes nothing before its end, and a preview that it started ends with it. */
export function replayRuntime(): ReplayRuntime {
  const { stdout, stderr, env } = process;
  const progress = new ReplayProgress(stderr, () => performance.now());
  const stopping = new AbortController();
  process.once("SIGINT", () => {
    progress.close();
    stderr.write("msads: stopped\n");
    stopping.abort();
    process.exit(INTERRUPTED);
  });
  return {
    cwd: process.cwd(),
    print: (text) => void stdout.write(text),
    complain: (line) => void stderr.write(`msads: ${line}\n`),
    color: showsColor(stdout),
    progress,
    open: async (folder, stack) => openReader(await cliRuntime(stack, folder)),
    pulumi: (args, folder) =>
      runPulumi(args, folder, { ...env, PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "false" }, stopping.signal),
  };
}
