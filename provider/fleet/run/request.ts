import type { FleetAccount } from "../fleet";
import type { PlannedChange, RunOutcome } from "../results";
import type { AfterUp } from "./afterUp";

/** One run of one account. */
export interface RunRequest {
  readonly op: "preview" | "up";
  readonly account: FleetAccount;
  /** Folder of the Pulumi project. */
  readonly program: string;
  /** See Fleet. */
  readonly backend: string | undefined;
  /** For `afterUp`, when an `up` succeeded; undefined = nothing is to be done then. */
  readonly after?: AfterUp;
}

/** What a worker does. */
export interface Job {
  readonly request: RunRequest;
  /** Where the run's own files are, which nobody else can read. */
  readonly folder: string;
}

/** From the command to a worker. */
export type ToWorker = { readonly request: RunRequest } | { readonly stop: true };

/** From a worker, at its end. */
export interface WorkerResult {
  readonly outcome: RunOutcome;
  readonly changes: readonly PlannedChange[];
  readonly message: string | undefined;
}
