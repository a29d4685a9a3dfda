import { Command } from "commander";
import type { StackChoice } from "./shared/stackConfig";
import { SETTINGS_HELP, withStackOption } from "./shared/stackOption";

interface Options {
  readonly stack: StackChoice;
  readonly goal?: string;
  readonly since?: string;
  readonly json?: true;
}

/** `msads history`: who changed what when, as the audit log tells it. */
export function historyCommand(): Command {
  return withStackOption(new Command("history"))
    .description("Show who changed which goal when, from the audit log (the setting auditLog)")
    .argument("[file]", "the audit log (default: the file of the setting auditLog)")
    .option("--goal <name or id>", "only this goal, tag or campaign")
    .option("--since <time>", 'only from this time on: 2026-11-27T14:30:00Z, or "2 hours ago"')
    .option("--json", "one JSON object for machines")
    .addHelpText("after", SETTINGS_HELP)
    .action(async (file: string | undefined, { stack, goal, since, json }: Options) => {
      const { runHistory } = await import("./history/runHistory.js");
      const { cliRuntime } = await import("./shared/cliRuntime.js");
      const { timeFrom } = await import("./shared/time.js");
      const options = {
        file,
        thing: goal,
        since: since === undefined ? undefined : timeFrom(since, new Date()),
        json: json === true,
      };
      await runHistory(options, {
        ...(await cliRuntime(file === undefined ? stack : false)),
        print: (text) => void process.stdout.write(text),
        complain: (line) => void process.stderr.write(`msads: ${line}\n`),
      });
    });
}
