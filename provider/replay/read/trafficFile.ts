import { hash } from "node:crypto";
import type { TrafficFormat, TrafficSource } from "../traffic";
import { ColumnFinder, type ColumnNames } from "./columns";
import { formatOf } from "./detect";
import type { TrafficFiles } from "./files";
import { Reading } from "./reading";
import { type NewHit, noHost, SourceRecords } from "./record";
import { type ByteReader, readerOf } from "./source";
import { TrafficError } from "./trafficError";
import { Torn, unpacked } from "./unpack";
import { refuseColumns } from "./wrongColumns";

/** So much of a file is looked at to tell what it is, and to find its first time. */
const lookedAt = 64 * 1024;
const mostLookedAt = 1024 * 1024;

export interface FileParts {
  readonly files: TrafficFiles;
  readonly file: string;
  readonly index: number;
  readonly format: TrafficFormat | undefined;
  readonly columns: ColumnNames;
}

/** One file: looked at first, read when its time has come. */
export class TrafficFile {
  readonly #parts: FileParts;
  readonly #finder: ColumnFinder;
  readonly #open: () => AsyncIterable<Uint8Array>;
  #records: SourceRecords;
  #format: TrafficFormat;
  #firstTime: number | undefined;
  #mark: string | undefined;

  constructor(parts: FileParts) {
    this.#parts = parts;
    this.#finder = new ColumnFinder(parts.columns);
    const { files, file } = parts;
    this.#open = file === "-" ? openedTwice(files.open(file)) : () => files.open(file);
    this.#records = new SourceRecords(parts.index);
    this.#format = parts.format ?? "combined";
  }

  get firstTime(): number | undefined {
    return this.#firstTime;
  }

  /** The same in files that begin the same way, packed or not; undefined where nothing with a time is in it. */
  get mark(): string | undefined {
    return this.#firstTime === undefined ? undefined : this.#mark;
  }

  get followsClicks(): boolean {
    return this.#records.followsClicks;
  }

  /** @throws TrafficError if nothing of it can be read */
  async lookAt(site: string | undefined): Promise<void> {
    const { file, index, columns } = this.#parts;
    const beginning: Uint8Array[] = [];
    let length = 0;
    let reader: ByteReader | undefined;
    const records = new SourceRecords(index);
    const begin = (): ByteReader => {
      const bytes = Buffer.concat(beginning);
      const text = bytes.toString("utf8");
      this.#mark = hash("sha256", bytes.subarray(0, lookedAt));
      this.#format = this.#formatOf(text);
      if (text !== "") refuseColumns(file, this.#format, text, columns, this.#finder);
      const begun = readerOf(this.#format, { reading: new Reading(site), records }, this.#finder);
      for (const part of beginning) begun.write(part);
      return begun;
    };
    try {
      for await (const part of unpacked(file, this.#open())) {
        length += part.length;
        if (reader === undefined) beginning.push(part);
        else reader.write(part);
        if (reader === undefined && length >= lookedAt) reader = begin();
        if (reader !== undefined && (records.firstTime !== undefined || length >= mostLookedAt)) break;
      }
    } catch (error) {
      if (!(error instanceof Torn)) throw error;
    }
    if (reader === undefined) {
      reader = begin();
      reader.end(false);
    }
    this.#firstTime = records.firstTime;
    this.#refuseHostless(records);
  }

  /** Nothing of a file can be counted whose addresses all lack a host. */
  #refuseHostless(records: SourceRecords): void {
    if (records.hits > 0 || !records.has(noHost)) return;
    throw new TrafficError(
      this.#parts.file,
      "names no host. Say which site it is of, with its scheme: --site https://www.example.com",
    );
  }

  #formatOf(text: string): TrafficFormat {
    const { file, format } = this.#parts;
    if (format !== undefined) return format;
    if (text === "") return "combined";
    const found = formatOf(text, this.#finder);
    if (found !== undefined) return found;
    throw new TrafficError(
      file,
      text.includes("\0")
        ? "is no text"
        : "is none of: a HAR file, an access log, JSON lines, a CSV file with named columns, an export of Google Analytics 4. Name the right file, or say what it is: --format",
    );
  }

  async *hits(reading: Reading, onBytes: (bytes: number) => void): AsyncGenerator<readonly NewHit[], void> {
    const { file } = this.#parts;
    const records = this.#records;
    const reader = readerOf(this.#format, { reading, records }, this.#finder);
    let isTorn = false;
    try {
      for await (const part of unpacked(file, counted(this.#open(), onBytes))) {
        reader.write(part);
        this.#refuseHostless(records);
        yield records.take();
      }
    } catch (error) {
      if (!(error instanceof Torn)) throw error;
      isTorn = true;
    }
    reader.end(isTorn);
    yield records.take();
  }

  unread(): readonly string[] {
    return this.#records.unread(this.#parts.file);
  }

  notes(): TrafficSource {
    const { records, hits } = this.#records;
    return {
      file: this.#parts.file,
      format: this.#format,
      records,
      hits,
      skipped: this.#records.skipped(),
    };
  }
}

async function* counted(
  bytes: AsyncIterable<Uint8Array>,
  onBytes: (bytes: number) => void,
): AsyncIterable<Uint8Array> {
  for await (const part of bytes) {
    onBytes(part.length);
    yield part;
  }
}

/** Standard input comes once: what was looked at is kept until it is read. */
function openedTwice(bytes: AsyncIterable<Uint8Array>): () => AsyncIterable<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]();
  let seen: Uint8Array[] | undefined;
  return async function* () {
    const isFirst = seen === undefined;
    const kept = seen ?? [];
    seen = isFirst ? kept : [];
    if (!isFirst) yield* kept;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
      if (isFirst) kept.push(next.value);
      yield next.value;
    }
  };
}
