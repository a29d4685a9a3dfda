import type { ResourceState } from "./deployment";
import { deleteOld } from "./executor";
import { deleteWaves, dependants, neededBy } from "./graph";
import type { Slot } from "./ledger";
import { note, type Run } from "./run";
import { isProviderUrn } from "./urn";

/**
 * Deletes the resources of the stack that this run did not register, in waves: what needs something goes before it. What a
 * failed or protected resource needs stays, and so does what needs a failed one; all others go.
 */
export async function deleteUnneeded(run: Run, registered: ReadonlySet<string>): Promise<void> {
  const slots = new Map<ResourceState, Slot>();
  for (const slot of run.ledger.slots) {
    if (slot.state && (slot.state.delete || !registered.has(slot.state.urn))) slots.set(slot.state, slot);
  }
  const doomed = [...slots.keys()];
  for (const wave of deleteWaves(doomed)) {
    const kept = keep(run);
    await Promise.all(
      wave
        .filter(({ urn }) => !kept.has(urn))
        .map((state) => run.workers.run(() => remove(run, state, slots.get(state), doomed))),
    );
  }
}

function keep(run: Run): ReadonlySet<string> {
  if (run.failed.size === 0) return new Set();
  const states = run.ledger.states();
  const above = dependants(run.failed, states).map(({ urn }) => urn);
  return neededBy([...run.failed, ...above], states);
}

async function remove(
  run: Run,
  state: ResourceState,
  slot: Slot | undefined,
  doomed: readonly ResourceState[],
): Promise<void> {
  if (!slot || run.cancellation.requested) return;
  if (state.protect)
    return note(
      run,
      "it would be deleted, but it is protected: take the option protect off first",
      state.urn,
    );
  if (state.pendingReplacement) return run.ledger.replace(slot, undefined);
  const goesWith = doomed.some(({ urn }) => urn === state.deletedWith);
  const callProvider = state.custom && !isProviderUrn(state.urn) && !state.retainOnDelete && !goesWith;
  try {
    await deleteOld(run, state, state.delete ? "delete-replaced" : "delete", callProvider);
    if (!run.dryRun) await run.ledger.replace(slot, undefined);
  } catch (error) {
    note(run, error instanceof Error ? error.message : String(error), state.urn);
  }
}
