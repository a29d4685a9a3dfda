import { ownManifest } from "../../shared/manifest";
import { PageFile, shownPath } from "../../shared/page/pageFile";
import { checkJson } from "../json";
import { type AccountChoice, openAccounts } from "../openAccounts";
import { fleetRuntime } from "../runtime";
import { Stopping } from "../stopping";
import { isUnreachable, sweepAccounts } from "../sweepAccounts";
import { checkSummary } from "../table";
import { fleetPage } from "./page";

export interface FleetReportOptions {
  readonly choice: AccountChoice;
  /** The file to write. */
  readonly out: string;
  readonly force: boolean;
  readonly json: boolean;
}

/** Checks the accounts and writes the page; false when an account could not be read. Throws, before any call, when the file is there already. */
export async function runFleetReport({ choice, out, force, json }: FleetReportOptions): Promise<boolean> {
  const runtime = fleetRuntime();
  const { cwd, environment, warn } = runtime;
  const file = new PageFile(cwd, out, force);
  const { view, ready } = await openAccounts(choice, runtime);
  const at = new Date().toISOString();
  const stopping = new Stopping(warn);
  const isStopped = () => stopping.reason() !== undefined;
  const { accounts, signIn } = await stopping.during(() =>
    sweepAccounts(ready, { environment, isSaid: isUnreachable, isStopped }),
  );
  file.write(fleetPage({ program: view.project.name, at, accounts }, ownManifest().version));
  process.stdout.write(
    json
      ? `${JSON.stringify({ file: file.path, ...checkJson(accounts) }, null, 2)}\n`
      : `${shownPath(file.path, cwd)}: ${checkSummary(accounts)}\n`,
  );
  if (signIn !== undefined) warn(signIn);
  return accounts.every(({ standing }) => standing !== "unreachable");
}
