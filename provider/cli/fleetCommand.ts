import { Command } from "commander";
import { checkCommand } from "./fleet/checkCommand";
import { initCommand } from "./fleet/initCommand";
import { matrixCommand } from "./fleet/matrixCommand";
import { reportCommand } from "./fleet/reportCommand";
import { runCommand } from "./fleet/runCommand";
import { statusCommand } from "./fleet/statusCommand";

/** `msads fleet`: hundreds of accounts, a Pulumi stack for each, with one program. */
export function fleetCommand(): Command {
  const fleet = new Command("fleet").description(
    "Many accounts with one Pulumi program, a stack for each: which are not as declared, and run only those",
  );
  for (const command of [
    initCommand(),
    checkCommand(),
    runCommand("preview"),
    runCommand("up"),
    matrixCommand(),
    statusCommand(),
    reportCommand(),
  ])
    fleet.addCommand(command);
  return fleet;
}
