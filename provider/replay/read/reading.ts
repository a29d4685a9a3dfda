import type { SourceRecords } from "./record";
import { Times } from "./time";
import { Visitors } from "./visitors";

/** What the readers of all files share. */
export class Reading {
  readonly times = new Times();
  readonly visitors = new Visitors();
  /** Scheme and host of addresses that lack them. */
  readonly site: string | undefined;
  readonly #assumed = new Set<string>();

  constructor(site: string | undefined) {
    this.site = site;
  }

  assume(sentence: string): void {
    this.#assumed.add(sentence);
  }

  assumed(): readonly string[] {
    const { times, visitors } = this;
    return [
      ...this.#assumed,
      ...(times.tookUtc ? ["Times without a zone are UTC."] : []),
      ...(visitors.any ? ["A visitor of a web log is an address with a browser's name (user agent)."] : []),
      ...(visitors.allFromOneAddress
        ? [
            "All requests come from one address. It looks like that of a proxy, so visitors with the same browser are taken as one.",
          ]
        : []),
    ];
  }
}

/** Reads one file's lines. */
export interface LineReader {
  line(text: string, number: number): void;
  end?(): void;
}

/** What a reader of one file works with. */
export interface ReaderParts {
  readonly reading: Reading;
  readonly records: SourceRecords;
}
