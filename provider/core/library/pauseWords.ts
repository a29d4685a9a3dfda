import { counted, show, showSome } from "../../goals/text";

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

/** What is said of goals that left a library, while another resource of the program may still come for them. */
export function leavingWords(library: string, goals: readonly string[]): string {
  const one = goals.length === 1;
  return `${library}: ${counted(goals.length, "goal")} ${one ? "leaves" : "leave"} the library and will be paused, unless another resource of the program declares ${one ? "it" : "them"}: ${showSome(goals)}`;
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
