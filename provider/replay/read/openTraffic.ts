import type { Traffic, TrafficFormat, TrafficHit, TrafficNotes } from "../traffic";
import type { ColumnNames } from "./columns";
import { filesOnDisk, type TrafficFiles } from "./files";
import { merged } from "./merge";
import { originOf } from "./page";
import { Reading } from "./reading";
import { Tally } from "./tally";
import { TrafficError } from "./trafficError";
import { TrafficFile } from "./trafficFile";

export interface TrafficOptions {
  /** Of all files. Default: told from the content, for each file. */
  readonly format?: TrafficFormat | undefined;
  /** Scheme and host of addresses that lack them: "https://www.example.com". */
  readonly site?: string | undefined;
  /** What CSV columns and members of JSON lines are called: {page: "uri"}. Default: by the usual names. */
  readonly columns?: ColumnNames | undefined;
  /** Called as bytes are read, as they are in the files. `bytesTotal` is undefined where a size is not known. */
  readonly onProgress?:
    | ((bytesRead: number, bytesTotal: number | undefined, hits: number) => void)
    | undefined;
  /** Default: the disk, and standard input for `-`. */
  readonly from?: TrafficFiles | undefined;
}

/**
 * Recorded traffic of files, by time. `-` is the standard input; gzip and zstd are unpacked.
 * `hits()` throws a TrafficError, before the first hit, for a file of which nothing can be read.
 */
export function openTraffic(files: readonly string[], options: TrafficOptions = {}): Traffic {
  return new FileTraffic(files, options);
}

class FileTraffic implements Traffic {
  readonly #files: readonly TrafficFile[];
  readonly #names: readonly string[];
  readonly #options: TrafficOptions;
  readonly #from: TrafficFiles;
  readonly #reading: Reading;
  readonly #tally = new Tally();
  #isRead = false;

  constructor(names: readonly string[], options: TrafficOptions) {
    this.#names = names;
    this.#options = options;
    this.#from = options.from ?? filesOnDisk();
    const site = options.site === undefined ? undefined : originOf(options.site);
    if (options.site !== undefined && site === undefined)
      throw new TrafficError(names[0] ?? "-", "the site must be an address like https://www.example.com");
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined)
      throw new TrafficError(twice, "is named twice. Its hits would count twice; name it once");
    this.#reading = new Reading(site);
    this.#files = names.map(
      (file, index) =>
        new TrafficFile({
          files: this.#from,
          file,
          index,
          format: options.format,
          columns: options.columns ?? {},
        }),
    );
  }

  async *hits(): AsyncGenerator<readonly TrafficHit[], void> {
    if (this.#isRead) throw new Error("traffic can be read once");
    this.#isRead = true;
    const sizes = [];
    for (const name of this.#names) sizes.push(await this.#from.size(name));
    for (const file of this.#files) await file.lookAt(this.#reading.site);
    this.#refuseCopies();
    const total = sizes.reduce<number | undefined>(
      (sum, size) => (sum === undefined || size === undefined ? undefined : sum + size),
      0,
    );
    let read = 0;
    const onBytes = (bytes: number): void => {
      read += bytes;
      this.#options.onProgress?.(read, total, this.#tally.notes().hits);
    };
    const lanes = this.#files.map((file) => ({
      firstTime: file.firstTime,
      open: () => file.hits(this.#reading, onBytes),
    }));
    for await (const batch of merged(lanes)) {
      this.#tally.take(batch, (source) => this.#files[source]?.followsClicks ?? true);
      yield batch;
    }
  }

  /** access.log.1 beside access.log.1.gz would count every hit twice. */
  #refuseCopies(): void {
    this.#files.forEach((file, index) => {
      const first = this.#files.findIndex(({ mark }) => mark !== undefined && mark === file.mark);
      if (first === -1 || first === index) return;
      throw new TrafficError(
        this.#names[index] ?? "-",
        `begins like ${this.#names[first]}. The hits of both would count twice; name one of them`,
      );
    });
  }

  notes(): TrafficNotes {
    return {
      ...this.#tally.notes(),
      sources: this.#files.map((file) => file.notes()),
      assumed: [...this.#reading.assumed(), ...this.#files.flatMap((file) => file.unread())],
    };
  }
}
