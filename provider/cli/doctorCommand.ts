import { Command } from "commander";
import type { StackChoice } from "./shared/stackConfig";
import { SETTINGS_HELP, withStackOption } from "./shared/stackOption";

interface Options {
  readonly stack: StackChoice;
  readonly json?: true;
}

/** `msads doctor`: says what works and what to do about the rest. Exit code 1 when something does not. */
export function doctorCommand(): Command {
  return withStackOption(new Command("doctor"))
    .description(
      "Check your setup: settings and their sources, clock, endpoint, sign-in, customer, account and auto-tagging. Makes two reads and no write",
    )
    .option("--json", "one JSON object for machines")
    .addHelpText("after", SETTINGS_HELP)
    .action(async ({ stack, json }: Options) => {
      const { runDoctor } = await import("./doctor/runDoctor.js");
      const isWell = await runDoctor(stack, process.env, json === true);
      if (!isWell) process.exitCode = 1;
    });
}
