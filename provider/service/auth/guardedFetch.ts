import { AnswerProblem } from "../wire/answerProblem";
import { readBody } from "../wire/body";
import { atAddress, networkFailure } from "../wire/network";
import { unverified } from "../wire/tls";
import { SignInError } from "./signInError";

/** How a sign-in server is spoken to. */
export interface SignInHttp {
  readonly fetch: typeof fetch;
  /** How long one answer may take. Milliseconds. */
  readonly timeoutMs: number;
}

/** Tokens take a few kB. */
const MAX_ANSWER_BYTES = 1024 * 1024;

/** The OAuth library reads refusals under 4xx only: what came under 5xx is shown to it under this status. */
export const STUMBLED = 499;

/** As the OAuth library calls it. */
interface Request {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: URLSearchParams | undefined;
}

/**
 * A fetch for the OAuth library with the protections of the transports: no redirects, limits of time and size, answers
 * in JSON only. What it throws is a SignInError without anything of the request in it.
 */
export function guardedFetch({ fetch, timeoutMs }: SignInHttp) {
  return async (url: string, request: Request): Promise<Response> => {
    const unfit = unverified(url);
    if (unfit !== undefined) throw new SignInError({ ...unfit, kind: "final" });
    let response: Response | undefined;
    try {
      response = await fetch(url, {
        method: request.method,
        headers: request.headers,
        body: request.body ?? null,
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await readBody(response, MAX_ANSWER_BYTES);
      return rebuilt(response.status, text);
    } catch (error) {
      void response?.body?.cancel().catch(() => undefined);
      throw error instanceof SignInError ? error : unanswered(error, timeoutMs, url);
    }
  };
}

/**
 * The answer as JSON again, of its plain values only, as OAuth has no others, and without the id token: who the user is does not matter here, and it is not checked. Google
 * has a name of its own for verification_uri.
 */
function rebuilt(status: number, text: string): Response {
  const members = membersOf(text);
  const isError = typeof members?.error === "string";
  if (members === undefined || (status !== 200 && !isError)) throw notOAuth(status);
  const { id_token: _, verification_url: page, ...kept } = members;
  const shown = Math.min(status, STUMBLED);
  return Response.json(page === undefined ? kept : { verification_uri: page, ...kept }, { status: shown });
}

function membersOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    if (!isObject) return undefined;
    return Object.fromEntries(Object.entries(value as object).filter(([, member]) => isPlain(member)));
  } catch {
    return undefined;
  }
}

function isPlain(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function notOAuth(status: number): SignInError {
  const busy = status === 408 || status === 429 || status >= 500;
  const reason =
    status >= 300 && status < 400
      ? `the sign-in server answered with a redirect (HTTP ${status}), which is never followed`
      : `the sign-in server answered with HTTP ${status} and not in OAuth's JSON`;
  return new SignInError({ reason, symbol: `HTTP${status}`, kind: busy ? "temporary" : "final" });
}

function unanswered(error: unknown, timeoutMs: number, url: string): SignInError {
  if (error instanceof AnswerProblem)
    return new SignInError({ reason: error.message, symbol: error.symbol, kind: "final" });
  const { symbol, reason, outcome } = atAddress(networkFailure(error, timeoutMs), url);
  const said = reason.replace("the endpoint", "the sign-in server");
  return new SignInError({ reason: said, symbol, kind: outcome === "unknown" ? "temporary" : "final" });
}
