import { counted } from "../goals/text";
import type { Kind } from "./batch/runProgress";

/** What a message calls a thing of a kind. */
const NOUNS: Readonly<Record<Kind, string>> = {
  goals: "goal",
  tags: "tag",
  settings: "account",
  campaigns: "campaign",
};

/** How many kinds of change a message names. */
const NAMED = 3;

interface Planned {
  readonly kind: Kind;
  /** "created", "paused", or the paths that change: "revenue.value". */
  readonly what: readonly string[];
}

/** What a run is going to change, over all accounts of the process, and how much of it it may (`changeAtMost`). */
export class RunChanges {
  readonly #planned = new Map<string, Planned>();
  #written = 0;

  /** `atMost`: undefined = any number. */
  constructor(private readonly atMost: number | undefined) {}

  /** A goal or tag is going to be written. Planned again under the same key it is the same one. */
  plan(kind: Kind, key: string, what: readonly string[]): void {
    this.#planned.set(`${kind} ${key}`, { kind, what });
  }

  /** What was planned under a key is not written after all. */
  drop(kind: Kind, key: string): void {
    this.#planned.delete(`${kind} ${key}`);
  }

  /** More is planned than the run may change. */
  get isOver(): boolean {
    return this.atMost !== undefined && this.#planned.size > this.atMost;
  }

  /** Takes the right to one write; false when the run has none left. */
  take(): boolean {
    if (this.atMost !== undefined && this.#written >= this.atMost) return false;
    this.#written += 1;
    return true;
  }

  /** Why the run is refused. `isAll`: nothing more will be planned. */
  refusal(isAll: boolean): string {
    const count = Math.max(this.#planned.size, this.#written + 1);
    const changes = this.#mostCommon();
    const list = changes.length === 0 ? "" : `: ${changes.join("; ")}`;
    return (
      `changeAtMost is ${this.atMost}, and this run would change ${isAll ? "" : "at least "}${count}${list}. ` +
      `If that is meant, set MSADS_CHANGE_AT_MOST=${count}${isAll ? "" : " or more"} for this run, or msads:changeAtMost for all.`
    );
  }

  /** "revenue.value in 143 goals", the most frequent first. */
  #mostCommon(): readonly string[] {
    const counts = new Map<string, { readonly kind: Kind; readonly path: string; count: number }>();
    for (const { kind, what } of this.#planned.values())
      for (const path of what) {
        const known = counts.get(`${kind} ${path}`) ?? { kind, path, count: 0 };
        known.count += 1;
        counts.set(`${kind} ${path}`, known);
      }
    const sorted = [...counts.values()].sort((one, other) => other.count - one.count);
    const rest = sorted.length - NAMED;
    const named = sorted
      .slice(0, NAMED)
      .map(({ kind, path, count }) => inWords(path, counted(count, NOUNS[kind])));
    return rest > 0 ? [...named, `and ${counted(rest, "other kind")} of change`] : named;
  }
}

function inWords(path: string, things: string): string {
  return path === "created" || path === "paused" ? `${things} ${path}` : `${path} in ${things}`;
}
