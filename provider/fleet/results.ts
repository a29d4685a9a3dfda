import type { Severity } from "../goals/diagnosis";
import type { FleetAccount } from "./fleet";

/**
 * How an account stands against the program: "clean" is as last applied; "changed": the program, its config or settings are others since;
 * "drifted": people changed what the program manages; "unknown": never applied, or somebody ran Pulumi by hand; "unreachable": it could
 * not be read. Worst first in tables: unreachable, unknown, changed, drifted, clean.
 */
export type Standing = "clean" | "changed" | "drifted" | "unknown" | "unreachable";

/** What a check found of one account. */
export interface CheckedAccount {
  readonly account: FleetAccount;
  readonly standing: Standing;
  /** Why, in one sentence; undefined of a clean account. */
  readonly reason: string | undefined;
  /** What is not as last applied; also of an account whose program changed. */
  readonly drift: readonly DriftedResource[];
  /** Live goals by health, as `msads status` has it; undefined where they were not read. */
  readonly health: Readonly<Record<Severity, number>> | undefined;
}

/** A resource of the program that is not as it was applied. */
export interface DriftedResource {
  /** As Pulumi knows it, without the secret parts of anything. */
  readonly urn: string;
  /** Its name in the program. */
  readonly resource: string;
  /** "UrlGoal", "UetTag", "ConversionGoalLibrary", "AccountConversionSettings", "CampaignConversionGoals". */
  readonly type: string;
  /** The whole of it is gone, or cannot be compared: why. */
  readonly lost?: string;
  readonly fields: readonly FieldChange[];
}

/** One field's change, by property path. Secret values are shown as "[secret]". */
export interface FieldChange {
  readonly path: string;
  /** What is there; undefined = not set. */
  readonly from: unknown;
  /** What the program wants. */
  readonly to: unknown;
}

/** One step of a run that is not "same". */
export interface PlannedChange {
  readonly op: "create" | "update" | "delete" | "replace";
  readonly urn: string;
  readonly resource: string;
  readonly type: string;
  /** Of updates; none where Pulumi shows none. Also goals that a library pauses since it does not list them. */
  readonly fields: readonly FieldChange[];
  /** How many goals, tags and the like it writes: more than one of a library. */
  readonly writes: number;
  /** Of a library that pauses what it does not list, where only the `up` itself knows which goals these are. */
  readonly pausesUnknown?: true;
}

/**
 * What became of a run: "done" (with or without changes), "failed", "locked" (another run holds the stack), "interrupted" (the run was
 * killed or stopped before its end), "skipped" (not begun: Ctrl-C, a limit, or a sign-in that ended).
 */
export type RunOutcome = "done" | "failed" | "locked" | "interrupted" | "skipped";

/** A preview or an up of one account. */
export interface RanAccount {
  readonly account: FleetAccount;
  readonly outcome: RunOutcome;
  /** What it did, or would do. */
  readonly changes: readonly PlannedChange[];
  /** Why it is not done, and what to do: one text, without secrets. */
  readonly message: string | undefined;
  readonly tookMs: number;
}
