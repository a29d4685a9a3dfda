import { happened, noTally, SeedFailure } from "./seedFailure";

/** What happens in a seed: counted, and told for whoever has to find out why it failed. */
export class SeedLog {
  readonly tally = noTally();
  readonly #story: string[] = [];

  constructor(readonly seed: number) {}

  count(what: string, times = 1): void {
    happened(this.tally, what, times);
  }

  tell(line: string): void {
    this.#story.push(line);
  }

  /** Throws a SeedFailure when anything is wrong. */
  fail(wrong: readonly string[]): void {
    if (wrong.length > 0) throw new SeedFailure(this.seed, wrong, this.#story);
  }
}
