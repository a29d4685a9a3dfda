import type { Scrub } from "./credentials";

/**
 * The id under which the service keeps a call, as its answer has it: it goes into errors and logs, so what is no word, or
 * too long for an id, is none. Microsoft: TrackingId.
 */
export function trackingIdOf(given: string | null | undefined, scrub: Scrub): string | undefined {
  const id = scrub(given?.trim() ?? "");
  return /^[\x21-\x7e]{1,64}$/.test(id) ? id : undefined;
}
