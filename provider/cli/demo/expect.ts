import { isDeepStrictEqual } from "node:util";

/** The service holds or saw something else than the demo claims. */
export class Unexpected extends Error {
  override readonly name = "Unexpected";
}

/** Throws Unexpected unless both are equal in depth. */
export function expectEqual(what: string, seen: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(seen, expected))
    throw new Unexpected(`${what}: expected ${JSON.stringify(expected)}, but it is ${JSON.stringify(seen)}`);
}
