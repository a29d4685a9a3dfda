/** Random choices from one source of numbers, 0 (included) to 1. */
export class Dice {
  constructor(readonly random: () => number) {}

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.random() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.random() < probability;
  }

  /** One of several. Throws when there is none. */
  pick<T>(from: readonly T[]): T {
    const found = from[Math.floor(this.random() * from.length)];
    if (found === undefined) throw new Error("nothing to pick from");
    return found;
  }

  /** Either a value or nothing. */
  maybe<T>(probability: number, value: () => T): T | undefined {
    return this.chance(probability) ? value() : undefined;
  }
}
