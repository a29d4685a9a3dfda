/** A text's 64 bits: two numbers of 32. One object is used again and again, so that millions of texts make no garbage. */
export class Hash {
  /** @param seed any number; another one for each process, so that nobody can make texts that collide */
  constructor(private readonly seed: number) {}

  low = 0;
  high = 0;

  start(kind: number): this {
    this.low = (this.seed ^ Math.imul(kind + 1, 0x9e3779b1)) | 0;
    this.high = (Math.imul(this.seed, 0x85ebca6b) ^ kind) | 0;
    return this;
  }

  /** Undefined differs from every text, and two texts differ from the one that they make together. */
  text(text: string | undefined): this {
    if (text === undefined) return this.number(-1);
    let { low, high } = this;
    const { length } = text;
    for (let index = 0; index < length; index++) {
      const unit = text.charCodeAt(index);
      low = Math.imul(low ^ unit, 0x9e3779b1);
      low ^= low >>> 15;
      high = Math.imul(high ^ unit, 0x5f356495);
      high = (high << 13) | (high >>> 19);
    }
    this.low = low;
    this.high = high;
    return this.number(length);
  }

  /** A whole number of 32 bits. */
  number(value: number): this {
    const low = Math.imul(this.low ^ value ^ (this.high >>> 7), 0x2c1b3c6d);
    const high = Math.imul(this.high ^ value ^ (low >>> 9), 0x297a2d39);
    this.low = mixed(low ^ (high >>> 16));
    this.high = mixed(high ^ (this.low >>> 11));
    return this;
  }
}

/** Spreads 32 bits. */
export function mixed(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
