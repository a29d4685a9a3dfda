import {
  type Diagnostic as EngineDiagnostic,
  parseUrn,
  type Result,
  renderPlan,
  STACK_TYPE,
} from "../engine";
import type { ServiceCall } from "./calls";

/** What a stack can be told to do. */
export type Operation = "preview" | "up" | "refresh" | "destroy";

/** What a run does to a resource. */
export type Change = "create" | "update" | "replace" | "delete" | "same";

/** What became of one resource. */
export interface Step {
  /** The resource's name in the program. */
  readonly resource: string;
  /** Pulumi's type token, like "pulumi-nodejs:dynamic/msads:ConversionGoal"; with the plugin, like "msads:index:UrlGoal". */
  readonly type: string;
  readonly change: Change;
  /** The inputs that change (of a refresh: the outputs that were found changed), as far as Pulumi names them. */
  readonly fields: readonly string[];
}

/** A message of a run. */
export interface Diagnostic {
  readonly severity: "info" | "warning" | "error";
  readonly message: string;
  /** The resource it is about; undefined: the whole run. */
  readonly resource?: string;
}

/** What one run did (a preview: would do), and its messages. */
export interface RunResult {
  readonly operation: Operation;
  readonly ok: boolean;
  /** How many resources were created, updated and so on. The stack itself is not counted. */
  readonly changes: Readonly<Record<Change, number>>;
  /** True if nothing was (in a preview: would be) created, updated, replaced or deleted. */
  readonly unchanged: boolean;
  /** One entry for each resource, in order; also for those that stay the same. */
  readonly steps: readonly Step[];
  readonly diagnostics: readonly Diagnostic[];
  /** What the program exports; "[secret]" and "[unknown]" replace values that are not shown. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** All calls to the service, in order. */
  readonly calls: readonly ServiceCall[];
  /** The calls that change the account. */
  readonly writes: readonly ServiceCall[];
  /** All output, as on a terminal. */
  readonly text: string;
}

/** A run that did not end as the test expected. Its message contains all output of the run. */
export class RunFailed extends Error {
  override readonly name = "RunFailed";

  constructor(
    message: string,
    readonly result: RunResult,
  ) {
    super(message);
  }
}

const CHANGES: readonly Change[] = ["create", "update", "replace", "delete", "same"];

/** What a run did, whoever ran the program. */
export interface Ended {
  readonly ok: boolean;
  /** `op`: also such as are no change, like "refresh". */
  readonly steps: readonly {
    readonly op: string;
    readonly type: string;
    readonly name: string;
    readonly diff?: readonly string[];
  }[];
  readonly diagnostics: readonly Diagnostic[];
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** A run of our own engine. */
export function endedBy(result: Result): Ended {
  const { steps, outputs } = result;
  return {
    ok: result.exitCode === 0,
    steps: steps.filter(({ type }) => type !== STACK_TYPE),
    diagnostics: result.diagnostics.flatMap(diagnostic),
    outputs,
    text: renderPlan(result, { color: false }),
  };
}

export function runResult(operation: Operation, ended: Ended, calls: readonly ServiceCall[]): RunResult {
  const steps = ended.steps.flatMap(({ op, type, name, diff }): readonly Step[] => {
    const change = CHANGES.find((each) => each === op);
    if (change === undefined) return [];
    return [{ resource: name, type, change, fields: diff ?? [] }];
  });
  const count = (change: Change) => steps.filter((step) => step.change === change).length;
  const changes = Object.fromEntries(CHANGES.map((change) => [change, count(change)]));
  return {
    operation,
    ok: ended.ok,
    changes: changes as RunResult["changes"],
    unchanged: steps.every(({ change }) => change === "same"),
    steps,
    diagnostics: ended.diagnostics,
    outputs: ended.outputs,
    calls,
    writes: calls.filter(({ isWrite }) => isWrite),
    text: ended.text,
  };
}

function diagnostic({ severity, message, urn, ephemeral }: EngineDiagnostic): readonly Diagnostic[] {
  if (severity === "debug" || ephemeral) return [];
  return [{ severity, message, ...(urn === undefined ? {} : { resource: parseUrn(urn).name }) }];
}
