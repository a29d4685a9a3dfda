import { sharedGoals, sharedWords } from "../../fleet/check/owners";
import { showsColor } from "../color";
import { checkJson } from "./json";
import { type AccountChoice, openAccounts } from "./openAccounts";
import { fleetRuntime } from "./runtime";
import { Stopping } from "./stopping";
import { sweepAccounts } from "./sweepAccounts";
import { checkTable } from "./table";

export interface CheckOptions {
  readonly choice: AccountChoice;
  readonly json: boolean;
  readonly verbose: boolean;
  readonly expectNoChanges: boolean;
}

const MOST_LINES = 50;

/** False when an account could not be read, a goal has two stacks, or an account is not as applied where that is expected. */
export async function runCheck({ choice, json, verbose, expectNoChanges }: CheckOptions): Promise<boolean> {
  const runtime = fleetRuntime();
  const { ready, view } = await openAccounts(choice, runtime);
  const stopping = new Stopping(runtime.warn);
  const { environment } = runtime;
  const isStopped = () => stopping.reason() !== undefined;
  const { accounts, signIn } = await stopping.during(() =>
    sweepAccounts(ready, {
      environment,
      isStopped,
      isSaid: ({ standing }) => verbose || standing !== "clean",
      // A program that changed marks all accounts of the fleet.
      ...(verbose ? {} : { mostLines: MOST_LINES }),
    }),
  );
  process.stdout.write(
    json
      ? `${JSON.stringify(checkJson(accounts), null, 2)}\n`
      : `${checkTable(accounts, showsColor(process.stdout))}`,
  );
  if (signIn !== undefined) runtime.warn(signIn);
  const shared = sharedWords(sharedGoals(view.fleet, view.fleet.accounts));
  if (shared !== undefined) runtime.warn(shared);
  const isFit = ({ standing }: (typeof accounts)[number]) =>
    expectNoChanges ? standing === "clean" : standing !== "unreachable";
  return shared === undefined && accounts.every(isFit);
}
