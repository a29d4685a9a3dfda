import type { Skipped, TrafficHit } from "../traffic";

/** A hit while it is ours alone: the click that brought its visitor is found once the hits of all files are in one order. */
export type NewHit = { -readonly [Name in keyof TrafficHit]: TrafficHit[Name] };

/** A hit that names nothing but its page. */
export function newHit(
  event: NewHit["event"],
  time: number,
  page: string | undefined,
  source: number,
  line: number,
): NewHit {
  return {
    time,
    tagId: undefined,
    event,
    page,
    category: undefined,
    action: undefined,
    label: undefined,
    value: undefined,
    revenue: undefined,
    currency: undefined,
    pageView: undefined,
    session: undefined,
    visitor: undefined,
    click: undefined,
    source,
    line,
  };
}

/** A reason why a record is no hit. */
export interface Reason {
  readonly words: string;
  readonly broken: boolean;
}

export const broken = (words: string): Reason => ({ words, broken: true });
export const unfit = (words: string): Reason => ({ words, broken: false });

export const noTime = broken("no time that can be read");
export const noAddress = broken("no address that can be read");
export const noHost = broken("an address without a host, and no site is given");

export const torn = broken("the file ends in the middle, or is damaged from here on");

const linesShown = 5;

/** What the records of one source came to. */
export class SourceRecords {
  readonly source: number;
  records = 0;
  hits = 0;
  /** Hits that nobody has taken yet. */
  #waiting: NewHit[] = [];
  /** The first time that a record gave, hit or not. */
  firstTime: number | undefined;
  /** False where the records themselves say which ad click brought the visitor. */
  followsClicks = true;
  readonly #noNumbers = new Map<string, { readonly count: number; readonly line: number }>();
  readonly #skipped = new Map<Reason, { count: number; readonly lines: number[] }>();

  constructor(source: number) {
    this.source = source;
  }

  /** @param made what became of a record */
  put(made: NewHit | Reason, line: number): void {
    if ("words" in made) {
      this.skip(made, line);
      return;
    }
    this.records += 1;
    this.hits += 1;
    this.#waiting.push(made);
  }

  skip(reason: Reason, line: number): void {
    this.records += 1;
    let known = this.#skipped.get(reason);
    if (known === undefined) {
      known = { count: 0, lines: [] };
      this.#skipped.set(reason, known);
    }
    known.count += 1;
    if (known.lines.length < linesShown) known.lines.push(line);
  }

  /** The hit counts, without this number. */
  noNumber(what: string, line: number): void {
    const known = this.#noNumbers.get(what);
    this.#noNumbers.set(what, { count: (known?.count ?? 0) + 1, line: known?.line ?? line });
  }

  /** What could not be read of hits, a sentence each. */
  unread(file: string): readonly string[] {
    return [...this.#noNumbers].map(
      ([what, { count, line }]) =>
        `${file}: ${what} is no decimal number in ${count} ${count === 1 ? "record" : "records"} (first: line ${line}) and was left out there.`,
    );
  }

  has(reason: Reason): boolean {
    return this.#skipped.has(reason);
  }

  take(): NewHit[] {
    const taken = this.#waiting;
    this.#waiting = [];
    return taken;
  }

  skipped(): readonly Skipped[] {
    return [...this.#skipped].map(([reason, { count, lines }]) => ({
      reason: reason.words,
      count,
      lines: [...lines],
      broken: reason.broken,
    }));
  }
}
