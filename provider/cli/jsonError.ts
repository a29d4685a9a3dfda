/** What `--json` prints of a command that could not do its work at all. */
interface ErrorJson {
  readonly ok: false;
  /** What people read on stderr. */
  readonly error: string;
}

/** With `--json` a command prints one JSON object, also when it fails before it has anything to tell, or is called wrongly. */
export function errorJson(argv: readonly string[], error: string): string {
  // The options themselves may be what is wrong, so nothing has read them.
  const at = argv.indexOf("--json");
  const end = argv.indexOf("--");
  const told: ErrorJson = { ok: false, error };
  return at >= 0 && (end < 0 || at < end) ? `${JSON.stringify(told, null, 2)}\n` : "";
}
