import { stripVTControlCharacters } from "node:util";
import type { ResourceState } from "./deployment";
import type { Diagnostic, EngineEvent, Op, Severity, Step } from "./types";
import { isProviderUrn, parseUrn } from "./urn";

const NO_CHANGES: Readonly<Record<Op, number>> = {
  create: 0,
  update: 0,
  delete: 0,
  same: 0,
  replace: 0,
  "create-replacement": 0,
  "delete-replaced": 0,
  refresh: 0,
};

/** A replacement counts once, and what a refresh finds on the way to something else does not count. */
const UNCOUNTED: readonly Op[] = ["create-replacement", "delete-replaced", "refresh"];

/** Collects what a run does and says, and tells it to the caller as it happens. */
export class Reporter {
  readonly steps: Step[] = [];
  readonly diagnostics: Diagnostic[] = [];

  constructor(private readonly onEvent: (event: EngineEvent) => void = () => undefined) {}

  /** Debug messages are only told, not kept: the SDK has thousands of them. It colours stack traces, whoever may read them. */
  say(severity: Severity, text: string, urn?: string, ephemeral = false): void {
    const message = stripVTControlCharacters(text);
    const diagnostic = { severity, message, ...(urn ? { urn } : {}), ephemeral };
    if (severity !== "debug") this.diagnostics.push(diagnostic);
    this.onEvent({ kind: "diagnostic", diagnostic });
  }

  step(phase: "start" | "done" | "failed", step: Step): void {
    if (isProviderUrn(step.urn)) return;
    if (phase === "done") this.steps.push(step);
    this.onEvent({ kind: "step", phase, step });
  }

  get changes(): Readonly<Record<Op, number>> {
    const counts = { ...NO_CHANGES };
    for (const { op } of this.steps) if (!UNCOUNTED.includes(op)) counts[op]++;
    return counts;
  }
}

export function makeStep(
  op: Op,
  state: Pick<ResourceState, "urn" | "type" | "id">,
  diff: readonly string[] = [],
): Step {
  const { urn, type, id } = state;
  const { name } = parseUrn(urn);
  return { op, urn, type, name, ...(id ? { id } : {}), ...(diff.length > 0 ? { diff } : {}) };
}
