/** What happened in a seed, or in many, in figures. */
export interface Tally {
  runs: number;
  calls: number;
  /** That met a call. */
  faults: number;
  crashes: number;
  lostStates: number;
  /** Changes that people made by hand. */
  edits: number;
  failedRuns: number;
  /** How often each of the things happened that a campaign must not miss. */
  readonly happened: Map<string, number>;
}

export const noTally = (): Tally => ({
  runs: 0,
  calls: 0,
  faults: 0,
  crashes: 0,
  lostStates: 0,
  edits: 0,
  failedRuns: 0,
  happened: new Map(),
});

/** Counts something that happened. */
export function happened(tally: Tally, what: string, times = 1): void {
  tally.happened.set(what, (tally.happened.get(what) ?? 0) + times);
}

/** Adds what happened in one seed to what happened in all. */
export function addTo(total: Tally, { happened: more, ...figures }: Tally): void {
  for (const name of Object.keys(figures) as (keyof typeof figures)[]) total[name] += figures[name];
  for (const [what, times] of more) happened(total, what, times);
}

/** A seed that failed: what was wrong, and what had happened so far. */
export class SeedFailure extends Error {
  constructor(
    readonly seed: number,
    readonly wrongs: readonly string[],
    story: readonly string[],
  ) {
    super(`seed ${seed}: ${wrongs.join("\n  ")}\n  story:\n  ${story.join("\n  ")}`);
  }

  /** In a few lines, with how to play it again. */
  get short(): string {
    const words = this.wrongs.join("; ").slice(0, 400);
    return `seed ${this.seed} (npm run chaos -- --seeds 1 --from ${this.seed}): ${words}`;
  }
}
