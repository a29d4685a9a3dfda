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
  /** In the bytes in hand: where those begin that are to be kept next, and where the string does. */
  #from = 0;
  #stringFrom = 0;

  constructor(taker: ObjectTaker, place: ListPlace) {
    this.#taker = taker;
    this.#place = place;
  }

  /** The list came, and its end. */
  get isOver(): boolean {
    return this.#isOver;
  }

  write(bytes: Uint8Array): void {
    this.#from = 0;
    this.#stringFrom = 0;
    for (let at = 0; at < bytes.length && !this.#isOver; at++) {
      if (this.#inString) at = this.#passString(bytes, at);
      else {
        const byte = bytes[at];
        if (byte === quote) this.#openString(at + 1);
        else if (byte === openObject || byte === openList) this.#open(at, byte);
        else if (byte === closeObject || byte === closeList) this.#close(bytes, at);
      }
    }
    this.#holdRest(bytes);
  }

  #openString(from: number): void {
    this.#inString = true;
    this.#stringFrom = from;
    this.#stringLength = 0;
    this.#name = "";
    if (this.#kept !== undefined) this.#kept.stringAt = this.#kept.length + from - this.#from;
  }

  /** Goes on to the end of the string, or of the bytes: where it stopped. */
  #passString(bytes: Uint8Array, from: number): number {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at];
      if (this.#isEscaped) this.#isEscaped = false;
      else if (byte === backslash) this.#isEscaped = true;
      else if (byte === quote) {
        this.#closeString(bytes, at);
        return at;
      }
    }
    return bytes.length;
  }

  #closeString(bytes: Uint8Array, at: number): void {
    this.#inString = false;
    if (!this.#inList) this.#addName(bytes, at);
    if (this.#kept === undefined || this.#stringLength + at - this.#stringFrom <= longestString) return;
    this.#kept.add(bytes, this.#from, this.#stringFrom);
    this.#kept.emptyString();
    this.#from = at;
  }

  #open(at: number, byte: number): void {
    if (this.#inList && this.#kept === undefined && byte === openObject) {
      this.#kept = new Kept(this.#depth);
      this.#from = at;
    } else if (!this.#inList && byte === openList && this.#isPlace()) this.#inList = true;
    this.#depth += 1;
  }

  #close(bytes: Uint8Array, at: number): void {
    this.#depth -= 1;
    if (this.#kept?.depth === this.#depth) {
      this.#kept.add(bytes, this.#from, at + 1);
      this.#give(this.#kept);
      this.#kept = undefined;
    } else if (this.#inList && this.#depth === this.#place.depth) this.#isOver = true;
  }

  /** The bytes are the caller's: what is needed of them is copied. */
  #holdRest(bytes: Uint8Array): void {
    this.#kept?.add(bytes, this.#from, bytes.length);
    if (!this.#inString) return;
    if (!this.#inList) this.#addName(bytes, bytes.length);
    this.#stringLength += bytes.length - this.#stringFrom;
    if (this.#stringLength > longestString) this.#kept?.emptyString();
  }

  #addName(bytes: Uint8Array, to: number): void {
    if (this.#name.length < longestName)
      this.#name += Buffer.from(bytes.subarray(this.#stringFrom, to)).toString("latin1", 0, longestName);
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
