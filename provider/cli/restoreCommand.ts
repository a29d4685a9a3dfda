import { Command, InvalidArgumentError } from "commander";
import type { StackChoice } from "./shared/stackConfig";
import { SETTINGS_HELP, withStackOption } from "./shared/stackOption";

interface Options {
  readonly stack: StackChoice;
  readonly at: string;
  readonly goal?: string;
  readonly apply?: true;
  readonly yes?: true;
  readonly overwriteOthers?: true;
  readonly pauseNew?: true;
  readonly pauseAtMost: number;
  readonly skipUnreadable?: true;
  readonly json?: true;
}

/** `msads restore`: goals as they were at a time, by the audit log. Exit code 1 when something was refused or failed. */
export function restoreCommand(): Command {
  return withStackOption(new Command("restore"))
    .description(
      "Show how to bring goals, tags, the account's settings and the goals of campaigns back to what they were at a time, by the audit log; with --apply, do it",
    )
    .argument("[file]", "the audit log (default: the file of the setting auditLog)")
    .requiredOption(
      "--at <time>",
      '2026-11-27T14:30:00Z, "2026-11-27 14:30" on this machine\'s clock, or "2 hours ago"',
    )
    .option("--goal <name or id>", "only this goal, tag or campaign")
    .option("--apply", "write it, up to 100 goals in a call; asks first")
    .option("-y, --yes", "with --apply: do not ask; needed without a terminal and with --json")
    .option(
      "--overwrite-others",
      "restore also what somebody else has changed since the last line of the log",
    )
    .option("--pause-new", "pause the goals that were made since then")
    .option("--pause-at-most <number>", "how many active goals may be paused", wholeNumber, 10)
    .option("--skip-unreadable", "restore although lines of the log since that time cannot be read")
    .option("--json", "one JSON object for machines")
    .addHelpText("after", SETTINGS_HELP)
    .action(async (file: string | undefined, options: Options) => {
      const { runRestore } = await import("./restore/runRestore.js");
      const { restoreRuntime } = await import("./restore/restoreRuntime.js");
      const { timeFrom } = await import("./shared/time.js");
      const isWell = await runRestore(
        {
          at: timeFrom(options.at, new Date()),
          file,
          thing: options.goal,
          apply: options.apply === true,
          overwritesOthers: options.overwriteOthers === true,
          pausesNew: options.pauseNew === true,
          pauseAtMost: options.pauseAtMost,
          skipsUnreadable: options.skipUnreadable === true,
          json: options.json === true,
        },
        await restoreRuntime(options.stack, { yes: options.yes === true, json: options.json === true }),
      );
      if (!isWell) process.exitCode ??= 1;
    });
}

function wholeNumber(text: string): number {
  if (!/^[0-9]{1,6}$/.test(text)) throw new InvalidArgumentError("A whole number.");
  return Number(text);
}
