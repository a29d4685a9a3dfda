const LF = 10;
const CR = 13;

/** The longest line that is read; of a longer one nothing is kept. */
export const longestLine = 1024 * 1024;

/** Whom a line is given to. `tooLong`: its text is gone. */
export interface LineTaker {
  line(text: string, number: number): void;
  tooLong(number: number): void;
}

/** Cuts bytes into lines, however the bytes come in pieces. A line ends with LF, CRLF or a lone CR. */
export class LineSplitter {
  readonly #taker: LineTaker;
  #number = 0;
  /** The beginning of a line whose end has not come yet. */
  #held: Buffer[] = [];
  #heldBytes = 0;
  #afterCr = false;

  constructor(taker: LineTaker) {
    this.#taker = taker;
  }

  /** Number of the last line that was given on. */
  get number(): number {
    return this.#number;
  }

  write(bytes: Uint8Array): void {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let start = this.#afterCr && chunk[0] === LF ? 1 : 0;
    if (chunk.length > 0) this.#afterCr = false;
    let lf = chunk.indexOf(LF, start);
    let cr = chunk.indexOf(CR, start);
    while (lf !== -1 || cr !== -1) {
      const isLf = cr === -1 || (lf !== -1 && lf < cr);
      const end = isLf ? lf : cr;
      this.#finish(chunk, start, end);
      start = end + 1;
      if (!isLf && lf === start) start += 1;
      else if (!isLf && start === chunk.length) this.#afterCr = true;
      if (lf < start && lf !== -1) lf = chunk.indexOf(LF, start);
      if (cr < start && cr !== -1) cr = chunk.indexOf(CR, start);
    }
    if (start < chunk.length) this.#hold(chunk.subarray(start));
  }

  /** The last line may lack its end. */
  end(): void {
    if (this.#heldBytes > 0) this.#finish(Buffer.alloc(0), 0, 0);
  }

  #hold(part: Buffer): void {
    this.#heldBytes += part.length;
    if (this.#heldBytes > longestLine) this.#held = [];
    else this.#held.push(Buffer.from(part));
  }

  #finish(chunk: Buffer, start: number, end: number): void {
    this.#number += 1;
    const bytes = this.#heldBytes + end - start;
    if (bytes > longestLine) this.#taker.tooLong(this.#number);
    else if (this.#heldBytes === 0) this.#taker.line(chunk.toString("utf8", start, end), this.#number);
    else {
      const whole = Buffer.concat([...this.#held, chunk.subarray(start, end)]);
      this.#taker.line(whole.toString("utf8"), this.#number);
    }
    this.#held = [];
    this.#heldBytes = 0;
  }
}
