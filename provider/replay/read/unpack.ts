import type { Duplex } from "node:stream";
import * as zlib from "node:zlib";
import { TrafficError } from "./trafficError";

/** Why the rest of a file could not be read. */
export class Torn extends Error {}

/** The bytes of a file as they were before gzip or zstd packed them. @throws Torn after the bytes that could be read */
export async function* unpacked(file: string, bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let length = 0;
  try {
    while (length < 4) {
      const next = await iterator.next();
      if (next.done === true) break;
      first.push(next.value);
      length += next.value.length;
    }
    const all = replayed(Buffer.concat(first), iterator);
    const unpacker = unpackerFor(file, Buffer.concat(first));
    yield* unpacker === undefined ? all : through(unpacker, all);
  } finally {
    await iterator.return?.();
  }
}

async function* replayed(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  if (first.length > 0) yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
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
    throw new TrafficError(file, `is ${other[1]}. Unpack it first; gzip is read as it is`);
  if (magic.startsWith("1f8b")) return zlib.createGunzip();
  if (magic !== "28b52ffd") return undefined;
  if (!("createZstdDecompress" in zlib))
    throw new TrafficError(file, "is packed with zstd, which needs Node 22.15 or later. Unpack it first");
  return zlib.createZstdDecompress();
}

async function* through(unpacker: Duplex, bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let ready: Uint8Array[] = [];
  const take = (): readonly Uint8Array[] => {
    const taken = ready;
    ready = [];
    return taken;
  };
  let failed = false;
  const over = new Promise<void>((resolve) => {
    unpacker.once("end", resolve);
    unpacker.once("close", resolve);
    unpacker.once("error", () => {
      failed = true;
      resolve();
    });
  });
  unpacker.on("data", (part: Uint8Array) => ready.push(part));
  try {
    for await (const part of bytes) {
      await new Promise<void>((resolve) => {
        unpacker.write(part, () => resolve());
      });
      yield* take();
      if (failed) break;
    }
    if (!failed) unpacker.end();
    await over;
    yield* take();
    if (failed) throw new Torn();
  } finally {
    unpacker.destroy();
  }
}
