/** How many names one line lists. */
const MOST_NAMES = 10;

/** What failed and why, goals with the same reason in one line, in an order that does not depend on that of the answers. */
export function failureReport(
  failed: readonly (readonly [key: string, reason: string])[],
  of: number,
): string {
  const byReason = new Map<string, string[]>();
  for (const [key, reason] of failed) byReason.set(reason, [...(byReason.get(reason) ?? []), key]);
  const lines = [...byReason].map(([reason, keys]) => `${namesOf(keys)}: ${reason}`);
  return `${howMany(failed.length, of)}:\n${lines.sort().join("\n")}`;
}

function howMany(failed: number, of: number): string {
  if (failed < of) return `${failed} of ${of} goals failed, the others are unaffected`;
  return of === 1 ? "its only goal failed" : `all ${of} goals failed`;
}

function namesOf(keys: readonly string[]): string {
  const shown = [...keys].sort().slice(0, MOST_NAMES);
  const rest = keys.length - shown.length;
  return `${shown.map((key) => JSON.stringify(key)).join(", ")}${rest === 0 ? "" : ` and ${rest} more`}`;
}
