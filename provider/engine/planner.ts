import { changedNames, differences } from "./compare";
import type { ResourceState } from "./deployment";
import { dependants } from "./graph";
import type { Slot } from "./ledger";
import { matches, parsePath, setBack } from "./propertyPath";
import { ensureProvider } from "./provider";
import { type Goal, Unsupported } from "./registration";
import type { Run } from "./run";
import { hasSecrets, type PropertyMap, UNKNOWN } from "./values";

/** What is to be done so that the stack has what the program wants. */
export type Plan =
  | { readonly kind: "create"; readonly next: ResourceState }
  | { readonly kind: "same"; readonly slot: Slot; readonly old: ResourceState; readonly next: ResourceState }
  | {
      readonly kind: "update";
      readonly slot: Slot;
      readonly old: ResourceState;
      readonly next: ResourceState;
      readonly diff: readonly string[];
    }
  | {
      readonly kind: "replace";
      readonly slot: Slot;
      readonly old: ResourceState;
      readonly next: ResourceState;
      readonly diff: readonly string[];
      readonly deleteFirst: boolean;
    };

/** The resource cannot become what the program wants; one message for each reason. */
export class Refused extends Error {
  constructor(readonly reasons: readonly string[]) {
    super(reasons.join("\n"));
    this.name = "Refused";
  }
}

/** @throws Refused, Unsupported, or what the provider's check and diff throw. */
export async function plan(run: Run, goal: Goal, urn: string): Promise<Plan> {
  if (!run.plaintextSecrets) refuseSecrets(goal);
  const slot = run.ledger.old(urn);
  const old = slot?.state;
  const provider = goal.custom ? await ensureProvider(run) : undefined;
  const wanted = old ? kept(goal, old.inputs) : goal.inputs;
  const inputs = goal.custom ? await check(run, urn, old?.inputs ?? {}, wanted) : wanted;
  const next = draft(goal, urn, inputs, provider);
  if (!slot || !old) return { kind: "create", next };
  const verdict = goal.custom ? await compare(run, old, next) : compareInputs(old, next);
  if (verdict.replace || old.pendingReplacement) return replacement(run, goal, { slot, old, next }, verdict);
  if (!verdict.changed && old.initErrors.length === 0) return { kind: "same", slot, old, next };
  return { kind: "update", slot, old, next, diff: changedNames(old.inputs, next.inputs) };
}

/** The engine keeps state as plain text, so that a secret has no place in it. */
function refuseSecrets(goal: Goal): void {
  const names = Object.keys(goal.inputs).filter((name) => hasSecrets(goal.inputs[name] ?? null));
  const reasons = [
    ...names.map((name) => `input "${name}"`),
    ...goal.additionalSecretOutputs.map((n) => `output "${n}"`),
  ];
  if (reasons.length === 0) return;
  throw new Refused(
    reasons.map(
      (what) => `${what} is secret, and this engine keeps state unencrypted: take it from the environment`,
    ),
  );
}

/** The inputs with what `ignoreChanges` names as it was. */
function kept(goal: Goal, before: PropertyMap): PropertyMap {
  return goal.ignoreChanges.reduce((inputs, path) => setBack(inputs, before, parsePath(path)), goal.inputs);
}

async function check(run: Run, urn: string, olds: PropertyMap, news: PropertyMap): Promise<PropertyMap> {
  const { inputs, failures } = await run.plugin().check(urn, olds, news);
  if (failures.length === 0) return inputs;
  throw new Refused(
    failures.map(({ property, reason }) =>
      property ? `property ${property} has a problem: ${reason}` : reason,
    ),
  );
}

function draft(goal: Goal, urn: string, inputs: PropertyMap, provider: string | undefined): ResourceState {
  const { name: _name, deleteBeforeReplace: _option, protect, retainOnDelete, ...options } = goal;
  return {
    ...options,
    urn,
    inputs,
    outputs: {},
    initErrors: [],
    ...(protect ? { protect } : {}),
    ...(retainOnDelete ? { retainOnDelete } : {}),
    ...(provider ? { provider } : {}),
  };
}

interface Verdict {
  readonly changed: boolean;
  readonly replace: boolean;
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

async function compare(run: Run, old: ResourceState, next: ResourceState): Promise<Verdict> {
  const answer = await run.plugin().diff({ ...next, id: old.id }, old.outputs, next.inputs);
  if (answer.changes === "unknown")
    return compareInputs(old, next, answer.replaces, answer.deleteBeforeReplace);
  const changed = answer.changes === "some";
  return { ...answer, changed, replace: changed && answer.replaces.length > 0 };
}

/** The engine's own comparison, which alone honours `replaceOnChanges`. */
function compareInputs(
  old: ResourceState,
  next: ResourceState,
  replaces: readonly string[] = [],
  deleteBeforeReplace = false,
): Verdict {
  const places = differences(old.inputs, next.inputs);
  const patterns = next.custom ? next.replaceOnChanges.map(parsePath) : [];
  const hit = places.filter((place) => patterns.some((pattern) => matches(pattern, place)));
  const all = [...replaces, ...hit.map((place) => String(place[0]))];
  return { changed: places.length > 0, replace: all.length > 0, replaces: all, deleteBeforeReplace };
}

interface Pair {
  readonly slot: Slot;
  readonly old: ResourceState;
  readonly next: ResourceState;
}

async function replacement(run: Run, goal: Goal, pair: Pair, verdict: Verdict): Promise<Plan> {
  const { urn } = pair.next;
  if (goal.protect) refuseProtected(run, urn);
  const inputs = await check(run, urn, {}, goal.inputs);
  const deleteFirst = goal.deleteBeforeReplace ?? verdict.deleteBeforeReplace;
  if (deleteFirst) await refuseChain(run, pair.old);
  const names = changedNames(pair.old.inputs, inputs);
  const diff = names.length > 0 ? names : verdict.replaces;
  return { kind: "replace", ...pair, next: { ...pair.next, inputs }, diff, deleteFirst };
}

/** A preview goes on, to show what the replacement would be. */
function refuseProtected(run: Run, urn: string): void {
  const reason = "it would be replaced, but it is protected: take the option protect off first";
  if (!run.dryRun) throw new Refused([reason]);
  run.ok = false;
  run.reporter.say("error", reason, urn);
}

/** Deleting first may force what depends on the resource to be replaced as well, which this engine does not do. */
async function refuseChain(run: Run, root: ResourceState): Promise<void> {
  const states = run.ledger.slots.flatMap(({ state }) => (state && !state.delete ? [state] : []));
  for (const state of dependants([root.urn], states)) {
    const touched = Object.keys(state.inputs).filter((key) =>
      state.propertyDependencies[key]?.includes(root.urn),
    );
    if (!state.custom || touched.length === 0) continue;
    const unknown = Object.fromEntries(touched.map((key) => [key, UNKNOWN]));
    const { replaces } = await run.plugin().diff(state, state.outputs, { ...state.inputs, ...unknown });
    if (replaces.length > 0) {
      throw new Unsupported(`${root.urn} is to be deleted before it is replaced, and ${state.urn} with it`);
    }
  }
}
