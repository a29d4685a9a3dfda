import type { TrafficFormat } from "../traffic";
import type { ColumnFinder } from "./columns";
import { CombinedReader } from "./combined";
import { CsvReader } from "./csv";
import { LineSplitter } from "./lines";
import type { LineReader, ReaderParts } from "./reading";
import { broken } from "./record";

/** Takes a file's bytes, in pieces of any length. */
export interface ByteReader {
  write(bytes: Uint8Array): void;
  /** @param isTorn what came last is not whole */
  end(isTorn: boolean): void;
  /** How many lines, or entries, came so far. */
  readonly place: number;
}

const tooLong = broken("longer than 1 MiB");

export function readerOf(format: TrafficFormat, parts: ReaderParts, finder: ColumnFinder): ByteReader {
  const reader = lineReaderOf(format, parts, finder);
  let isFirst = true;
  const lines = new LineSplitter({
    line(text, number) {
      const bare = isFirst && text.startsWith("\uFEFF") ? text.slice(1) : text;
      isFirst = false;
      reader.line(bare, number);
    },
    tooLong(number) {
      isFirst = false;
      parts.records.skip(tooLong, number);
    },
  });
  return {
    write: (bytes) => lines.write(bytes),
    get place() {
      return lines.number;
    },
    end(isTorn) {
      if (!isTorn) lines.end();
      reader.end?.();
    },
  };
}

function lineReaderOf(format: TrafficFormat, parts: ReaderParts, finder: ColumnFinder): LineReader {
  if (format === "combined") return new CombinedReader(parts);
  if (format === "csv") return new CsvReader(parts, finder);
  throw new Error(`not read yet: ${format}`);
}
