import { showsColor } from "../color";
import { askUser } from "../shared/askYes";
import { cliRuntime } from "../shared/cliRuntime";
import type { StackChoice } from "../shared/stackConfig";
import { UsageError } from "../usageError";
import { writeParityFile } from "./parityFile";
import type { ParityRuntime } from "./runParity";

/** The runtime of the command: it asks for a yes on a terminal, and the first Ctrl-C lets the run tidy up. */
export async function parityRuntime(
  stack: StackChoice,
  out: string,
  isAgreed: boolean,
): Promise<ParityRuntime> {
  const { stdout, stderr } = process;
  return {
    ...(await cliRuntime(stack)),
    print: (text) => void stdout.write(text),
    color: showsColor(stdout),
    date: () => new Date(),
    random: Math.random,
    confirm: (words) => agreed(words, isAgreed),
    stop: stopSignal((line) => void stderr.write(`msads: ${line}\n`), out),
    save: (file) => writeParityFile(out, file),
  };
}

async function agreed(words: string, isAgreed: boolean): Promise<boolean> {
  const { stdin, stderr } = process;
  stderr.write(`${words}\n`);
  if (isAgreed) return true;
  if (stdin.isTTY !== true) throw new UsageError("nothing was sent: say --yes to agree without a terminal");
  return askUser("Go on? Type yes: ", stderr);
}

function stopSignal(say: (line: string) => void, out: string): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      if (stopping.signal.aborted) {
        say(
          `Ended at once: goals of this run may be active, and auto-tagging may be on. msads parity --resume ${out} pauses them and puts it back.`,
        );
        process.exit(130);
      }
      say(
        "Stopping: the call under way finishes, then the goals of this run are paused. Ctrl-C again ends it at once, and leaves them active.",
      );
      stopping.abort();
    });
  return stopping.signal;
}
