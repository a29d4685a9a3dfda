import { availableParallelism } from "node:os";
import type { FleetView, ReadyAccount } from "../../fleet/check/prepare";
import { isLeftOut } from "../../fleet/check/sweep";
import { findPulumi } from "../../fleet/findPulumi";
import { changeAtMostRefusal } from "../../fleet/grouped";
import { requireRecordFolder } from "../../fleet/record/record";
import type { CheckedAccount, RanAccount, Standing } from "../../fleet/results";
import { type RunsRuntime, runAccounts, type ToRun } from "../../fleet/runAccounts";
import { ranLine } from "./accountLine";
import type { OpenAccounts } from "./openAccounts";
import { Progress, realClock } from "./progress";
import type { Stopping } from "./stopping";
import { isUnreachable, sweepAccounts } from "./sweepAccounts";
import { RUN_KINDS, type RunOp, runKindOf, saidOfRun } from "./words";

export interface FleetRunOptions {
  readonly op: RunOp;
  /** Also runs accounts that are as last applied. */
  readonly all: boolean;
  /** How many accounts run at once. Default: as many as the machine has processors. */
  readonly concurrency?: number;
  /** How much all runs together may write; undefined = any number. */
  readonly changeAtMost?: number;
  readonly verbose: boolean;
  readonly environment: NodeJS.ProcessEnv;
}

/** What a preview or an up of a fleet came to. */
export interface FleetRan {
  /** Which of the two this is about: an up that is refused ends with its preview. */
  readonly op: RunOp;
  readonly ran: readonly RanAccount[];
  /** How many accounts were as last applied, and so not run. */
  readonly clean: number;
  /** Why nothing was applied. */
  readonly refusal: string | undefined;
}

/**
 * Checks the accounts and runs those that need it. With `changeAtMost` an up is previewed first, and refused as a whole when it would write more.
 * Throws an Error without a Pulumi CLI, and when the sign-in is refused.
 */
export async function runFleet(
  { view, ready }: OpenAccounts,
  options: FleetRunOptions,
  stopping: Stopping,
): Promise<FleetRan> {
  const { op, changeAtMost } = options;
  requirePulumi(options.environment);
  if (op === "up") requireRecordFolder(view.fleet.record);
  const all = await checkedAll(ready, options, stopping);
  const toRun = all.filter(({ checked: { standing } }) =>
    options.all ? standing !== "unreachable" : needsRun(standing),
  );
  const unread = all.flatMap(({ checked }) => (checked.standing === "unreachable" ? [notRun(checked)] : []));
  const clean = all.length - toRun.length - unread.length;
  const run = (which: RunOp, some: readonly ToRun[]) => runAll(which, view, some, options, stopping);
  if (op === "preview" || changeAtMost === undefined) {
    const ran = [...(await run(op, toRun)), ...unread];
    const refusal = changeAtMost === undefined ? undefined : changeAtMostRefusal(ran, changeAtMost);
    return { op, ran, clean, refusal };
  }
  const previews = await run("preview", toRun);
  const refusal = changeAtMostRefusal(previews, changeAtMost);
  if (refusal !== undefined) return { op: "preview", ran: [...previews, ...unread], clean, refusal };
  const isFit = new Map(previews.map(({ account, outcome }) => [account.stack, outcome === "done"]));
  const unfit = previews.filter(({ outcome }) => outcome !== "done");
  const ran = await run(
    "up",
    toRun.filter((one) => isFit.get(one.ready.account.stack)),
  );
  return { op, ran: [...ran, ...unfit, ...unread], clean, refusal };
}

function requirePulumi(environment: NodeJS.ProcessEnv): void {
  const found = findPulumi(environment);
  if (found.is === "missing")
    throw new Error(
      "pulumi is not on PATH, and it runs the accounts: install it (https://www.pulumi.com/docs/install), then run the command again",
    );
  if (found.is === "unusable") throw new Error(found.why);
}

/** Also what is known to need a run is looked at: Pulumi does not show what drifted beside a change of the program. */
async function checkedAll(
  ready: readonly ReadyAccount[],
  { environment, verbose }: FleetRunOptions,
  stopping: Stopping,
): Promise<readonly ToRun[]> {
  const isStopped = () => stopping.reason() !== undefined;
  const isSaid = (one: CheckedAccount) => isUnreachable(one) || (verbose && one.standing === "clean");
  const { accounts, signIn } = await sweepAccounts(ready, { environment, isSaid, isStopped });
  if (signIn !== undefined) throw new Error(signIn);
  return ready.flatMap((one, at) =>
    accounts[at] === undefined ? [] : [{ ready: one, checked: accounts[at] }],
  );
}

function needsRun(standing: Standing): boolean {
  return standing !== "clean" && standing !== "unreachable";
}

function notRun(checked: CheckedAccount): RanAccount {
  const { account, reason } = checked;
  const what = isLeftOut(checked)
    ? ({ outcome: "skipped", message: reason } as const)
    : ({ outcome: "failed", message: `Not run, since the account could not be read: ${reason}` } as const);
  return { account, changes: [], ...what, tookMs: 0 };
}

async function runAll(
  op: RunOp,
  view: FleetView,
  all: readonly ToRun[],
  { concurrency = availableParallelism() }: FleetRunOptions,
  stopping: Stopping,
): Promise<readonly RanAccount[]> {
  const progress = new Progress({
    done: op === "up" ? "run" : "previewed",
    total: all.length,
    kinds: RUN_KINDS,
    wordOf: (kind) => saidOfRun(op, kind).word,
    stream: process.stderr,
    clock: realClock,
  });
  const runtime: RunsRuntime = {
    concurrency,
    stopped: stopping.reason,
    begins: (run, stack) => {
      stopping.add(run);
      progress.begins(stack);
    },
    done: (ran) => {
      const kind = runKindOf(ran);
      // Of those that were not begun the table tells.
      progress.ends(ran.account.stack, kind, kind === "skipped" ? undefined : ranLine(op, ran));
    },
  };
  try {
    return await runAccounts(op, view, all, runtime);
  } finally {
    progress.close();
  }
}
