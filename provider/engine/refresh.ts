import { changedNames } from "./compare";
import type { ResourceState } from "./deployment";
import { needs } from "./graph";
import type { Slot } from "./ledger";
import type { ReadAnswer } from "./plugin";
import { makeStep } from "./reporter";
import { fail, type Run } from "./run";
import type { Step } from "./types";
import { isProviderUrn } from "./urn";

/**
 * Reads the live state of every resource and puts it into the stack; what is gone is dropped,
 * and as the whole operation it also forgets what interrupted runs left open.
 * @param alone whether this is the whole operation; else each resource is one step "refresh".
 */
export async function refreshAll(run: Run, alone: boolean): Promise<void> {
  const slots = run.ledger.slots.filter(({ state }) => state && !isProviderUrn(state.urn));
  await Promise.all(slots.map((slot) => run.workers.run(() => refreshOne(run, slot, alone))));
  dropDangling(run, alone);
  if (alone) run.ledger.forget();
  await run.ledger.save();
}

async function refreshOne(run: Run, slot: Slot, alone: boolean): Promise<void> {
  const { state } = slot;
  if (!state || run.cancellation.requested) return;
  try {
    const next = state.custom && !state.pendingReplacement ? await read(run, state) : state;
    const outcome = next === undefined ? "delete" : next === state ? "same" : "update";
    const diff = next && next !== state ? changedNames(state.outputs, next.outputs) : [];
    slot.state = next;
    run.reporter.step("done", describe(state, outcome, diff, alone));
  } catch (error) {
    fail(run, error instanceof Error ? error.message : String(error), state.urn);
  }
}

function describe(
  state: ResourceState,
  outcome: NonNullable<Step["outcome"]>,
  diff: readonly string[],
  alone: boolean,
): Step {
  return alone ? makeStep(outcome, state, diff) : { ...makeStep("refresh", state, diff), outcome };
}

/** The resource as it is now; undefined if it is gone, the same object if nothing has changed. */
async function read(run: Run, state: ResourceState): Promise<ResourceState | undefined> {
  const answer = await run.plugin().read(state.urn, state.id ?? "", state.inputs, state.outputs);
  if (answer.id === "") return undefined;
  const inputs = answer.inputs ?? state.inputs;
  // The CLI asks this to describe the drift; providers may rely on being asked.
  await run.plugin().diff({ ...state, id: answer.id }, answer.outputs, state.inputs);
  if (!isChanged(state, answer, inputs)) return state;
  return {
    ...state,
    id: answer.id,
    inputs,
    outputs: answer.outputs,
    initErrors: [],
    modified: run.now().toISOString(),
  };
}

function isChanged(state: ResourceState, answer: ReadAnswer, inputs: ResourceState["inputs"]): boolean {
  const changed = [...changedNames(state.outputs, answer.outputs), ...changedNames(state.inputs, inputs)];
  return changed.length > 0 || answer.id !== state.id || state.initErrors.length > 0;
}

/** References to what is gone go too. Alone, a refresh also drops empty lists, as the CLI does. */
function dropDangling(run: Run, alone: boolean): void {
  const left = new Set(run.ledger.states().map(({ urn }) => urn));
  for (const slot of run.ledger.slots) {
    if (!slot.state) continue;
    const dangles = [...needs(slot.state)].some((urn) => !left.has(urn));
    if (dangles || alone) slot.state = withoutDangling(slot.state, left);
  }
}

function withoutDangling(state: ResourceState, left: ReadonlySet<string>): ResourceState {
  const { parent, deletedWith, ...rest } = state;
  const properties = Object.entries(state.propertyDependencies).map(
    ([key, urns]) => [key, urns.filter((urn) => left.has(urn))] as const,
  );
  return {
    ...rest,
    ...(parent && left.has(parent) ? { parent } : {}),
    ...(deletedWith && left.has(deletedWith) ? { deletedWith } : {}),
    dependencies: state.dependencies.filter((urn) => left.has(urn)),
    propertyDependencies: Object.fromEntries(properties.filter(([, urns]) => urns.length > 0)),
  };
}
