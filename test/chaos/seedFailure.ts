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
}

export const noTally = (): Tally => ({
  runs: 0,
  calls: 0,
  faults: 0,
  crashes: 0,
  lostStates: 0,
  edits: 0,
  failedRuns: 0,
});

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
