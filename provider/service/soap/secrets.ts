import { randomUUID } from "node:crypto";
import { escapeXml } from "./text";

/** What a call is made with. Asked for at each call, so that a renewed token is used at once. */
export interface Credentials {
  readonly accessToken: string;
  readonly developerToken: string;
  /** Who issued the access token. Default microsoft. */
  readonly identityProvider?: "microsoft" | "google";
}

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

/** Shorter secrets may well be part of an ordinary text; of an error's text less is lost than of a goal's name. */
export const SHORTEST_IN_ERRORS = 6;
export const SHORTEST_IN_DATA = 16;

/** A text without the secrets of at least so many characters, should whoever answered send them back. */
export function scrubber(credentials: Credentials, shortest: number): (text: string) => string {
  const secrets = [credentials.accessToken, credentials.developerToken]
    .filter(({ length }) => length >= shortest)
    .toSorted((a, b) => b.length - a.length);
  const forms = [...new Set(secrets.flatMap((secret) => [secret, escapeXml(secret)]))];
  return (text) => forms.reduce((clean, form) => clean.replaceAll(form, "(secret)"), text);
}
