/** The goals that a hit of one tag reaches by its texts, by index, and in which pairs of goals the sides differ over it. */
export interface Reach {
  readonly goals: readonly number[];
  /** Pairs whose newer goal alone is reached. */
  readonly began: readonly number[];
  readonly ceased: readonly number[];
}

const otherTag = "";
const mostSets = 50_000;

/** Which goals of all tags a page or event matches. */
export class MatchSet {
  #lastTag: string | undefined;
  #lastReach: Reach | undefined;
  readonly #reaches = new Map<string | undefined, Reach>();

  constructor(
    readonly goals: readonly number[],
    private readonly sets: MatchSets,
  ) {}

  /** What hits of this tag reach; undefined: of a hit that names no tag. */
  reach(tag: string | undefined): Reach {
    if (this.#lastReach !== undefined && this.#lastTag === tag) return this.#lastReach;
    const key = this.sets.tagKey(tag);
    const reach = this.#reaches.get(key) ?? this.sets.reachOf(this.goals, key);
    this.#reaches.set(key, reach);
    this.#lastTag = tag;
    this.#lastReach = reach;
    return reach;
  }
}

/** Makes each set once, as long as there are not too many. */
export class MatchSets {
  readonly none: MatchSet;
  readonly #known: ReadonlySet<string>;
  #sets = new Map<string, MatchSet>();

  /** @param tags of each goal @param changes the pairs that differ, of goals that are reached */
  constructor(
    private readonly tags: readonly (string | undefined)[],
    private readonly changes: (reached: readonly number[]) => Omit<Reach, "goals">,
  ) {
    this.#known = new Set(tags.filter((tag) => tag !== undefined));
    this.none = new MatchSet([], this);
  }

  of(goals: readonly number[]): MatchSet {
    if (goals.length === 0) return this.none;
    const key = goals.join();
    const known = this.#sets.get(key);
    if (known !== undefined) return known;
    if (this.#sets.size >= mostSets) this.#sets = new Map();
    const set = new MatchSet(goals, this);
    this.#sets.set(key, set);
    return set;
  }

  /** The tag, if a goal has it; all others are the same to the goals. */
  tagKey(tag: string | undefined): string | undefined {
    return tag === undefined || this.#known.has(tag) ? tag : otherTag;
  }

  reachOf(goals: readonly number[], tag: string | undefined): Reach {
    const reached = goals.filter((goal) => accepts(this.tags[goal], tag));
    return { goals: reached, ...this.changes(reached) };
  }
}

/** Whether a goal of one tag looks at hits of another; who names none stands for all. */
export const accepts = (goalTag: string | undefined, hitTag: string | undefined): boolean =>
  goalTag === undefined || hitTag === undefined || goalTag === hitTag;
