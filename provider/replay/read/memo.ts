/** Remembers what was made of texts, and starts anew once they are too many. */
export class Memo<Value> {
  readonly #known = new Map<string, Value>();
  readonly #most: number;
  readonly #make: (text: string) => Value;

  constructor(most: number, make: (text: string) => Value) {
    this.#most = most;
    this.#make = make;
  }

  of(text: string): Value {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    if (this.#known.size >= this.#most) this.#known.clear();
    const own = ownCopy(text);
    const made = this.#make(own);
    this.#known.set(own, made);
    return made;
  }
}

/** A text that is kept must not keep the whole line that it was cut out of. */
export function ownCopy(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}
