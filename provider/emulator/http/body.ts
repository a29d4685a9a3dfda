import { promisify } from "node:util";
import { gunzip, inflate } from "node:zlib";
import type { FastifyInstance } from "fastify";

/** The largest body, before and after unpacking. */
export const bodyLimit = 32 * 1024 * 1024;

/** Hands on, as bytes, the bodies that no other parser takes. */
export function takeBytes(server: FastifyInstance): void {
  // Not "*": fastify remembers which types an expression fits, and takes each header apart anew for the star.
  server.addContentTypeParser(/^/, { parseAs: "buffer" }, (_request, body, done) => done(null, body));
}

/** A body that cannot be taken; answered with this status and no content. */
export class BadBody {
  constructor(readonly status: number) {}
}

const unpackers = { gzip: promisify(gunzip), deflate: promisify(inflate) } as const;

/** The bytes of a body, unpacked. Throws BadBody: 400 what cannot be unpacked, 413 too large, 415 unknown packing. */
export async function unpack(body: Buffer, encoding: string | undefined): Promise<Buffer> {
  const name = (encoding ?? "identity").trim().toLowerCase();
  if (name === "identity" || name === "") return body;
  if (name !== "gzip" && name !== "deflate") throw new BadBody(415);
  try {
    return await unpackers[name](body, { maxOutputLength: bodyLimit });
  } catch (error) {
    throw new BadBody(error instanceof RangeError ? 413 : 400);
  }
}
