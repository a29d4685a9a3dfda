import { cut, harmless, widthOf } from "../shared/columns";
import { timeInWords, WIDTH } from "./accountLine";

/** Time as it goes; passed in. */
export interface ProgressClock {
  /** Milliseconds. */
  readonly now: () => number;
  /** Calls again and again, until what it returns is called. */
  readonly every: (ms: number, run: () => void) => () => void;
}

export const realClock: ProgressClock = {
  now: () => performance.now(),
  every: (ms, run) => {
    const timer = setInterval(run, ms).unref();
    return () => clearInterval(timer);
  },
};

/** Where progress goes: a terminal shows one line that is redrawn. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface ProgressOptions<Kind extends string> {
  /** What goes on, before the count: "checked", "previewed", "run". */
  readonly done: string;
  readonly total: number;
  /** What an account may come to, worst first. */
  readonly kinds: readonly Kind[];
  /** A kind after its count: "3 unreachable". */
  readonly wordOf: (kind: Kind) => string;
  /** Lines about accounts that are said; undefined = all. */
  readonly mostLines?: number | undefined;
  readonly stream: ProgressStream;
  readonly clock: ProgressClock;
}

/** At most ten redraws a second on a terminal, elsewhere a line every 30 seconds. */
const BETWEEN_DRAWS = 100;
const BETWEEN_LINES = 30_000;
/** Below that the rate says nothing. */
const FIRST_RATE = 2_000;

const ERASE = "\r\x1b[2K";

/** How far a command over many accounts is: count, rate, remaining time, how many of each kind so far, what is under way. */
export class Progress<Kind extends string> {
  private readonly started: number;
  private readonly under = new Set<string>();
  private readonly counts = new Map<Kind, number>();
  private ended = 0;
  private lines = 0;
  private last: number;
  /** Lines about accounts that wait for the next redraw. */
  private waiting: string[] = [];
  private readonly stop: () => void;

  private readonly isTerminal: boolean;

  constructor(private readonly options: ProgressOptions<Kind>) {
    const { clock, stream } = options;
    this.isTerminal = stream.isTTY === true;
    this.started = clock.now();
    this.last = this.isTerminal ? Number.NEGATIVE_INFINITY : this.started;
    this.stop = clock.every(this.isTerminal ? BETWEEN_DRAWS * 2 : 1_000, () => this.show());
  }

  begins(stack: string): void {
    this.under.add(stack);
    this.show();
  }

  /** `line`: what is to be said of the account; undefined = nothing. */
  ends(stack: string, kind: Kind, line?: string): void {
    this.under.delete(stack);
    this.ended += 1;
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    if (line !== undefined) this.sayOf(line);
    this.show();
  }

  private sayOf(line: string): void {
    const { mostLines = Number.POSITIVE_INFINITY } = this.options;
    this.lines += 1;
    if (this.lines <= mostLines) this.say(line);
    if (this.lines === mostLines + 1) this.say("… no more lines about single accounts: the end sums up");
  }

  /** A line among the others, like a notice. */
  say(line: string): void {
    if (this.isTerminal) this.waiting.push(line);
    else this.options.stream.write(`${line}\n`);
  }

  /** No more progress; on a terminal its line goes away. */
  close(): void {
    this.stop();
    if (this.isTerminal) this.options.stream.write(`${ERASE}${this.taken()}`);
  }

  private show(): void {
    const { clock, stream } = this.options;
    const now = clock.now();
    if (now - this.last < (this.isTerminal ? BETWEEN_DRAWS : BETWEEN_LINES)) return;
    this.last = now;
    const room = Math.min(WIDTH, (stream.columns || WIDTH) - 1);
    const text = cut(this.text(now, room), room);
    stream.write(this.isTerminal ? `${ERASE}${this.taken()}${text}` : `${text}\n`);
  }

  /** The lines that wait, which wait no longer. */
  private taken(): string {
    const lines = this.waiting;
    this.waiting = [];
    return lines.map((each) => `${each}\n`).join("");
  }

  /** `412 of 1,000 checked (41%), 18/s, 32 s left; 3 unreachable, 2 drifted; now: acme and 6 more`. */
  private text(now: number, room: number): string {
    const { done, total, kinds, wordOf } = this.options;
    const share = total === 0 ? 100 : Math.floor((this.ended / total) * 100);
    const parts = [
      [`${count(this.ended)} of ${count(total)} ${done} (${share}%)`, ...this.pace(now)].join(", "),
      kinds
        .filter((kind) => this.counts.has(kind))
        .map((kind) => `${count(this.counts.get(kind) ?? 0)} ${wordOf(kind)}`)
        .join(", "),
    ].filter((part) => part !== "");
    return this.withUnderWay(parts.join("; "), room);
  }

  private pace(now: number): readonly string[] {
    const passed = now - this.started;
    if (this.ended === 0 || passed < FIRST_RATE) return [];
    const rate = this.ended / passed;
    const left = timeInWords((this.options.total - this.ended) / rate);
    return [rateInWords(rate), `${left} left`];
  }

  /** As many of those under way as there is room for. */
  private withUnderWay(text: string, most: number): string {
    const [first, ...others] = [...this.under];
    if (first === undefined) return text;
    const more = others.length === 0 ? "" : ` and ${count(others.length)} more`;
    const start = `${text}; now: `;
    const room = most - widthOf(start) - widthOf(more);
    return room < 5 ? text : `${start}${cut(harmless(first), room)}${more}`;
  }
}

function rateInWords(perMs: number): string {
  const perSecond = perMs * 1000;
  if (perSecond >= 10) return `${Math.round(perSecond)}/s`;
  if (perSecond >= 1) return `${perSecond.toFixed(1)}/s`;
  return `${(perSecond * 60).toFixed(perSecond * 60 >= 10 ? 0 : 1)}/min`;
}

function count(number: number): string {
  return number.toLocaleString("en");
}
