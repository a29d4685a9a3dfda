import type { Deployment, PendingKind, PendingOperation, ResourceState } from "./deployment";
import { Store } from "./store";

/** A resource of the stack as it was before this run. */
export interface Slot {
  /** Undefined once it is gone, or the program has registered it. */
  state: ResourceState | undefined;
}

/** What the stack holds while a run goes on: what was there before, what this run registered, and what is under way. */
export class Ledger {
  readonly slots: readonly Slot[];
  private readonly byUrn = new Map<string, Slot>();
  private readonly registered = new Map<string, ResourceState>();
  private readonly pending: Set<PendingOperation>;
  /** Those of `pending` that an interrupted run left: creations, whose outcome nobody knows. */
  private readonly leftOpen: Set<PendingOperation>;
  private readonly store: Store | undefined;
  /** Whether the file lacks something. */
  private dirty = false;

  /** @param file where to keep it; undefined (a preview) keeps it nowhere. */
  constructor(before: Deployment, file: string | undefined, now: () => Date) {
    this.slots = before.resources.map((state) => ({ state }));
    this.leftOpen = new Set(before.pending.filter(({ type }) => type === "creating"));
    this.pending = new Set(this.leftOpen);
    this.dirty = before.pending.length > this.pending.size;
    this.store = file === undefined ? undefined : new Store(file, () => this.snapshot(), now);
    for (const slot of this.slots) if (slot.state && !slot.state.delete) this.byUrn.set(slot.state.urn, slot);
  }

  /** The resource of this URN from before this run, and not yet replaced or gone. */
  old(urn: string): Slot | undefined {
    const slot = this.byUrn.get(urn);
    return slot?.state ? slot : undefined;
  }

  /** What this run registered under the URN. */
  current(urn: string): ResourceState | undefined {
    return this.registered.get(urn);
  }

  states(): readonly ResourceState[] {
    const left = this.slots.flatMap(({ state }) => (state ? [state] : []));
    return [...this.registered.values(), ...left];
  }

  /** The registration succeeded: from now on `state` is the resource's state, and replaces the old one in `slot`. */
  register(state: ResourceState, slot?: Slot): Promise<void> {
    const before = slot?.state ?? this.registered.get(state.urn);
    this.registered.set(state.urn, state);
    if (slot) slot.state = undefined;
    this.forget(state.urn);
    return before && this.store?.isSame(before, state) ? Promise.resolve() : this.save();
  }

  replace(slot: Slot, state: ResourceState | undefined): Promise<void> {
    slot.state = state;
    return this.save();
  }

  /** Notes on disk that the provider is about to be called, so that an interrupted run is seen by the next. */
  async begin(type: PendingKind, resource: ResourceState): Promise<() => void> {
    const operation: PendingOperation = { type, resource };
    this.pending.add(operation);
    await this.save();
    return () => {
      this.pending.delete(operation);
      this.dirty = true;
    };
  }

  /** Drops what an interrupted run left open: about one resource, which has been dealt with now, or about all. */
  forget(urn?: string): void {
    for (const operation of this.leftOpen) {
      if (urn !== undefined && operation.resource.urn !== urn) continue;
      this.leftOpen.delete(operation);
      this.pending.delete(operation);
      this.dirty = true;
    }
  }

  save(): Promise<void> {
    this.dirty = false;
    return this.store?.save() ?? Promise.resolve();
  }

  /** Writes what has not been written yet, if anything. */
  async flush(): Promise<void> {
    if (this.dirty) await this.save();
  }

  private snapshot(): Deployment {
    return { resources: this.states(), pending: [...this.pending] };
  }
}
