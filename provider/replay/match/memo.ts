import type { Hash } from "./hash";

const places = 2 ** 17;
/** Entries of one generation. */
const most = places / 2;

/** What was found for a key of 64 bits lately: two generations, of which the older is forgotten whole. It keeps no texts. */
export class Memo<Value> {
  #young = new Generation<Value>();
  #old = new Generation<Value>();

  get(key: Hash): Value | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  /** The memo must not have the key. */
  set(key: Hash, value: Value): void {
    if (this.#young.values.length >= most) {
      const emptied = this.#old.clear();
      this.#old = this.#young;
      this.#young = emptied;
    }
    this.#young.add(key, value);
  }
}

class Generation<Value> {
  /** The first is none: place 0 says that there is nothing. */
  values: (Value | undefined)[] = [undefined];
  readonly #lows = new Int32Array(places);
  readonly #highs = new Int32Array(places);
  readonly #indexes = new Int32Array(places);

  get({ low, high }: Hash): Value | undefined {
    let place = low & (places - 1);
    for (;;) {
      const index = this.#indexes[place] ?? 0;
      if (index === 0) return undefined;
      if (this.#lows[place] === low && this.#highs[place] === high) return this.values[index];
      place = (place + 1) & (places - 1);
    }
  }

  add({ low, high }: Hash, value: Value): void {
    let place = low & (places - 1);
    while (this.#indexes[place] !== 0) place = (place + 1) & (places - 1);
    this.#lows[place] = low;
    this.#highs[place] = high;
    this.#indexes[place] = this.values.length;
    this.values.push(value);
  }

  clear(): this {
    this.values = [undefined];
    this.#indexes.fill(0);
    return this;
  }
}
