import { Command, CommanderError } from "commander";
import { demoCommand } from "./demoCommand";
import { doctorCommand } from "./doctorCommand";
import { emulatorCommand } from "./emulatorCommand";
import { exportCommand } from "./exportCommand";
import { fleetCommand } from "./fleetCommand";
import { historyCommand } from "./historyCommand";
import { errorJson } from "./jsonError";
import { loginCommand } from "./loginCommand";
import { parityCommand } from "./parityCommand";
import { replayCommand } from "./replayCommand";
import { reportCommand } from "./reportCommand";
import { restoreCommand } from "./restoreCommand";
import { ownManifest } from "./shared/manifest";
import { statusCommand } from "./statusCommand";
import { UsageError } from "./usageError";

/** Exit codes of every command: 0 done, 1 failed, 2 called wrongly; 130 ended by Ctrl-C. */
const FAILED = 1;
const USAGE = 2;

/** The `msads` command with all its sub-commands. Each loads what it needs when it runs, so that `--help` is quick. */
export function msadsProgram(): Command {
  const program = new Command("msads")
    .description("Tools for pulumi-msads: UET tags and conversion goals of Microsoft Advertising as code")
    .version(ownManifest().version, "-v, --version", "print the version of pulumi-msads")
    .exitOverride();
  for (const command of [
    demoCommand(),
    doctorCommand(),
    emulatorCommand(),
    exportCommand(),
    fleetCommand(),
    historyCommand(),
    loginCommand(),
    parityCommand(),
    replayCommand(),
    reportCommand(),
    restoreCommand(),
    statusCommand(),
  ])
    program.addCommand(inheriting(command, program));
  return program;
}

/** A command, and those below it, with the settings of the one that it is to belong to. */
function inheriting(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent);
  for (const inner of command.commands) inheriting(inner, command);
  return command;
}

/** Runs the `msads` command and returns its exit code. */
export async function runCommand(argv: readonly string[]): Promise<number> {
  try {
    await msadsProgram().parseAsync(argv);
    // A command that did its work but found something wrong has set it.
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const message = error instanceof Error ? error.message : String(error);
    process.stdout.write(errorJson(argv, message));
    if (error instanceof CommanderError) return USAGE;
    process.stderr.write(`msads: ${message}\n`);
    // Ctrl-C at a question has set it.
    return Number(process.exitCode ?? (error instanceof UsageError ? USAGE : FAILED));
  }
}
