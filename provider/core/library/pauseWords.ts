import { show } from "../../goals/text";

/** A goal that a library pauses, since it does not list it. */
export interface UnlistedPause {
  /** What people call the library. */
  readonly library: string;
  readonly id: string;
  /** The goal's name, as a message shows it. */
  readonly goal: string;
}

const PAUSE = /^(.*): goal (\d+), (".*), is not listed and will be paused$/s;

/** What preview and run say of it: no step of Pulumi's does. */
export function pauseWords(
  library: string,
  { id, name }: { readonly id: string; readonly name: string },
): string {
  return `${library}: goal ${id}, ${show(name)}, is not listed and will be paused`;
}

/** What these words say; undefined of all others. */
export function pauseIn(message: string): UnlistedPause | undefined {
  const [, library, id, shown] = PAUSE.exec(message) ?? [];
  if (library === undefined || id === undefined || shown === undefined) return undefined;
  return { library, id, goal: goalIn(shown) };
}

/** A long name is cut. */
function goalIn(shown: string): string {
  try {
    return String(JSON.parse(shown));
  } catch {
    return shown.slice(1);
  }
}
