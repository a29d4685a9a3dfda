import { Command } from "commander";
import { type ChoiceOptions, choiceOf, withChoice } from "./options";

interface Options extends ChoiceOptions {
  readonly json?: true;
}

/** `msads fleet status`: when each account was last applied. */
export function statusCommand(): Command {
  return withChoice(new Command("status"))
    .description("Show when each account was last applied, by the record alone: no account is read")
    .option("--json", "print one JSON object for machines")
    .action(async (options: Options) => {
      const { runStatus } = await import("./runStatus.js");
      const json = options.json === true;
      runStatus({ choice: choiceOf(options), json });
    });
}
