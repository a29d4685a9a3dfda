import { matrixOf } from "../../fleet/matrix";
import { type AccountChoice, openAccounts } from "./openAccounts";
import { fleetRuntime } from "./runtime";
import { Stopping } from "./stopping";
import { isUnreachable, sweepAccounts } from "./sweepAccounts";
import { checkSummary } from "./table";

export interface MatrixOptions {
  readonly choice: AccountChoice;
  readonly jobs: number;
  readonly all: boolean;
}

/** Prints the matrix on stdout, all else on stderr. False when an account could not be read: it is in no job. */
export async function runMatrix({ choice, jobs, all }: MatrixOptions): Promise<boolean> {
  const runtime = fleetRuntime();
  const { ready } = await openAccounts(choice, runtime);
  const stopping = new Stopping(runtime.warn);
  const isStopped = () => stopping.reason() !== undefined;
  const options = { environment: runtime.environment, isSaid: isUnreachable, isStopped };
  const { accounts, signIn } = await stopping.during(() => sweepAccounts(ready, options));
  if (signIn !== undefined) throw new Error(signIn);
  if (isStopped()) throw new Error("stopped before all accounts were checked");
  const stacks = accounts.filter(
    ({ standing }) => standing !== "unreachable" && (all || standing !== "clean"),
  );
  process.stdout.write(
    `${JSON.stringify(
      matrixOf(
        stacks.map(({ account }) => account.stack),
        jobs,
      ),
    )}\n`,
  );
  process.stderr.write(`${checkSummary(accounts)}\n`);
  return accounts.every(({ standing }) => standing !== "unreachable");
}
