import { Command } from "commander";
import { type ChoiceOptions, choiceOf, withChoice } from "./options";

interface Options extends ChoiceOptions {
  readonly json?: true;
  readonly verbose?: true;
  readonly expectNoChanges?: true;
}

/** `msads fleet check`: which accounts are not as last applied, without running Pulumi. */
export function checkCommand(): Command {
  return withChoice(new Command("check"))
    .description(
      "Check which accounts are not as their last run left them, without running Pulumi: the program changed, or people changed the account",
    )
    .option("--json", "print one JSON object for machines")
    .option("--verbose", "also print a line for each account that is as applied")
    .option("--expect-no-changes", "exit with 1 unless every account is as applied")
    .addHelpText(
      "after",
      "\nIt reads each account and writes nothing. Exit code 1: an account could not be read.",
    )
    .action(async (options: Options) => {
      const { runCheck } = await import("./runCheck.js");
      const json = options.json === true;
      const isWell = await runCheck({
        choice: choiceOf(options),
        json,
        verbose: options.verbose === true,
        expectNoChanges: options.expectNoChanges === true,
      });
      if (!isWell) process.exitCode = 1;
    });
}
