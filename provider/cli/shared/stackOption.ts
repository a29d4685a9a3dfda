import type { Command } from "commander";

/** Gives a command the two options that say which stack's config it reads. Both become `stack`: a StackChoice. */
export function withStackOption(command: Command): Command {
  return command
    .option("--stack <name>", "read the config of this stack (default: the selected one, where there is one)")
    .option("--no-stack", "read no stack's config: settings of the environment and of `msads login` alone");
}

/** For the end of a command's help. */
export const SETTINGS_HELP =
  "\nSettings are those of the provider: the stack's config (msads:*), else MSADS_* in the environment, else what `msads login` kept.";
