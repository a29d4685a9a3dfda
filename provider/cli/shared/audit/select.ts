import type { LoggedChange } from "./changes";

/** The changes of one thing: by its id, by a name that it has had, or all changes of what has had that name. */
export function ofThing(
  changes: readonly LoggedChange[],
  thing: string | undefined,
): readonly LoggedChange[] {
  if (thing === undefined) return changes;
  const named = changes.filter(({ id, name }) => id === thing || name === thing);
  const ids = new Set(named.flatMap(({ kind, id }) => (id === undefined ? [] : [`${kind} ${id}`])));
  return changes.filter((change) => named.includes(change) || ids.has(`${change.kind} ${change.id}`));
}
