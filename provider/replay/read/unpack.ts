import type { Duplex } from "node:stream";
import * as zlib from "node:zlib";
import { TrafficError } from "./trafficError";

/** Why the rest of a file could not be read. */
export class Torn extends Error {}

type Bytes = AsyncIterable<Uint8Array>;

/**
 * A file's bytes as they were before gzip or zstd packed them, in UTF-8 where they are UTF-16 with a mark of the byte order.
 * @throws Torn after the bytes that could be read
 */
export async function* unpacked(file: string, bytes: Bytes): Bytes {
  const packed = await begun(bytes, 4);
  const unpacker = unpackerFor(file, packed.start);
  const plain = await begun(unpacker === undefined ? packed.all : through(unpacker, packed.all), 2);
  const mark = plain.start.toString("hex", 0, 2);
  if (mark === "fffe") yield* fromUtf16(plain.all, "utf-16le");
  else if (mark === "feff") yield* fromUtf16(plain.all, "utf-16be");
  else yield* plain.all;
}

interface Begun {
  readonly start: Buffer;
  /** From the start on. Whoever has it must read it, or return from it. */
  readonly all: Bytes;
}

/** Reads so many bytes ahead, or as many as there are. */
async function begun(bytes: Bytes, length: number): Promise<Begun> {
  const iterator = bytes[Symbol.asyncIterator]();
  let start = Buffer.alloc(0);
  let failure: unknown;
  while (start.length < length && failure === undefined) {
    const next = await iterator.next().catch((error: unknown) => {
      failure = error;
    });
    if (next === undefined || next.done === true) break;
    start = Buffer.concat([start, next.value]);
  }
  return { start, all: goneOn(start, failure, iterator) };
}

async function* goneOn(start: Buffer, failure: unknown, rest: AsyncIterator<Uint8Array>): Bytes {
  try {
    if (start.length > 0) yield start;
    if (failure !== undefined) throw failure;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

const foreign: readonly (readonly [string, string])[] = [
  ["504b0304", "a ZIP archive"],
  ["425a68", "packed with bzip2"],
  ["fd377a58", "packed with xz"],
];

function unpackerFor(file: string, start: Buffer): Duplex | undefined {
  const magic = start.toString("hex", 0, 4);
  const other = foreign.find(([begin]) => magic.startsWith(begin));
  if (other !== undefined)
    throw new TrafficError(file, `is ${other[1]}. Unpack it first; gzip and zstd are read as they are`);
  if (magic.startsWith("1f8b")) return zlib.createGunzip();
  if (magic !== "28b52ffd") return undefined;
  if (!("createZstdDecompress" in zlib))
    throw new TrafficError(file, "is packed with zstd, which needs Node 22.15 or later. Unpack it first");
  return zlib.createZstdDecompress();
}

async function* through(unpacker: Duplex, bytes: Bytes): Bytes {
  const unpacking = new Unpacking(unpacker);
  try {
    for await (const part of bytes) {
      yield* unpacking.add(part);
      if (unpacking.isOver) break;
    }
    yield* unpacking.end();
    if (unpacking.hasFailed) throw new Torn();
  } finally {
    unpacker.destroy();
  }
}

/**
 * Takes what comes out while it puts in: a few bytes may unpack to gigabytes, and no more of them is unpacked than is taken. Of a damaged
 * file what comes before the damage comes too: a stream that is iterated would drop it.
 */
class Unpacking {
  isOver = false;
  hasFailed = false;
  #wake = (): void => {};
  #woken = Promise.resolve();

  constructor(private readonly unpacker: Duplex) {
    this.#sleep();
    unpacker.on("readable", () => this.#wake());
    unpacker.once("end", () => this.#finish());
    unpacker.once("close", () => this.#finish());
    unpacker.once("error", () => {
      this.hasFailed = true;
      this.#finish();
    });
  }

  async *add(bytes: Uint8Array): Bytes {
    let isTaken = false;
    this.unpacker.write(bytes, () => {
      isTaken = true;
      this.#wake();
    });
    // Of damaged bytes nobody is told that they were written.
    yield* this.#until(() => isTaken || this.isOver);
  }

  async *end(): Bytes {
    if (!this.isOver) this.unpacker.end();
    yield* this.#until(() => this.isOver);
  }

  async *#until(isDone: () => boolean): Bytes {
    for (;;) {
      const part: Uint8Array | null = this.unpacker.read();
      if (part !== null) yield part;
      else if (isDone()) return;
      else {
        await this.#woken;
        this.#sleep();
      }
    }
  }

  #sleep(): void {
    this.#woken = new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #finish(): void {
    this.isOver = true;
    this.#wake();
  }
}

async function* fromUtf16(bytes: Bytes, encoding: string): Bytes {
  const decoder = new TextDecoder(encoding);
  for await (const part of bytes) yield Buffer.from(decoder.decode(part, { stream: true }));
  yield Buffer.from(decoder.decode());
}
