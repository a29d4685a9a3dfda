import { Command } from "commander";
import { type ChoiceOptions, choiceOf, count, withChoice } from "./options";
import type { RunOp } from "./words";

interface Options extends ChoiceOptions {
  readonly all?: true;
  readonly concurrency?: number;
  readonly changeAtMost?: number;
  readonly json?: true;
  readonly verbose?: true;
}

const SAYS: Readonly<Record<RunOp, string>> = {
  preview: "Preview the accounts that need a run, and sum up what would change",
  up: "Run the accounts that need it: those whose program changed, that people changed, or that are unknown",
};

/** `msads fleet preview` and `msads fleet up`. */
export function runCommand(op: RunOp): Command {
  return withChoice(new Command(op))
    .description(SAYS[op])
    .option("--all", "also run accounts that are as last applied: for programs that take data from elsewhere")
    .option(
      "--concurrency <accounts>",
      "how many accounts run at once (default: as many as the machine has processors)",
      count(),
    )
    .option(
      "--change-at-most <number>",
      op === "up"
        ? "preview first, and apply nothing if all accounts together would write more than this"
        : "exit with 1 if all accounts together would write more than this",
      count(0),
    )
    .option("--json", "print one JSON object for machines")
    .option("--verbose", "also print a line for each account that is as applied")
    .addHelpText(
      "after",
      "\nIt first checks the accounts, as `msads fleet check` does. Ctrl-C begins no further account and lets those under way finish; the same command then goes on from there.",
    )
    .action(async (options: Options) => {
      const { runRuns } = await import("./runRuns.js");
      const { concurrency, changeAtMost } = options;
      const json = options.json === true;
      const isDone = await runRuns({
        op,
        choice: choiceOf(options),
        all: options.all === true,
        json,
        verbose: options.verbose === true,
        ...(concurrency === undefined ? {} : { concurrency }),
        ...(changeAtMost === undefined ? {} : { changeAtMost }),
      });
      if (!isDone) process.exitCode = 1;
    });
}
