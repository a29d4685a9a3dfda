/** What a call is made with. Asked for at each call, so that a renewed token is used at once. */
export interface Credentials {
  readonly accessToken: string;
  readonly developerToken: string;
  /** Who issued the access token. Default microsoft. */
  readonly identityProvider?: "microsoft" | "google";
}

/** What becomes of a text before anybody sees it: secrets leave. */
export type Scrub = (text: string) => string;

/** Shorter secrets may well be part of an ordinary text; of an error's text less is lost than of a goal's name. */
export const SHORTEST_IN_ERRORS = 6;
export const SHORTEST_IN_DATA = 16;

/**
 * A text without the secrets of at least so many characters, should whoever answered send them back.
 * `escaped`: how else they may be written there.
 */
export function scrubber(
  credentials: Credentials,
  shortest: number,
  escaped: (secret: string) => string = (secret) => secret,
): Scrub {
  const secrets = [credentials.accessToken, credentials.developerToken]
    .filter(({ length }) => length >= shortest)
    .toSorted((a, b) => b.length - a.length);
  const forms = [...new Set(secrets.flatMap((secret) => [secret, escaped(secret)]))];
  return (text) => forms.reduce((clean, form) => clean.replaceAll(form, "(secret)"), text);
}
