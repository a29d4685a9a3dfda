import { eachOf } from "./check/eachOf";
import type { FleetView, ReadyAccount } from "./check/prepare";
import type { CheckedAccount, PlannedChange, RanAccount } from "./results";
import type { RunRequest } from "./run/request";
import { type Run, startRun } from "./run/supervise";

export interface RunsRuntime {
  /** How many accounts run at once. */
  readonly concurrency: number;
  /** Gets each run as it begins: it can be stopped. */
  readonly begins: (run: Run, stack: string) => void;
  /** Gets each account as it is done. */
  readonly done: (ran: RanAccount) => void;
  /** Why no further run is to be begun; undefined = go on. */
  readonly stopped: () => string | undefined;
  /** See `startRun`. */
  readonly patienceMs?: number;
}

/** An account to run, and what a check found of it, where it was checked. */
export interface ToRun {
  readonly ready: ReadyAccount;
  readonly checked: CheckedAccount | undefined;
}

/** Runs Pulumi for many accounts, so many at once, in the order given. What fails for one account is told of it; the others go on. */
export async function runAccounts(
  op: RunRequest["op"],
  view: FleetView,
  all: readonly ToRun[],
  runtime: RunsRuntime,
): Promise<readonly RanAccount[]> {
  const ran = new Map<ToRun, RanAccount>();
  await eachOf(all, runtime.concurrency, async (one) => {
    const result = await runOne(op, view, one, runtime);
    ran.set(one, result);
    runtime.done(result);
  });
  return all.flatMap((one) => ran.get(one) ?? []);
}

async function runOne(
  op: RunRequest["op"],
  view: FleetView,
  { ready, checked }: ToRun,
  runtime: RunsRuntime,
): Promise<RanAccount> {
  const { account } = ready;
  const stopped = runtime.stopped();
  if (stopped !== undefined) return { account, outcome: "skipped", changes: [], message: stopped, tookMs: 0 };
  const { patienceMs } = runtime;
  const run = startRun(requestOf(op, view, ready), {
    environment: view.environment,
    ...(patienceMs === undefined ? {} : { patienceMs }),
  });
  runtime.begins(run, account.stack);
  const ran = await run.ran;
  return { ...ran, changes: ran.changes.map((change) => withDrift(change, checked)) };
}

function requestOf(op: RunRequest["op"], { fleet }: FleetView, ready: ReadyAccount): RunRequest {
  const { account, fingerprint, settings } = ready;
  const { program, backend, record: folder } = fleet;
  const { stack, customerId, accountId } = account;
  const record = { folder, stack, customerId, accountId, environment: settings.environment, fingerprint };
  return {
    op,
    account,
    program,
    backend,
    ...(op === "up" ? { after: { fleet: { backend, program }, record } } : {}),
  };
}

/** Pulumi shows the update of what drifted without details: the check has them. */
function withDrift(change: PlannedChange, checked: CheckedAccount | undefined): PlannedChange {
  const found = checked?.drift.find(({ urn }) => urn === change.urn);
  if (found === undefined || change.op !== "update") return change;
  const shown = new Set(change.fields.map(({ path }) => path));
  const fields = [...change.fields, ...found.fields.filter(({ path }) => !shown.has(path))];
  const goals = new Set(fields.map(({ path }) => /^goals(\[".*?"\]|\.[^.[]+)/.exec(path)?.[0] ?? ""));
  return { ...change, fields, writes: Math.max(change.writes, goals.size) };
}
