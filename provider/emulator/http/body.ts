import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gunzip, inflate } from "node:zlib";

/** The largest body in bytes, before and after unpacking. */
export const BODY_LIMIT = 32 * 1024 * 1024;

/** A body that cannot be taken; answered with this status. */
export class BadBody {
  constructor(readonly status: number) {}
}

/** The whole body of a request. Throws BadBody 413 when it is larger; what follows is not kept. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers["content-length"] ?? "0") > limit) throw new BadBody(413);
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) return void chunks.push(chunk);
      chunks.length = 0;
      reject(new BadBody(413));
    });
    request.once("end", () => resolve(Buffer.concat(chunks)));
    request.once("error", reject);
    request.once("close", () => reject(new Error("the request ended too soon")));
  });
}

const unpackers = { gzip: promisify(gunzip), deflate: promisify(inflate) } as const;

/** The bytes of a body, unpacked. Throws BadBody: 400 what cannot be unpacked, 413 too large, 415 unknown packing. */
export async function unpack(body: Buffer, encoding: string | undefined): Promise<Buffer> {
  const name = (encoding ?? "identity").trim().toLowerCase();
  if (name === "identity" || name === "") return body;
  if (name !== "gzip" && name !== "deflate") throw new BadBody(415);
  try {
    return await unpackers[name](body, { maxOutputLength: BODY_LIMIT });
  } catch (error) {
    throw new BadBody(error instanceof RangeError ? 413 : 400);
  }
}
