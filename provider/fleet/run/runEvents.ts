import { stripVTControlCharacters } from "node:util";
import { pauseIn } from "../../core/library/pauseWords";
import { isOurs } from "../record/tokens";
import type { FieldChange, PlannedChange } from "../results";
import { fieldsBetween, shown, valueAt } from "./fields";
import { goalWrites, LIBRARY, pausesUnknown, type SaidPause, withPauses } from "./libraryChange";
import { typeNameOf } from "./typeName";

type Props = Readonly<Record<string, unknown>>;

/** An event of Pulumi's engine, as far as a fleet reads it. */
interface EngineEvent {
  readonly resOutputsEvent?: { readonly metadata: Step };
  readonly diagnosticEvent?: {
    readonly urn?: string;
    readonly message: string;
    readonly severity: string;
    readonly ephemeral?: boolean;
  };
  /** Of a policy pack that the user's backend has. */
  readonly policyEvent?: {
    readonly resourceUrn?: string;
    readonly message: string;
    readonly enforcementLevel: string;
  };
}

interface State {
  readonly inputs?: Props | null;
  readonly outputs?: Props | null;
}

/** A step of the engine's. */
interface Step {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  readonly old?: State | null;
  readonly new?: State | null;
  readonly detailedDiff?: Readonly<Record<string, unknown>> | null;
}

/** Steps of a refresh, which come before, have an op of their own. */
const OPS: Readonly<Record<string, PlannedChange["op"]>> = {
  create: "create",
  import: "create",
  update: "update",
  delete: "delete",
  replace: "replace",
  "create-replacement": "replace",
  "delete-replaced": "replace",
  "import-replacement": "replace",
};
const STACK = "pulumi:pulumi:Stack";
const PROVIDERS = "pulumi:providers:";
/** What the engine says after the reason. */
const CLOSING = /^(update|preview) failed$/;

/** Gathers from the engine's events, one line of its event log after the other, what a run did, or would do, and why it failed. */
export class RunEvents {
  readonly #steps = new Map<string, Step>();
  readonly #errors = new Set<string>();
  /** By goal: preview and run may say it twice. */
  readonly #pauses = new Map<string, SaidPause>();

  /** A run that was killed leaves half a line. */
  add(line: string): void {
    // Debugging notes are most of a log.
    if (line === "" || line.includes('"severity":"debug"')) return;
    const { resOutputsEvent, diagnosticEvent: said, policyEvent: policy } = eventOf(line);
    if (resOutputsEvent !== undefined) this.#addStep(resOutputsEvent.metadata);
    if (said?.severity === "error" && said.ephemeral !== true) this.#addError(said.message, said.urn);
    if (said?.severity === "info") this.#addPause(said.message, said.urn);
    if (policy?.enforcementLevel === "mandatory") this.#addError(policy.message, policy.resourceUrn);
  }

  /** In the order of their URNs: the engine's is another each time. */
  get changes(): readonly PlannedChange[] {
    const changes = [...this.#steps.values()].map(changeOf).sort((a, b) => (a.urn < b.urn ? -1 : 1));
    return withPauses(changes, [...this.#pauses.values()]);
  }

  /** What failed, each said once, with the resource's name. */
  get errors(): readonly string[] {
    const all = [...this.#errors];
    const reasons = all.filter((text) => !CLOSING.test(text));
    return reasons.length > 0 ? reasons : all;
  }

  #addError(message: string, urn = ""): void {
    this.#errors.add(withName(stripVTControlCharacters(message).trim(), nameIn(urn)));
  }

  #addPause(message: string, urn = ""): void {
    const pause = pauseIn(stripVTControlCharacters(message).trim());
    if (pause !== undefined) this.#pauses.set(pause.id, { ...pause, urn });
  }

  /** A replacement has three steps, of which one at least has both states. */
  #addStep(step: Step): void {
    if (OPS[step.op] === undefined || step.type === STACK || step.type.startsWith(PROVIDERS)) return;
    const known = this.#steps.get(step.urn);
    if (known === undefined || (OPS[known.op] === "replace" && !(known.old && known.new)))
      this.#steps.set(step.urn, step);
  }
}

function eventOf(line: string): EngineEvent {
  try {
    return JSON.parse(line) as EngineEvent;
  } catch {
    return {};
  }
}

function changeOf(step: Step): PlannedChange {
  const { urn, type } = step;
  const inputs = step.new?.inputs ?? step.old?.inputs ?? {};
  const op = OPS[step.op] ?? "update";
  const change: PlannedChange = {
    op,
    urn,
    resource: nameIn(urn),
    type: typeNameOf(type, inputs),
    fields: op === "create" || op === "delete" ? [] : fieldsOf(step),
    writes: 1,
  };
  if (change.type !== LIBRARY) return change;
  const writes = goalWrites(step.old?.inputs, step.new?.inputs);
  return { ...change, writes, ...(pausesUnknown(step.new?.inputs ?? {}) && { pausesUnknown: true }) };
}

/** Where the inputs are as they were, somebody changed the live resource: only the plugin tells which fields. */
function fieldsOf({ type, old, new: wanted, detailedDiff }: Step): readonly FieldChange[] {
  const inputs = fieldsBetween(ownInputs(type, old?.inputs), ownInputs(type, wanted?.inputs));
  if (inputs.length > 0) return inputs;
  return Object.keys(detailedDiff ?? {}).map((path) => ({
    path,
    from: shown(valueAt(old?.outputs, path)),
    to: shown(valueAt(wanted?.inputs, path)),
  }));
}

/** Without what no user writes. */
function ownInputs(type: string, inputs: Props | null | undefined): Props {
  const hidden = isOurs(type) ? ["resourceName", "ignoredFields"] : [];
  return Object.fromEntries(
    Object.entries(inputs ?? {}).filter(([name]) => !name.startsWith("__") && !hidden.includes(name)),
  );
}

function nameIn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

function withName(text: string, name: string): string {
  const words = text.split(/[^\w.-]+/);
  return name === "" || words.includes(name) || text.includes(`"${name}"`) ? text : `${name}: ${text}`;
}
