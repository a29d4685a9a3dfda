import { tmpdir } from "node:os";
import { isCovered, stepsOf } from "../goals/propertyPath";
import { eachOf } from "./check/eachOf";
import type { FleetView, ReadyAccount } from "./check/prepare";
import type { CheckedAccount, PlannedChange, RanAccount } from "./results";
import { removeLeftovers } from "./run/leftovers";
import type { RunRequest } from "./run/request";
import { type Run, startRun } from "./run/supervise";
import { sharedFailure } from "./sharedFailure";

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

/** An account to run, and what a check found of it. */
export interface ToRun {
  readonly ready: ReadyAccount;
  readonly checked: CheckedAccount;
}

/**
 * Runs Pulumi for many accounts, so many at once, in the order given. What fails for one account is told of it; the others go on, unless each of
 * them would fail in the same way.
 */
export async function runAccounts(
  op: RunRequest["op"],
  view: FleetView,
  all: readonly ToRun[],
  runtime: RunsRuntime,
): Promise<readonly RanAccount[]> {
  removeLeftovers(tmpdir());
  const ran = new Map<ToRun, RanAccount>();
  let failure: string | undefined;
  const stopped = () => runtime.stopped() ?? failure;
  await eachOf(all, runtime.concurrency, async (one) => {
    const result = await runOne(op, view, one, { ...runtime, stopped });
    failure ??= sharedFailure(result, view);
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

function requestOf(op: RunRequest["op"], { fleet, logs }: FleetView, ready: ReadyAccount): RunRequest {
  const { account, fingerprint, settings } = ready;
  const { program, backend, record: folder, sources, file } = fleet;
  const { stack, customerId, accountId } = account;
  const record = { folder, stack, customerId, accountId, environment: settings.environment, fingerprint };
  return {
    op,
    account,
    program,
    backend,
    ...(op === "up"
      ? { after: { fleet: { backend, program, sources, file, logs, record: folder }, record } }
      : {}),
  };
}

/** Pulumi shows the update of what drifted without details, and beside a change of the program not at all: the check has them. */
function withDrift(change: PlannedChange, { drift }: CheckedAccount): PlannedChange {
  const found = drift.find(({ urn }) => urn === change.urn);
  if (found === undefined || change.op !== "update") return change;
  const live = new Map(found.fields.map(({ path, from }) => [path, from]));
  const edited = change.fields.map((field) =>
    live.has(field.path) ? { ...field, from: live.get(field.path) } : field,
  );
  const paths = change.fields.map(({ path }) => path);
  const fields = [...edited, ...found.fields.filter(({ path }) => !isCovered(path, paths))];
  const goals = new Set(fields.map(({ path }) => stepsOf(path).slice(0, 2).join(".")));
  const isLibrary = change.type === "ConversionGoalLibrary";
  return { ...change, fields, writes: isLibrary ? Math.max(change.writes, goals.size) : change.writes };
}
