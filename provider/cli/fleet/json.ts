import { totalWrites } from "../../fleet/grouped";
import type {
  CheckedAccount,
  DriftedResource,
  PlannedChange,
  RanAccount,
  RunOutcome,
  Standing,
} from "../../fleet/results";
import type { Severity } from "../../goals/diagnosis";
import { byKind, RUN_KINDS, type RunKind, type RunOp, runKindOf, STANDINGS } from "./words";

/** Which account it is, in everything that `msads fleet` prints as JSON. Its config is left out: it may hold what nobody should read. */
interface AccountJson {
  readonly stack: string;
  readonly customerId: string;
  readonly accountId: string;
}

/** `msads fleet check --json`: one object. */
export interface CheckJson {
  /** Every account is as last applied. */
  readonly ok: boolean;
  /** How many accounts stand how; every standing is there. */
  readonly counts: Readonly<Record<Standing, number>>;
  /** Worst first: unreachable, unknown, changed, drifted, clean; within that in the order of the fleet file. */
  readonly accounts: readonly CheckedAccountJson[];
}

interface CheckedAccountJson extends AccountJson {
  readonly standing: Standing;
  /** Why, in one sentence; absent of a clean account. */
  readonly reason?: string;
  /** What is not as last applied, by resource. Of a field `from` is what is there and `to` what is wanted; absent = not set; "[secret]" instead of a secret. */
  readonly drift: readonly DriftedResource[];
  /** Live goals by health, as in `msads status`; absent where they were not read. */
  readonly health?: Readonly<Record<Severity, number>>;
}

/** `msads fleet preview --json` and `msads fleet up --json`: one object. */
export interface RunsJson {
  readonly op: RunOp;
  /** Every run is done. */
  readonly ok: boolean;
  /** How many runs came to what; every kind is there. "changed": done, with changes (in a preview: it would make some); "same": done, without. */
  readonly counts: Readonly<Record<RunKind, number>>;
  /** What the runs write, or would: goals, tags and the like. */
  readonly writes: number;
  /** Worst first: failed, locked, interrupted, skipped, done with changes, done without; within that in the order of the fleet file. */
  readonly accounts: readonly RanAccountJson[];
}

interface RanAccountJson extends AccountJson {
  readonly outcome: RunOutcome;
  /** What it did, or would do. */
  readonly changes: readonly PlannedChange[];
  /** Why it is not done, and what to do. */
  readonly message?: string;
  readonly tookMs: number;
}

export function checkJson(accounts: readonly CheckedAccount[]): CheckJson {
  const kinds = byKind(STANDINGS, accounts, ({ standing }) => standing);
  const counts = countsOf(kinds);
  return {
    ok: counts.clean === accounts.length,
    counts,
    accounts: kinds.flatMap(([, those]) =>
      those.map(({ account, standing, reason, drift, health }) => ({
        ...idsOf(account),
        standing,
        ...(reason === undefined ? {} : { reason }),
        drift,
        ...(health === undefined ? {} : { health }),
      })),
    ),
  };
}

export function runsJson(op: RunOp, ran: readonly RanAccount[]): RunsJson {
  const kinds = byKind(RUN_KINDS, ran, runKindOf);
  const counts = countsOf(kinds);
  return {
    op,
    ok: counts.changed + counts.same === ran.length,
    counts,
    writes: totalWrites(ran),
    accounts: kinds.flatMap(([, those]) =>
      those.map(({ account, outcome, changes, message, tookMs }) => ({
        ...idsOf(account),
        outcome,
        changes,
        ...(message === undefined ? {} : { message }),
        tookMs,
      })),
    ),
  };
}

function idsOf({ stack, customerId, accountId }: AccountJson): AccountJson {
  return { stack, customerId, accountId };
}

function countsOf<Kind extends string>(
  kinds: readonly (readonly [Kind, readonly unknown[]])[],
): Readonly<Record<Kind, number>> {
  return Object.fromEntries(kinds.map(([kind, { length }]) => [kind, length])) as Record<Kind, number>;
}
