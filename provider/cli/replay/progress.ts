import { cut } from "../shared/columns";

/** Milliseconds, from any start. */
export type Now = () => number;

export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const ERASE = "\r\x1b[2K";
const BETWEEN_DRAWS = 100;
/** Below that a rate says nothing. */
const FIRST_RATE = 1_000;
const WIDTH = 100;

/** How far the reading is, on a terminal: one line that is redrawn and goes away at the end. Elsewhere nothing. */
export class ReplayProgress {
  readonly #isTerminal: boolean;
  #started: number | undefined;
  #drawn = Number.NEGATIVE_INFINITY;
  #isShown = false;

  constructor(
    private readonly stream: ProgressStream,
    private readonly now: Now,
  ) {
    this.#isTerminal = stream.isTTY === true;
  }

  /** What is done before any traffic is read. */
  says(line: string): void {
    if (this.#isTerminal) this.stream.write(`${line}\n`);
  }

  read(bytes: number, total: number | undefined, hits: number): void {
    if (!this.#isTerminal) return;
    const now = this.now();
    this.#started ??= now;
    if (now - this.#drawn < BETWEEN_DRAWS) return;
    this.#drawn = now;
    this.#isShown = true;
    const room = Math.min(WIDTH, (this.stream.columns || WIDTH) - 1);
    this.stream.write(`${ERASE}${cut(textOf(bytes, total, hits, now - this.#started), room)}`);
  }

  /** No more progress; its line goes away. */
  close(): void {
    if (this.#isShown) this.stream.write(ERASE);
    this.#isShown = false;
  }
}

/** "412 of 1,000 MB (41%), 120,345 hits, 210,000 hits/s, 3 s left". */
function textOf(bytes: number, total: number | undefined, hits: number, passed: number): string {
  const size = (count: number) => (count / 1e6).toLocaleString("en", { maximumFractionDigits: 1 });
  const share = total === undefined || total === 0 ? undefined : Math.min(1, bytes / total);
  const read =
    total === undefined || share === undefined
      ? `${size(bytes)} MB`
      : `${size(bytes)} of ${size(total)} MB (${Math.floor(share * 100)}%)`;
  const parts = [read, `${hits.toLocaleString("en")} hits`];
  if (passed < FIRST_RATE) return parts.join(", ");
  parts.push(`${Math.round((hits / passed) * 1000).toLocaleString("en")} hits/s`);
  if (share !== undefined && share > 0)
    parts.push(`${Math.ceil((passed * (1 - share)) / share / 1000).toLocaleString("en")} s left`);
  return parts.join(", ");
}
