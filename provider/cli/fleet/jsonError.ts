import { messageOf } from "../../core/errors";

/** What `--json` prints of a command that could not do its work at all. */
export interface ErrorJson {
  readonly ok: false;
  /** What people read on stderr. */
  readonly error: string;
}

/** With `--json` a command prints one JSON object, also when it fails before it has anything to tell. */
export async function withJsonError<T>(json: boolean, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const told: ErrorJson = { ok: false, error: messageOf(error) };
    if (json) process.stdout.write(`${JSON.stringify(told, null, 2)}\n`);
    throw error;
  }
}
