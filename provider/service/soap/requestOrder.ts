/** A request's members in the order of the schema: node-soap sends those of the request itself as they come. */
export function requestOrder(
  members: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(names.filter((name) => name in members).map((name) => [name, members[name]]));
}
