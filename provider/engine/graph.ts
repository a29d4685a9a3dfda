import type { ResourceState } from "./deployment";

/** URNs that a resource needs: what it names as dependencies, its parent, its provider, and what it is deleted with. */
export function needs(state: ResourceState): ReadonlySet<string> {
  const all = new Set([...state.dependencies, ...Object.values(state.propertyDependencies).flat()]);
  if (state.parent) all.add(state.parent);
  if (state.deletedWith) all.add(state.deletedWith);
  if (state.provider) all.add(state.provider.slice(0, state.provider.lastIndexOf("::")));
  all.delete(state.urn);
  return all;
}

/** Every resource with what it needs, where needing a component means needing what is inside it as well. */
function edges(states: readonly ResourceState[]): ReadonlyMap<ResourceState, ReadonlySet<string>> {
  const children = new Map<string, ResourceState[]>();
  for (const state of states)
    if (state.parent) children.set(state.parent, [...(children.get(state.parent) ?? []), state]);
  const components = new Set(states.filter(({ custom }) => !custom).map(({ urn }) => urn));
  const inside = (urn: string): readonly string[] =>
    components.has(urn)
      ? (children.get(urn) ?? []).flatMap((child) => [child.urn, ...inside(child.urn)])
      : [];
  return new Map(
    states.map((state) => {
      const named = [...needs(state)];
      const family = named.filter((urn) => urn !== state.parent).flatMap(inside);
      return [state, new Set([...named, ...family.filter((urn) => !isAbove(urn, state, states))])];
    }),
  );
}

/** Whether `urn` is the resource itself or one of its parents. */
function isAbove(urn: string, state: ResourceState, states: readonly ResourceState[]): boolean {
  if (urn === state.urn) return true;
  const parent = states.find((other) => other.urn === state.parent);
  return parent !== undefined && isAbove(urn, parent, states);
}

/** The resources in the order in which they can be deleted: each wave needs nothing of a wave before it. */
export function deleteWaves(states: readonly ResourceState[]): readonly (readonly ResourceState[])[] {
  const needed = edges(states);
  const left = new Set(states);
  const waves: ResourceState[][] = [];
  while (left.size > 0) {
    const wanted = new Set([...left].flatMap((state) => [...(needed.get(state) ?? [])]));
    const free = [...left].filter(({ urn }) => !wanted.has(urn));
    const wave = free.length > 0 ? free : [...left];
    for (const state of wave) left.delete(state);
    waves.push(wave);
  }
  return waves;
}

/** All URNs that the resources of these URNs need, near and far, themselves included. */
export function neededBy(urns: Iterable<string>, states: readonly ResourceState[]): ReadonlySet<string> {
  const found = new Set(urns);
  const byUrn = new Map(states.map((state) => [state.urn, state]));
  for (const urn of found) {
    const state = byUrn.get(urn);
    if (state) for (const need of needs(state)) found.add(need);
  }
  return found;
}

/** All resources that need one of these URNs, near and far, in the order given. */
export function dependants(
  urns: Iterable<string>,
  states: readonly ResourceState[],
): readonly ResourceState[] {
  const found = new Set(urns);
  const start = new Set(found);
  let before = -1;
  while (found.size !== before) {
    before = found.size;
    for (const state of states) if ([...needs(state)].some((urn) => found.has(urn))) found.add(state.urn);
  }
  return states.filter(({ urn }) => found.has(urn) && !start.has(urn));
}
