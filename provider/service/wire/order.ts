import type { Table } from "./tables";

/** Values in the order of a table of fields; what the table does not have comes last. */
export function fieldOrder(
  entries: readonly (readonly [string, unknown])[],
  table: Table,
): readonly (readonly [string, unknown])[] {
  const rank = new Map(table.map(([name], index) => [name, index]));
  const at = (name: string) => rank.get(name) ?? Number.POSITIVE_INFINITY;
  return entries.toSorted(([a], [b]) => (at(a) === at(b) ? 0 : at(a) - at(b)));
}

/** Why a field that no table knows must not be sent: a misspelt field would be lost without a word. */
export function unknownField(name: string): string | undefined {
  return `there is no field ${JSON.stringify(name)}`;
}

/** Whether a value is to be sent: null on the wire would not mean "absent". */
export function isGiven(value: unknown): boolean {
  return value !== null && value !== undefined;
}
