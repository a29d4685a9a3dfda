import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { TrafficError } from "./trafficError";

/** Where recorded traffic lies. */
export interface TrafficFiles {
  /** Bytes of a file; undefined where that is not known before it is read. */
  size(file: string): Promise<number | undefined>;
  /** A file's bytes from the start. A file is opened twice, `-` once. */
  open(file: string): AsyncIterable<Uint8Array>;
}

const chunkBytes = 256 * 1024;

/** @param standardInput what `-` means */
export function filesOnDisk(
  standardInput: () => AsyncIterable<Uint8Array> = () => process.stdin,
): TrafficFiles {
  return {
    async size(file) {
      if (file === "-") return undefined;
      const facts = await stat(file).catch((error: unknown) => refuse(file, error));
      if (facts.isDirectory()) throw new TrafficError(file, "is a folder. Name its files");
      return facts.isFile() ? facts.size : undefined;
    },
    open: (file) => (file === "-" ? standardInput() : read(file)),
  };
}

async function* read(file: string): AsyncIterable<Uint8Array> {
  try {
    yield* createReadStream(file, { highWaterMark: chunkBytes });
  } catch (error) {
    refuse(file, error);
  }
}

function refuse(file: string, error: unknown): never {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") throw new TrafficError(file, "there is no such file");
  if (code === "EACCES" || code === "EPERM") throw new TrafficError(file, "may not be read by you");
  if (code === "EISDIR") throw new TrafficError(file, "is a folder. Name its files");
  throw new TrafficError(file, `cannot be read (${typeof code === "string" ? code : "unknown error"})`);
}
