import type { TrafficFormat } from "../traffic";
import type { ColumnFinder } from "./columns";
import { CombinedReader } from "./combined";
import { CsvReader } from "./csv";
import { Ga4Reader } from "./ga4";
import { HarReader } from "./har";
import { objectIn } from "./json";
import { JsonRecordReader, type ObjectReader } from "./jsonLines";
import { JsonSlicer, type ListPlace } from "./jsonSlices";
import { LineSplitter } from "./lines";
import type { LineReader, ReaderParts } from "./reading";
import { broken, torn } from "./record";

/** Takes a file's bytes, in pieces of any length. */
export interface ByteReader {
  write(bytes: Uint8Array): void;
  /** @param isTorn the bytes ended before the file did */
  end(isTorn: boolean): void;
}

const tooLong = broken("longer than 1 MiB");
const tooLongObject = broken("longer than 4 MiB");
const noObject = broken("no JSON object");

export function readerOf(format: TrafficFormat, parts: ReaderParts, finder: ColumnFinder): ByteReader {
  switch (format) {
    case "combined":
      return byLines(new CombinedReader(parts), parts);
    case "csv":
      return byLines(new CsvReader(parts, finder), parts);
    case "json":
      return byObjects(new JsonRecordReader(parts, finder), parts);
    case "ga4":
      return byObjects(new Ga4Reader(parts), parts);
    case "har":
      return byEntries(new HarReader(parts), parts);
  }
}

function byLines(reader: LineReader, { records }: ReaderParts): ByteReader {
  let isFirst = true;
  const lines = new LineSplitter({
    line(text, number) {
      const bare = isFirst && text.startsWith("\uFEFF") ? text.slice(1) : text;
      isFirst = false;
      reader.line(bare, number);
    },
    tooLong(number) {
      isFirst = false;
      records.skip(tooLong, number);
    },
  });
  return {
    write: (bytes) => lines.write(bytes),
    end(isTorn) {
      if (isTorn) records.skip(torn, lines.number + 1);
      else lines.end();
      reader.end?.();
    },
  };
}

/** A JSON object on each line, or all of them in one list. */
function byObjects(reader: ObjectReader, parts: ReaderParts): ByteReader {
  const take = (text: string, number: number): void => {
    const value = objectIn(text);
    if (value === undefined) parts.records.skip(noObject, number);
    else reader.object(value, number);
  };
  let inner = byLines(
    {
      line(text, number) {
        if (text.trim() !== "") take(text, number);
      },
    },
    parts,
  );
  let isKnown = false;
  return {
    write(bytes) {
      // A mark of the byte order and blanks may come first; they are nothing to either.
      const first = isKnown ? undefined : bytes.find((byte) => byte > 32 && byte < 127);
      if (first === "[".charCodeAt(0))
        inner = byList({ entry: take, end: () => {} }, parts, { depth: 0, name: undefined });
      isKnown ||= first !== undefined;
      inner.write(bytes);
    },
    end: (isTorn) => inner.end(isTorn),
  };
}

function byEntries(reader: HarReader, parts: ReaderParts): ByteReader {
  return byList(reader, parts, { depth: 2, name: "entries" });
}

function byList(
  reader: { entry(text: string, number: number): void; end(): void },
  { records }: ReaderParts,
  place: ListPlace,
): ByteReader {
  let number = 0;
  const slicer = new JsonSlicer(
    {
      object(text) {
        number += 1;
        reader.entry(text, number);
      },
      tooLong() {
        number += 1;
        records.skip(tooLongObject, number);
      },
    },
    place,
  );
  return {
    write: (bytes) => slicer.write(bytes),
    end(isTorn) {
      if (isTorn || !slicer.isOver) records.skip(torn, number + 1);
      reader.end();
    },
  };
}
