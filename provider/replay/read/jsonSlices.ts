const quote = 34;
const backslash = 92;
const openObject = 123;
const closeObject = 125;
const openList = 91;
const closeList = 93;

/** A longer string becomes an empty one: bodies of answers, which nobody asks for. */
const longestString = 64 * 1024;
/** The longest object that is kept. */
const longestObject = 4 * 1024 * 1024;
const longestName = 100;

export interface ObjectTaker {
  /** The JSON text of one object. Strings of more than 64 KiB in it are empty. */
  object(text: string): void;
  tooLong(): void;
}

/** The list whose objects are cut out: one that is the whole text, or a member of an object. */
export interface ListPlace {
  /** How many objects and lists it is in. */
  readonly depth: number;
  readonly name: string | undefined;
}

/**
 * Cuts the objects of one list out of a JSON text, however its bytes come in pieces, and holds no more than one of them.
 * It goes by brackets and quotes alone: JSON.parse says what an object holds, and one that is broken does not hide the next.
 */
export class JsonSlicer {
  readonly #taker: ObjectTaker;
  readonly #place: ListPlace;
  #depth = 0;
  #inString = false;
  #isEscaped = false;
  #stringLength = 0;
  /** The last string outside of the list: the name of what follows. */
  #name = "";
  #inList = false;
  #isOver = false;
  #kept: Kept | undefined;

  constructor(taker: ObjectTaker, place: ListPlace) {
    this.#taker = taker;
    this.#place = place;
  }

  /** The list came, and its end. */
  get isOver(): boolean {
    return this.#isOver;
  }

  write(bytes: Uint8Array): void {
    // Where the bytes begin that are to be kept next, and where the string in hand does.
    let from = 0;
    let stringFrom = 0;
    const length = this.#isOver ? 0 : bytes.length;
    for (let at = 0; at < length; at++) {
      const byte = bytes[at];
      if (this.#inString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (byte === backslash) this.#isEscaped = true;
        else if (byte === quote) {
          this.#inString = false;
          if (this.#stringLength + at - stringFrom > longestString && this.#kept !== undefined) {
            this.#kept.add(bytes, from, stringFrom);
            this.#kept.emptyString();
            from = at;
          } else if (!this.#inList) this.#addName(bytes, stringFrom, at);
        }
      } else if (byte === quote) {
        this.#inString = true;
        this.#stringLength = 0;
        this.#name = "";
        stringFrom = at + 1;
        if (this.#kept !== undefined) {
          this.#kept.stringAt = this.#kept.length + stringFrom - from;
        }
      } else if (byte === openObject || byte === openList) {
        if (this.#inList && this.#kept === undefined && byte === openObject) {
          this.#kept = new Kept(this.#depth);
          from = at;
        } else if (!this.#inList && byte === openList && this.#isPlace()) this.#inList = true;
        this.#depth += 1;
      } else if (byte === closeObject || byte === closeList) {
        this.#depth -= 1;
        if (this.#kept?.depth === this.#depth) {
          this.#kept.add(bytes, from, at + 1);
          this.#give(this.#kept);
          this.#kept = undefined;
        } else if (this.#inList && this.#depth === this.#place.depth) {
          this.#isOver = true;
          return;
        }
      }
    }
    this.#keepRest(bytes, from, stringFrom, length);
  }

  #keepRest(bytes: Uint8Array, from: number, stringFrom: number, length: number): void {
    this.#kept?.add(bytes, from, length);
    if (!this.#inString) return;
    this.#stringLength += length - stringFrom;
    if (!this.#inList) this.#addName(bytes, stringFrom, length);
    if (this.#stringLength > longestString) this.#kept?.emptyString();
  }

  #addName(bytes: Uint8Array, from: number, to: number): void {
    if (this.#name.length < longestName)
      this.#name += Buffer.from(bytes.subarray(from, to)).toString("latin1");
  }

  #isPlace(): boolean {
    const { depth, name } = this.#place;
    return this.#depth === depth && (name === undefined || this.#name === name);
  }

  #give(kept: Kept): void {
    if (kept.isTooLong) this.#taker.tooLong();
    else this.#taker.object(kept.text());
  }
}

/** The bytes of one object. */
class Kept {
  readonly depth: number;
  length = 0;
  /** Where the string in hand begins. */
  stringAt = 0;
  isTooLong = false;
  #bytes = Buffer.allocUnsafe(16 * 1024);

  constructor(depth: number) {
    this.depth = depth;
  }

  add(bytes: Uint8Array, from: number, to: number): void {
    const length = this.length + to - from;
    if (length > longestObject + longestString) this.isTooLong = true;
    if (this.isTooLong || to <= from) return;
    if (length > this.#bytes.length) {
      const more = Buffer.allocUnsafe(Math.max(length, this.#bytes.length * 2));
      this.#bytes.copy(more, 0, 0, this.length);
      this.#bytes = more;
    }
    this.#bytes.set(bytes.subarray(from, to), this.length);
    this.length = length;
  }

  emptyString(): void {
    this.length = Math.min(this.length, this.stringAt);
  }

  text(): string {
    return this.#bytes.toString("utf8", 0, this.length);
  }
}
