import { hiding } from "./secretForms";

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
const SHORTEST_IN_DATA = 16;

/** Of what a service says in an error people read no more. */
const LONGEST_IN_ERRORS = 2_000;

/** Texts of errors as they may be shown: without secrets, should whoever answered send them back, on one line, of bounded length. */
export function errorScrubber({ accessToken, developerToken }: Credentials): Scrub {
  const hide = hiding(
    [accessToken, developerToken].filter(({ length }) => length >= SHORTEST_IN_ERRORS),
    "cut",
  );
  return (text) => {
    const clean = hide(text).replace(/\p{Cc}+/gu, " ");
    return clean.length > LONGEST_IN_ERRORS ? `${clean.slice(0, LONGEST_IN_ERRORS - 1)}…` : clean;
  };
}

/** Names and fields of an answer without secrets; a part of one may well be an ordinary name. */
export function dataScrubber({ accessToken, developerToken }: Credentials): Scrub {
  return hiding(
    [accessToken, developerToken].filter(({ length }) => length >= SHORTEST_IN_DATA),
    "whole",
  );
}
