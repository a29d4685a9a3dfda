import { Command, InvalidArgumentError, Option } from "commander";
import type { StackChoice } from "./shared/stackConfig";
import { SETTINGS_HELP, withStackOption } from "./shared/stackOption";
import type { FailOn } from "./status/health";

interface Options {
  readonly stack: StackChoice;
  readonly json?: true;
  readonly watch?: true;
  readonly every: number;
  readonly failOn?: FailOn;
}

/** `msads status`: which goals of the account record conversions, and what to do about the others. Exit code 1 when a goal is in the state of --fail-on. */
export function statusCommand(): Command {
  return withStackOption(new Command("status"))
    .description(
      "Show goal health: which conversion goals record conversions, which do not, why, and what to do",
    )
    .option("--json", "one JSON object for machines; with --watch, one object on each line")
    .option("--watch", "check again and again until Ctrl-C, or until --fail-on fails")
    .option("--every <seconds>", "with --watch: time between two checks, at least 10", seconds, 60)
    .addOption(
      new Option(
        "--fail-on <state>",
        "exit with 1 if an active goal is in this state (inactive: its tag sends no data or is gone; silent: inactive, or it records no conversions)",
      ).choices(["inactive", "silent"]),
    )
    .addHelpText("after", SETTINGS_HELP)
    .action(async ({ stack, json, watch, every, failOn }: Options) => {
      const { runStatus } = await import("./status/runStatus.js");
      const { statusRuntime } = await import("./status/statusRuntime.js");
      const options = {
        json: json === true,
        ...(watch === true ? { every } : {}),
        ...(failOn === undefined ? {} : { failOn }),
      };
      if (!(await runStatus(options, await statusRuntime(stack)))) process.exitCode = 1;
    });
}

function seconds(text: string): number {
  const number = Number(text);
  if (!/^[0-9]{1,6}$/.test(text) || number < 10)
    throw new InvalidArgumentError("A whole number of seconds, at least 10.");
  return number;
}
