import { Command } from "commander";
import type { StackChoice } from "./shared/stackConfig";
import { SETTINGS_HELP, withStackOption } from "./shared/stackOption";

interface Options {
  readonly stack: StackChoice;
  readonly out?: string;
  readonly state?: string;
  readonly json?: true;
  readonly force?: true;
}

/** `msads report`: the health of an account's goals as one page that can be mailed, kept or printed. */
export function reportCommand(): Command {
  return withStackOption(new Command("report"))
    .description(
      "Write one self-contained HTML page about goal health: the account's conversion goals by tag and by type, what to do, and what was changed outside a program",
    )
    .option("--out <file>", "where to write it (default: msads-report-<account id>.html)")
    .option(
      "--state <file>",
      "a program's state, as `pulumi stack export --file` writes it: the page then names what differs",
    )
    .option("--json", "also print what the page shows as one JSON object for machines")
    .option("--force", "replace an existing file")
    .addHelpText("after", `${SETTINGS_HELP} It reads the account and writes nothing to it.`)
    .action(async ({ stack, out, state, json, force }: Options) => {
      const { runReport, inWords } = await import("./report/runReport.js");
      const { cliRuntime } = await import("./shared/cliRuntime.js");
      const cwd = process.cwd();
      const progress = (line: string) => void process.stderr.write(`${line}\n`);
      const report = await runReport(
        {
          ...(out === undefined ? {} : { out }),
          ...(state === undefined ? {} : { state }),
          force: force === true,
        },
        { ...(await cliRuntime(stack)), cwd, now: () => new Date(), progress },
      );
      process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : inWords(report, cwd));
    });
}
