import type { ApiVersion } from "../../goals/field";
import type { MsadsError } from "../errors";
import { failed } from "../failure";
import { AnswerProblem } from "./answerProblem";
import type { Cures } from "./cures";
import { type CheckedEnvelope, webPage } from "./envelope";
import { isWrite, type Operation } from "./names";
import { asMsadsError } from "./problems";

/** One request and the limits that hold for its answer. */
export interface Request {
  readonly operation: Operation;
  readonly version: ApiVersion;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly message: string;
  readonly timeoutMs: number;
  readonly fetch: typeof fetch;
  /** Takes secrets out of an answer that repeats them. */
  readonly scrub: (text: string) => string;
  readonly cures: Cures;
}

export interface Answer extends CheckedEnvelope {
  readonly status: number;
  readonly retryAfterMs: number | undefined;
}

/**
 * One HTTP request, never a second: no redirect is followed, nothing is sent again. The time limit spans the whole
 * answer. Throws an MsadsError when there is no answer of the service.
 */
export async function exchange(request: Request): Promise<Answer> {
  const { operation, cures } = request;
  let response: Response | undefined;
  try {
    response = await request.fetch(request.url, {
      method: "POST",
      headers: request.headers,
      body: request.message,
      redirect: cures.redirect,
      signal: cures.deadline(request.timeoutMs),
    });
    const retryAfterMs = retryAfter(response.headers.get("retry-after"));
    const refused = cures.statusProblem(response.status, operation, retryAfterMs);
    if (refused !== undefined) throw refused;
    cures.checkContentType(response.headers.get("content-type"));
    const body = request.scrub(await cures.readBody(response, cures.maxBodyBytes));
    const checked = cures.checkEnvelope(body, operation, request.version, cures);
    if (checked.kind === "answer" && response.status !== 200) throw noFault();
    return { ...checked, status: response.status, retryAfterMs };
  } catch (error) {
    void response?.body?.cancel().catch(() => undefined);
    if (error instanceof AnswerProblem && response?.status === 500)
      throw httpError(500, operation, undefined);
    throw asMsadsError(error, operation, request.timeoutMs, cures.networkFailure);
  }
}

/** Why a status means that there is no answer; SOAP 1.1 answers with 200, and with 500 for a fault. */
export function statusProblem(
  status: number,
  operation: Operation,
  retryAfterMs: number | undefined,
): MsadsError | undefined {
  return status === 200 || status === 500 ? undefined : httpError(status, operation, retryAfterMs);
}

function noFault(): AnswerProblem {
  return new AnswerProblem("MalformedAnswer", "the answer is an error by its status but not by its content");
}

function httpError(status: number, operation: Operation, retryAfterMs: number | undefined): MsadsError {
  const redirect = status >= 300 && status < 400;
  const unsure = status < 300 || status >= 500 || status === 408;
  return failed({
    operation,
    reason: redirect
      ? `the endpoint answered with a redirect (HTTP ${status}), which is never followed`
      : `the endpoint answered with HTTP ${status}`,
    symbol: `HTTP${status}`,
    retryAfterMs,
    outcome: unsure && isWrite(operation) ? "unknown" : "refused",
  });
}

/** Throws for the content type of something else than SOAP 1.1. */
export function checkContentType(contentType: string | null): void {
  const type = (contentType ?? "").replace(/;.*$/s, "").trim().toLowerCase();
  if (type === "text/html" || type === "application/xhtml+xml") throw webPage();
  if (type !== "" && type !== "text/xml" && type !== "application/xml")
    throw new AnswerProblem(
      "NotTheApi",
      `the address answered with ${JSON.stringify(type.slice(0, 60))} instead of text/xml`,
    );
}

/** One time limit from the first byte sent to the last byte read. */
export function deadline(timeoutMs: number): AbortSignal {
  return AbortSignal.timeout(timeoutMs);
}

/** HTTP's Retry-After in milliseconds, when it is a number of seconds. */
function retryAfter(header: string | null): number | undefined {
  return header !== null && /^[0-9]{1,6}$/.test(header.trim()) ? Number(header) * 1000 : undefined;
}
