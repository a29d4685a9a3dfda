import { createInterface } from "node:readline";

/** Where a question is asked. */
interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Ctrl-C was pressed. */
  readonly onInterrupt: () => void;
}

/** Asks on a terminal; only "yes" agrees. Ctrl-D, the end of the input and Ctrl-C do not. */
export function askYes(question: string, { input, output, onInterrupt }: Terminal): Promise<boolean> {
  const lines = createInterface({ input, output, terminal: true });
  return new Promise((resolve) => {
    let isYes: boolean | undefined;
    lines.once("SIGINT", () => {
      onInterrupt();
      lines.close();
    });
    lines.once("close", () => {
      if (isYes === undefined) output.write("\n");
      resolve(isYes === true);
    });
    lines.question(question, (text) => {
      isYes = text.trim().toLowerCase() === "yes";
      lines.close();
    });
  });
}

/** The same on the process's own terminal; after Ctrl-C the command ends with 130. */
export function askUser(question: string, output: NodeJS.WritableStream): Promise<boolean> {
  const onInterrupt = () => {
    process.exitCode = 130;
  };
  return askYes(question, { input: process.stdin, output, onInterrupt });
}
