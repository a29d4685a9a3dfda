/** With this the names of all runs begin. */
export const RUNS_PREFIX = "msads-parity ";

/** Whether a text is the prefix of one run: only it has such names. */
export function isRunPrefix(text: string): boolean {
  return text.startsWith(RUNS_PREFIX) && /^\d{8}-\d{6}-[0-9a-z]{4}$/.test(text.slice(RUNS_PREFIX.length));
}

/** What one run may make at most. */
export const MOST_GOALS = 40;
export const MOST_TAGS = 3;

/** The goals and tags of one run, by their ids: nothing else is ever changed. */
export class Own {
  readonly #goals = new Set<string>();
  readonly #tags = new Set<string>();
  #names = 0;

  constructor(
    /** Of every name; no other run has it. */
    readonly prefix: string,
  ) {}

  get goals(): readonly string[] {
    return [...this.#goals];
  }

  get tags(): readonly string[] {
    return [...this.#tags];
  }

  /** A name that nothing has had yet. */
  newName(what: "goal" | "tag"): string {
    this.#names += 1;
    return `${this.prefix} ${what} ${String(this.#names).padStart(3, "0")}`;
  }

  addGoal(id: string): void {
    this.#goals.add(id);
  }

  addTag(id: string): void {
    this.#tags.add(id);
  }
}
