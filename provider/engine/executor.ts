import type { ResourceState } from "./deployment";
import { InitFailed } from "./initFailed";
import type { Plan } from "./planner";
import { makeStep } from "./reporter";
import type { Run } from "./run";
import type { Op } from "./types";

/**
 * Does what a plan says, or in a preview pretends to.
 * @returns the resource as the program gets to see it.
 * @throws what the provider throws; the stack then holds what there is.
 */
export async function execute(run: Run, plan: Plan): Promise<ResourceState> {
  switch (plan.kind) {
    case "create":
      return create(run, plan.next, "create");
    case "same":
      return same(run, plan);
    case "update":
      return update(run, plan);
    case "replace":
      return replace(run, plan);
  }
}

async function same(run: Run, { slot, old, next }: Extract<Plan, { kind: "same" }>): Promise<ResourceState> {
  const state = { ...next, outputs: old.outputs, ...identity(old), ...times(old.created, old.modified) };
  await run.ledger.register(state, slot);
  run.reporter.step("done", makeStep("same", state));
  return state;
}

async function create(
  run: Run,
  next: ResourceState,
  op: Op,
  diff: readonly string[] = [],
  put = (state: ResourceState): Promise<void> => run.ledger.register(state),
): Promise<ResourceState> {
  const step = makeStep(op, next, diff);
  run.reporter.step("start", step);
  const made = await attempt(run, step, () =>
    next.custom ? createCustom(run, next, put) : createComponent(run, next, put),
  );
  run.reporter.step("done", makeStep(op, made, diff));
  return made;
}

type Put = (state: ResourceState) => Promise<void>;

async function createComponent(run: Run, next: ResourceState, put: Put): Promise<ResourceState> {
  const time = run.now().toISOString();
  const state = { ...next, ...times(time, time) };
  await put(state);
  return state;
}

async function createCustom(run: Run, next: ResourceState, put: Put): Promise<ResourceState> {
  if (run.dryRun) {
    const planned = { ...next, outputs: next.inputs };
    await put(planned);
    return planned;
  }
  const end = await run.ledger.begin("creating", next);
  const finish = (
    id: string,
    outputs: ResourceState["outputs"],
    initErrors: readonly string[],
  ): ResourceState => {
    const time = run.now().toISOString();
    end();
    return { ...next, id, outputs, initErrors, ...times(time, time) };
  };
  try {
    const { id, outputs } = await run.plugin().create(next.urn, next.inputs, next.additionalSecretOutputs);
    const state = finish(id, outputs, []);
    await put(state);
    return state;
  } catch (error) {
    if (error instanceof InitFailed) await put(finish(error.id, error.outputs, error.reasons));
    else end();
    await run.ledger.save();
    throw error;
  }
}

async function update(run: Run, plan: Extract<Plan, { kind: "update" }>): Promise<ResourceState> {
  const { slot, old, next, diff } = plan;
  const step = makeStep("update", old, diff);
  run.reporter.step("start", step);
  const state = await attempt(run, step, async () => {
    const draft = { ...next, ...identity(old), ...times(old.created, run.now().toISOString()) };
    const outputs =
      run.dryRun || !next.custom ? (next.custom ? next.inputs : old.outputs) : await updateCustom(run, plan);
    const updated = { ...draft, outputs };
    await run.ledger.register(updated, slot);
    return updated;
  });
  run.reporter.step("done", step);
  return state;
}

async function updateCustom(
  run: Run,
  plan: Extract<Plan, { kind: "update" }>,
): Promise<ResourceState["outputs"]> {
  const { slot, old, next } = plan;
  const end = await run.ledger.begin("updating", old);
  try {
    const secretOutputs = next.additionalSecretOutputs;
    const outputs = await run
      .plugin()
      .update({ ...next, id: old.id }, old.outputs, next.inputs, secretOutputs);
    end();
    return outputs;
  } catch (error) {
    end();
    if (error instanceof InitFailed) {
      const modified = times(old.created, run.now().toISOString());
      const { outputs, reasons: initErrors } = error;
      await run.ledger.register(
        { ...next, ...identity(old), inputs: old.inputs, outputs, initErrors, ...modified },
        slot,
      );
    } else await run.ledger.save();
    throw error;
  }
}

async function replace(run: Run, plan: Extract<Plan, { kind: "replace" }>): Promise<ResourceState> {
  const { slot, old, next, diff, deleteFirst } = plan;
  if (deleteFirst && !old.pendingReplacement) {
    await deleteOld(run, old, "delete-replaced");
    await run.ledger.replace(slot, { ...old, pendingReplacement: true });
  }
  const marker = makeStep("replace", old, diff);
  if (deleteFirst) run.reporter.step("done", marker);
  const gone = deleteFirst || old.pendingReplacement === true;
  const state = await create(run, next, "create-replacement", diff, (made) => {
    if (!gone) slot.state = { ...old, delete: true };
    return run.ledger.register(made, gone ? slot : undefined);
  });
  if (!deleteFirst) run.reporter.step("done", marker);
  return state;
}

/** Deletes a resource at its provider; the ledger is the caller's. */
export async function deleteOld(run: Run, old: ResourceState, op: Op, callProvider = true): Promise<void> {
  const step = makeStep(op, old);
  run.reporter.step("start", step);
  await attempt(run, step, async () => {
    if (run.dryRun || !callProvider) return;
    const end = await run.ledger.begin("deleting", old);
    try {
      await run.plugin().delete(old.urn, old.id ?? "", old.outputs);
    } finally {
      end();
    }
  });
  run.reporter.step("done", step);
}

async function attempt<T>(
  run: Run,
  step: Parameters<Run["reporter"]["step"]>[1],
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    run.reporter.step("failed", step);
    throw error;
  }
}

function identity(old: ResourceState): { readonly id?: string } {
  return old.id ? { id: old.id } : {};
}

function times(
  created?: string,
  modified?: string,
): { readonly created?: string; readonly modified?: string } {
  return { ...(created ? { created } : {}), ...(modified ? { modified } : {}) };
}
