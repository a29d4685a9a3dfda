import type { LoggedChange } from "./changes";

/** The changes of one thing: by its id, by a name that it has had, or all changes of what has had that name. */
export function ofThing(
  changes: readonly LoggedChange[],
  thing: string | undefined,
): readonly LoggedChange[] {
  if (thing === undefined) return changes;
  const named = changes.filter((change) => change.id === thing || namesOf(change).includes(thing));
  const ids = new Set(named.flatMap(({ kind, id }) => (id === undefined ? [] : [`${kind} ${id}`])));
  return changes.filter((change) => named.includes(change) || ids.has(`${change.kind} ${change.id}`));
}

/** What a thing was called in a call, before it and after it: a line that renames has the old name at its head. */
function namesOf({ name, fields, outcome }: LoggedChange): readonly unknown[] {
  const { before, after } = fields.name ?? {};
  return outcome === "refused" ? [name, before] : [name, before, after];
}
