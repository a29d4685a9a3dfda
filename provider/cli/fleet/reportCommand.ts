import { Command } from "commander";
import { type ChoiceOptions, choiceOf, withChoice } from "./options";

interface Options extends ChoiceOptions {
  readonly out: string;
  readonly force?: true;
  readonly json?: true;
}

/** `msads fleet report`: what a check finds, as one page that can be mailed, kept or printed. */
export function reportCommand(): Command {
  return withChoice(new Command("report"))
    .description(
      "Check the accounts and write one self-contained HTML page: how each stands, the health of its goals, what people changed, and what to do",
    )
    .option("--out <file>", "where to write it", "msads-fleet-report.html")
    .option("--force", "replace an existing file")
    .option("--json", "also print what the check found, as `msads fleet check --json` does")
    .addHelpText(
      "after",
      "\nIt reads each account and writes nothing to it. Exit code 1: an account could not be read; the page is written all the same.",
    )
    .action(async (options: Options) => {
      const { runFleetReport } = await import("./report/runFleetReport.js");
      const json = options.json === true;
      const isWell = await runFleetReport({
        choice: choiceOf(options),
        out: options.out,
        force: options.force === true,
        json,
      });
      if (!isWell) process.exitCode = 1;
    });
}
