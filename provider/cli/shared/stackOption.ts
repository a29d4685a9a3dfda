import type { Command } from "commander";

/** Gives a command the two options that say which stack's config it reads. Both become `stack`: a StackChoice. */
export function withStackOption(command: Command): Command {
  return command
    .option("--stack <name>", "read the config of this stack (default: the selected one, if any)")
    .option("--no-stack", "read no stack's config, only the environment and the login of `msads login`");
}

/** For the end of a command's help. */
export const SETTINGS_HELP =
  "\nThe command uses the provider's settings: the stack's config (msads:*), else MSADS_* in the environment, else the login of `msads login`.";
