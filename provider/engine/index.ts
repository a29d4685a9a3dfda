/** A small deployment engine: runs an unmodified Pulumi program, without the Pulumi CLI, against a state file. */

import { operate } from "./operation";
import type { Result, RunOptions } from "./types";

export { renderPlan } from "./render";
export type { Diagnostic, EngineEvent, Op, Result, RunOptions, Severity, Step } from "./types";
export { parseUrn, STACK_TYPE } from "./urn";

/** What `up` would do; nothing is written. */
export function preview(options: RunOptions): Promise<Result> {
  return operate("preview", options);
}

/** Makes the stack what the program says. */
export function up(options: RunOptions): Promise<Result> {
  return operate("up", options);
}

/** Takes the live state over into the state file; the program is not run. */
export function refresh(options: RunOptions): Promise<Result> {
  return operate("refresh", options);
}

/** Deletes everything in the stack; the program is not run. */
export function destroy(options: RunOptions): Promise<Result> {
  return operate("destroy", options);
}
