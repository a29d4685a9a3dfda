import { callError } from "../callError";
import { MsadsError } from "../errors";
import { AnswerProblem } from "./answerProblem";
import { atAddress, type NetworkFailure } from "./network";
import { isWrite, type Operation } from "./operations";
import { asMsadsError } from "./problems";
import { unverified } from "./tls";

/** What holds for every answer. */
export interface HttpRules {
  readonly redirect: "manual" | "follow";
  readonly deadline: (timeoutMs: number) => AbortSignal;
  /** Why a status means that there is nothing to read, or undefined. */
  readonly statusProblem: (
    status: number,
    operation: Operation,
    retryAfterMs: number | undefined,
  ) => MsadsError | undefined;
  /** Throws for the content type of something else. */
  readonly checkContentType: (contentType: string | null) => void;
  readonly readBody: (response: Response, limit: number) => Promise<string>;
  readonly maxBodyBytes: number;
  readonly networkFailure: (error: unknown, timeoutMs: number) => NetworkFailure;
}

/** DELETE has a body, as the others have. */
export type Method = "POST" | "PUT" | "DELETE";

/** One request and what its answer is held to. */
export interface HttpRequest<T> {
  readonly operation: Operation;
  readonly method: Method;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly message: string;
  readonly timeoutMs: number;
  readonly fetch: typeof fetch;
  readonly rules: HttpRules;
  /** Takes the body apart. Throws an AnswerProblem for what the service does not answer. */
  readonly read: (body: string, status: number) => T;
}

export interface HttpAnswer<T> {
  readonly content: T;
  readonly status: number;
  readonly headers: Headers;
  readonly retryAfterMs: number | undefined;
}

/**
 * One HTTP request, never a second: no redirect is followed, nothing is sent again. The time limit spans the whole
 * answer. Throws an MsadsError when there is no answer of the service.
 */
export async function exchange<T>(request: HttpRequest<T>): Promise<HttpAnswer<T>> {
  const { operation, rules } = request;
  const unfit = unverified(request.url);
  if (unfit !== undefined) throw callError({ operation, ...unfit, outcome: "unreachable" });
  let response: Response | undefined;
  let retryAfterMs: number | undefined;
  try {
    response = await request.fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.message,
      redirect: rules.redirect,
      signal: rules.deadline(request.timeoutMs),
    });
    const { status, headers } = response;
    retryAfterMs = retryAfter(headers);
    const refused = rules.statusProblem(status, operation, retryAfterMs);
    if (refused !== undefined) throw refused;
    rules.checkContentType(headers.get("content-type"));
    const body = await rules.readBody(response, rules.maxBodyBytes);
    return { content: request.read(body, status), status, headers, retryAfterMs };
  } catch (error) {
    void response?.body?.cancel().catch(() => undefined);
    // Whatever became of the body: a status that is not 200 is an answer by itself.
    if (!(error instanceof MsadsError) && response !== undefined && response.status !== 200)
      throw httpError(response.status, operation, retryAfterMs);
    throw asMsadsError(error, operation, request.timeoutMs, (cause, timeoutMs) =>
      atAddress(rules.networkFailure(cause, timeoutMs), request.url),
    );
  }
}

/** The error that a status alone means. */
export function httpError(
  status: number,
  operation: Operation,
  retryAfterMs: number | undefined,
): MsadsError {
  const redirect = status >= 300 && status < 400;
  const unsure = status < 300 || status >= 500 || status === 408;
  return callError({
    operation,
    reason: redirect
      ? `the endpoint answered with a redirect (HTTP ${status}), which is never followed`
      : `the endpoint answered with HTTP ${status}`,
    symbol: `HTTP${status}`,
    httpStatus: status,
    retryAfterMs,
    outcome: unsure && isWrite(operation) ? "unknown" : "refused",
  });
}

/** Other content types are not repeated: who knows what a server puts there. */
const ORDINARY =
  /^(text\/(plain|xml|csv|javascript)|application\/(json|xml|soap\+xml|problem\+json|octet-stream))$/;

/** Throws for the content type of something else than the one of these, the first of which is the usual one. */
export function contentTypeOf(contentType: string | null, allowed: readonly string[]): void {
  const type = (contentType ?? "").replace(/;.*$/s, "").trim().toLowerCase();
  if (type === "text/html" || type === "application/xhtml+xml") throw webPage();
  if (type !== "" && !allowed.includes(type))
    throw new AnswerProblem(
      "NotTheApi",
      `the address answered with ${ORDINARY.test(type) ? type : "something else"} instead of ${allowed[0]}`,
    );
}

/** The problem of an answer that was written for people. */
export function webPage(): AnswerProblem {
  return new AnswerProblem(
    "NotTheApi",
    "the address answered with a web page, not the API; is the endpoint right?",
  );
}

/** One time limit from the first byte sent to the last byte read. */
export function deadline(timeoutMs: number): AbortSignal {
  return AbortSignal.timeout(timeoutMs);
}

/**
 * HTTP's Retry-After in milliseconds: a number of seconds, or a date. A date counts from the answer's own Date, since
 * the two machines' clocks may differ; without that it says nothing.
 */
export function retryAfter(headers: Pick<Headers, "get">): number | undefined {
  const given = headers.get("retry-after")?.trim() ?? "";
  if (/^[0-9]{1,6}$/.test(given)) return Number(given) * 1000;
  // HTTP's dates begin with the day; JavaScript would read much else as a date.
  const ms = /^[A-Z]/.test(given) ? Date.parse(given) - Date.parse(headers.get("date") ?? "") : Number.NaN;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
