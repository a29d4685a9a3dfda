/** Whether two sets of ids are the same; an unset one is empty. What is no list is itself. */
export function sameIds(one: unknown, other: unknown): boolean {
  const [a, b] = [sorted(one), sorted(other)];
  return a !== undefined && b !== undefined && a.join(" ") === b.join(" ");
}

/** The ids in their one order; undefined for what is no set of ids. */
function sorted(value: unknown): readonly string[] | undefined {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.map(String).sort() : undefined;
}
