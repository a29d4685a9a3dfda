import { randomUUID } from "node:crypto";
import type { Credentials } from "../wire/credentials";
import { escapeXml } from "./text";

type SecretName = "accessToken" | "developerToken";

/**
 * Stand-ins for the secrets of one call. node-soap keeps, emits and attaches to errors whatever it sends, so it gets
 * only these. They are random: a fixed one in the name of a goal would be replaced by the token.
 */
export type Markers = Readonly<Record<SecretName, string>>;

export function newMarkers(): Markers {
  return { accessToken: `secret-${randomUUID()}`, developerToken: `secret-${randomUUID()}` };
}

/** A message with the secrets in place of their stand-ins; to be sent at once and kept nowhere. */
export function reveal(message: string, markers: Markers, credentials: Credentials): string {
  return message
    .replace(markers.accessToken, () => escapeXml(credentials.accessToken))
    .replace(markers.developerToken, () => escapeXml(credentials.developerToken));
}
