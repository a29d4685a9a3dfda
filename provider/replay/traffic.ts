/**
 * One page load or event of recorded traffic. Every field is always there, so that millions of hits have one shape.
 * Personal: none of its texts may be shown as they are; see mask/.
 */
export interface TrafficHit {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** The UET tag that sent it; undefined in traffic that names no tags: then it is taken as sent by every tag. */
  readonly tagId: string | undefined;
  readonly event: "pageLoad" | "custom";
  /** The page's address, with scheme and host where they are known. */
  readonly page: string | undefined;
  readonly category: string | undefined;
  readonly action: string | undefined;
  readonly label: string | undefined;
  readonly value: number | undefined;
  /** Revenue that the page reports, at least 0. */
  readonly revenue: number | undefined;
  /** Three capital letters. */
  readonly currency: string | undefined;
  /** The same in all that one page sends. */
  readonly pageView: string | undefined;
  readonly session: string | undefined;
  readonly visitor: string | undefined;
  /** The id of the ad click that brought the visitor. */
  readonly click: string | undefined;
  /** Which of `TrafficNotes.sources` it is from. */
  readonly source: number;
  /** Line of the source, from 1; in a HAR the number of its entry. */
  readonly line: number;
}

/** HAR, access log of a web server (common or combined), JSON lines, CSV with named columns, or GA4's export to BigQuery as JSON lines. */
export type TrafficFormat = "har" | "combined" | "json" | "csv" | "ga4";

/** Why records of a source became no hits. */
export interface Skipped {
  /** In words that follow "skipped: ", like "no time that can be read". Never any text of the record. */
  readonly reason: string;
  readonly count: number;
  /** The first few, as `TrafficHit.line` counts. */
  readonly lines: readonly number[];
  /** Set where the record is broken; else it was read well and is no page load or event (an image, a bot). */
  readonly broken: boolean;
}

/** One file, and what was read of it so far. */
export interface TrafficSource {
  /** As the user named it; `-` is the standard input. */
  readonly file: string;
  readonly format: TrafficFormat;
  readonly records: number;
  readonly hits: number;
  readonly skipped: readonly Skipped[];
}

/** What was read so far, and what the traffic says of its hits. */
export interface TrafficNotes {
  readonly sources: readonly TrafficSource[];
  readonly hits: number;
  readonly pageLoads: number;
  readonly events: number;
  /** Milliseconds since 1970 of the earliest and latest hit; undefined without hits. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** Hits that come after one that is younger. */
  readonly outOfOrder: number;
  /** Whether hits name these at all: what no hit names cannot be counted by. */
  readonly names: {
    readonly tags: boolean;
    readonly visitors: boolean;
    readonly sessions: boolean;
    readonly clicks: boolean;
    readonly revenue: boolean;
  };
  /** What was taken for granted while reading, one sentence each: that times without a zone are UTC, that address and browser are a visitor. */
  readonly assumed: readonly string[];
}

/** Recorded traffic of one or more files. */
export interface Traffic {
  /** All hits once, in batches, by time as far as the files are. */
  hits(): AsyncIterable<readonly TrafficHit[]>;
  notes(): TrafficNotes;
}
