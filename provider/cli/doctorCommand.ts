import { Command } from "commander";

/** `msads doctor`: says what works and what to do about the rest. Exit code 1 when something does not. */
export function doctorCommand(): Command {
  return new Command("doctor")
    .description(
      "Check settings (of the environment and of `msads login`), clock, sign-in, endpoint, customer and account, with one read and no write",
    )
    .option("--json", "one JSON object for machines")
    .addHelpText("after", "\nThe config of a stack (msads:*) is not looked at: give its values as MSADS_*.")
    .action(async (options: { readonly json?: true }) => {
      const { runDoctor } = await import("./doctor/runDoctor.js");
      const isWell = await runDoctor(process.env, options.json === true);
      if (!isWell) process.exitCode = 1;
    });
}
