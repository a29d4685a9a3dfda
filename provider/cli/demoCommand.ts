import { Command } from "commander";
import { UsageError } from "./usageError";

/** `msads demo`: the whole life of an account's tags and goals, against the emulator, each claim checked. */
export function demoCommand(): Command {
  return new Command("demo")
    .description(
      "Show what pulumi-msads does, with an example program and an emulated service. Needs no account, no token and no Pulumi",
    )
    .option(
      "--keep",
      "keep the program and the service at the end, so that you can try them yourself until Ctrl-C",
    )
    .addHelpText("after", "\nMSADS_API_VERSION=12 in the environment runs it with version 12 of the API.")
    .action(async (options: { readonly keep?: true }) => {
      const version = process.env.MSADS_API_VERSION ?? "13";
      if (version !== "12" && version !== "13")
        throw new UsageError(`MSADS_API_VERSION is ${JSON.stringify(version)}; allowed: 13, 12`);
      const { runDemo } = await import("./demo/runDemo.js");
      await runDemo({ version: version === "12" ? 12 : 13, keep: options.keep === true });
    });
}
