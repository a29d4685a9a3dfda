/** What gets ids of its own. */
export type Numbered = "tag" | "goal" | "campaign";

/** Gives ids, each kind its own, one after the other. */
export class Ids {
  #last: Readonly<Record<Numbered, bigint>>;

  constructor(last: Readonly<Record<Numbered, string>>) {
    this.#last = { tag: BigInt(last.tag), goal: BigInt(last.goal), campaign: BigInt(last.campaign) };
  }

  next(kind: Numbered): string {
    const id = this.#last[kind] + 1n;
    this.#last = { ...this.#last, [kind]: id };
    return id.toString();
  }

  last(kind: Numbered): string {
    return this.#last[kind].toString();
  }
}
