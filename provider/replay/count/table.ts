import type { Hash } from "../match/hash";

/** How a table forgets. */
export interface Room {
  /** Places at first and at most, powers of two; three quarters of them are used. */
  readonly first: number;
  readonly most: number;
  /** Whether an entry of this time is of no use any more. */
  isOver(time: number): boolean;
}

/**
 * Numbers by a key of 64 bits, in flat arrays. The first number of an entry is its time. Full, it drops what is over, then grows; at its
 * most it forgets the older half, and counts what it forgot.
 */
export class Table {
  forgotten = 0;
  #lows: Int32Array;
  #highs: Int32Array;
  #used: Uint8Array;
  #numbers: Float64Array;
  #mask: number;
  #size = 0;

  /** @param width numbers of an entry, its time among them */
  constructor(
    private readonly width: number,
    private readonly room: Room,
  ) {
    this.#mask = room.first - 1;
    this.#lows = new Int32Array(room.first);
    this.#highs = new Int32Array(room.first);
    this.#used = new Uint8Array(room.first);
    this.#numbers = new Float64Array(room.first * width);
  }

  get size(): number {
    return this.#size;
  }

  /** Where the numbers of an entry start in `numbers`; -1: there is none. Good until the next `add`. */
  find({ low, high }: Hash): number {
    let place = low & this.#mask;
    while (this.#used[place] === 1) {
      if (this.#lows[place] === low && this.#highs[place] === high) return place * this.width;
      place = (place + 1) & this.#mask;
    }
    return -1;
  }

  /** Where the numbers of a new entry start, all 0 but its time. The table must not have it yet. */
  add({ low, high }: Hash, time: number): number {
    if ((this.#size + 1) * 4 > (this.#mask + 1) * 3) this.#makeRoom();
    const at = this.#place(low, high) * this.width;
    this.#numbers[at] = time;
    return at;
  }

  get numbers(): Float64Array {
    return this.#numbers;
  }

  #place(low: number, high: number): number {
    let place = low & this.#mask;
    while (this.#used[place] === 1) place = (place + 1) & this.#mask;
    this.#used[place] = 1;
    this.#lows[place] = low;
    this.#highs[place] = high;
    this.#size += 1;
    return place;
  }

  #makeRoom(): void {
    const places = this.#mask + 1;
    const times = this.#times(({ isOver }, time) => !isOver(time));
    // Half of it in use after cleaning: it would soon be full again.
    if (times.length * 2 <= places) this.#rebuild(places, Number.NEGATIVE_INFINITY);
    else if (places < this.room.most) this.#rebuild(places * 2, Number.NEGATIVE_INFINITY);
    else {
      const middle = times.sort()[Math.floor(times.length / 2)] ?? 0;
      this.#rebuild(places, middle);
      this.forgotten += times.length - this.#size;
    }
  }

  #times(wanted: (room: Room, time: number) => boolean): Float64Array {
    const times = new Float64Array(this.#size);
    let count = 0;
    for (let place = 0; place <= this.#mask; place++) {
      const time = this.#numbers[place * this.width] ?? 0;
      if (this.#used[place] === 1 && wanted(this.room, time)) times[count++] = time;
    }
    return times.slice(0, count);
  }

  /** Takes over what is not over and younger than `after`. */
  #rebuild(places: number, after: number): void {
    const [lows, highs, used, numbers] = [this.#lows, this.#highs, this.#used, this.#numbers];
    this.#mask = places - 1;
    this.#size = 0;
    this.#lows = new Int32Array(places);
    this.#highs = new Int32Array(places);
    this.#used = new Uint8Array(places);
    this.#numbers = new Float64Array(places * this.width);
    for (let old = 0; old < used.length; old++) {
      const time = numbers[old * this.width] ?? 0;
      if (used[old] !== 1 || time <= after || this.room.isOver(time)) continue;
      const place = this.#place(lows[old] ?? 0, highs[old] ?? 0);
      this.#numbers.set(numbers.subarray(old * this.width, (old + 1) * this.width), place * this.width);
    }
  }
}
