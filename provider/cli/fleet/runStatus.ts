import { counted } from "../../goals/text";
import { showsColor } from "../color";
import { Terminal } from "../shared/terminal";
import { type AccountChoice, chosenAccounts, fleetIn } from "./openAccounts";
import { fleetRuntime } from "./runtime";
import { fleetStatus } from "./status";

export interface StatusOptions {
  readonly choice: AccountChoice;
  readonly json: boolean;
}

/** Shows the accounts that were never applied first, then the longest ago. */
export function runStatus({ choice, json }: StatusOptions): void {
  const runtime = fleetRuntime();
  const fleet = fleetIn(choice, runtime);
  const accounts = fleetStatus(fleet, chosenAccounts(fleet.accounts, choice, runtime.environment));
  if (json) {
    process.stdout.write(`${JSON.stringify({ accounts }, null, 2)}\n`);
    return;
  }
  const terminal = new Terminal(process.stdout, showsColor(process.stdout));
  const rows = accounts.map(({ stack, accountId, appliedAt, environment, resources }) => [
    stack,
    accountId,
    appliedAt === undefined ? "never" : `${appliedAt.slice(0, 16).replace("T", " ")} UTC`,
    environment ?? "-",
    resources === undefined ? "-" : String(resources),
  ]);
  terminal.table([["STACK", "ACCOUNT", "LAST APPLIED", "ENVIRONMENT", "RESOURCES"], ...rows]);
  const never = accounts.filter(({ appliedAt }) => appliedAt === undefined).length;
  terminal.line();
  terminal.line(`${counted(accounts.length, "account")}: ${never} without a record of a run.`);
}
