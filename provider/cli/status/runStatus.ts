import { openReader, type ReaderRuntime } from "../../session/reader";
import { readAccount } from "../export/readAccount";
import { type FailOn, failing, type GoalHealth, healthOf } from "./health";
import { readUploads } from "./readUploads";
import { renderStatus } from "./renderStatus";

export interface StatusOptions {
  readonly json: boolean;
  readonly failOn?: FailOn;
  /** Seconds between two looks; undefined = look once. */
  readonly every?: number;
}

export interface StatusRuntime extends ReaderRuntime {
  readonly print: (text: string) => void;
  readonly complain: (line: string) => void;
  /** Colours show. */
  readonly color: boolean;
  /** Empties the screen before the next look, where there is one. */
  readonly clear: () => void;
  /** Waits so many milliseconds; false = stop. */
  readonly pause: (ms: number) => Promise<boolean>;
}

/**
 * Shows the health of the account's goals; false when a goal is in the state of `failOn`. With `every` it checks again and
 * again until then. Each check makes two reads, one more for each 20 offline goals, and no write. Throws when the first check fails; when a later one fails, it says so and goes on.
 */
export async function runStatus(options: StatusOptions, runtime: StatusRuntime): Promise<boolean> {
  const { every } = options;
  const reader = openReader(runtime);
  const ref = reader.ref();
  const look = async () => {
    const content = await readAccount(reader, ref);
    const now = runtime.date?.() ?? new Date();
    const { byGoal, note } = await readUploads(reader, ref, content.goals, now);
    return show({ health: healthOf(content, byGoal), note }, options, runtime);
  };
  if (every === undefined) return look();
  let isWell = await look();
  while (isWell && (await runtime.pause(every * 1000))) {
    try {
      isWell = await look();
    } catch (error) {
      runtime.complain(error instanceof Error ? error.message : String(error));
    }
  }
  return isWell;
}

interface Seen {
  readonly health: readonly GoalHealth[];
  readonly note: string | undefined;
}

function show({ health, note }: Seen, options: StatusOptions, runtime: StatusRuntime): boolean {
  const bad = failing(health, options.failOn);
  const isWatch = options.every !== undefined;
  if (options.json) {
    const object = { ok: bad.length === 0, goals: health, note };
    runtime.print(`${JSON.stringify(object, null, isWatch ? undefined : 2)}\n`);
  } else {
    if (isWatch) runtime.clear();
    runtime.print(renderStatus(health, runtime.color, note));
  }
  if (bad.length > 0)
    runtime.complain(
      `${bad.length} ${bad.length === 1 ? "goal fails" : "goals fail"} --fail-on ${options.failOn}`,
    );
  return bad.length === 0;
}
