import { sameNamesWords, sharedGoals, sharedWords } from "../../fleet/check/owners";
import { counted } from "../../goals/text";
import { showsColor } from "../color";
import { runsJson } from "./json";
import { type AccountChoice, openAccounts } from "./openAccounts";
import { type FleetRan, type FleetRunOptions, runFleet } from "./runFleet";
import { fleetRuntime } from "./runtime";
import { Stopping } from "./stopping";
import { runTable } from "./table";

export interface RunsOptions extends Omit<FleetRunOptions, "environment"> {
  readonly choice: AccountChoice;
  readonly json: boolean;
}

/** False when an account is not done, or all was refused. */
export async function runRuns({ choice, json, ...options }: RunsOptions): Promise<boolean> {
  const runtime = fleetRuntime();
  const stopping = new Stopping(runtime.warn);
  const { environment } = runtime;
  const open = await openAccounts(choice, runtime);
  const alike = sameNamesWords(open.ready);
  if (alike !== undefined) runtime.warn(alike);
  const result = await stopping.during(() => runFleet(open, { ...options, environment }, stopping));
  const { op, ran, refusal } = result;
  process.stdout.write(
    json
      ? `${JSON.stringify({ ...runsJson(op, ran), asApplied: result.clean }, null, 2)}\n`
      : inWords(result),
  );
  if (refusal !== undefined) runtime.warn(refusal);
  const { fleet } = open.view;
  const shared = sharedWords(sharedGoals(fleet, fleet.accounts));
  if (shared !== undefined) runtime.warn(shared);
  return refusal === undefined && shared === undefined && ran.every(({ outcome }) => outcome === "done");
}

function inWords({ op, ran, clean }: FleetRan): string {
  const rest = clean === 0 ? "" : `${counted(clean, "account")} as last applied, not run.\n`;
  if (ran.length === 0) return clean === 0 ? "No account is chosen.\n" : rest;
  return `${runTable(op, ran, showsColor(process.stdout))}${rest}`;
}
