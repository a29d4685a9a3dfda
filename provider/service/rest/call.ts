import type { MsadsError } from "../errors";
import { MAX_BODY_BYTES, readBody } from "../wire/body";
import { type Credentials, dataScrubber, errorScrubber } from "../wire/credentials";
import type { Members } from "../wire/dialect";
import { notSent } from "../wire/encode";
import {
  contentTypeOf,
  deadline,
  exchange,
  type HttpAnswer,
  type HttpRules,
  httpError,
} from "../wire/exchange";
import { detailError, readText } from "../wire/faultDetail";
import { networkFailure } from "../wire/network";
import { member } from "../wire/nodes";
import type { Operation } from "../wire/operations";
import { answering, asAnswerProblem } from "../wire/problems";
import { API_REVISION } from "../wire/revision";
import { trackingIdOf } from "../wire/trackingId";
import { type Answered, type CallOptions, headerId } from "../wire/transport";
import { type Taken, takeApart } from "./answer";
import { writeJson } from "./json";
import { PATHS } from "./paths";
import { restDialect } from "./restDialect";

/** What all calls of one account share. */
export interface Session extends CallOptions {
  /** The address of the API version. */
  readonly base: string;
}

const rules: HttpRules = {
  redirect: "manual",
  deadline,
  // The body says what 4xx and 5xx mean.
  statusProblem: (status, operation, retryAfterMs) =>
    status === 200 || status >= 400 ? undefined : httpError(status, operation, retryAfterMs),
  checkContentType: (type) => contentTypeOf(type, ["application/json", "text/json"]),
  readBody,
  maxBodyBytes: MAX_BODY_BYTES,
  networkFailure,
};

/** One call. Throws an MsadsError when the call failed as a whole. */
export async function call(session: Session, operation: Operation, members: Members): Promise<Answered> {
  const credentials = await session.credentials();
  const { method, path } = PATHS[operation];
  const answer = await exchange({
    operation,
    method,
    url: `${session.base}${path}`,
    headers: headers(session, operation, credentials),
    message: writeJson(members),
    timeoutMs: session.timeLimit(operation),
    fetch: session.fetch,
    rules,
    read: takeApart(dataScrubber(credentials)),
  });
  const scrub = errorScrubber(credentials);
  const trackingId = trackingIdOf(answer.headers.get("trackingid"), scrub);
  const { kind, node } = answer.content;
  if (kind === "answer") return { result: node, trackingId, scrub };
  throw reading(session)(operation, trackingId, () => faultError(operation, answer, { scrub, trackingId }));
}

/** Reads an answer; what is wrong with it becomes an MsadsError. */
export function reading({ timeLimit }: Pick<Session, "timeLimit">) {
  return <T>(operation: Operation, trackingId: string | undefined, read: () => T): T =>
    answering({ asAnswerProblem, networkFailure }, timeLimit(operation), operation, trackingId, read);
}

function faultError(
  operation: Operation,
  { content: { node }, status, retryAfterMs }: HttpAnswer<Taken>,
  {
    scrub,
    trackingId,
  }: { readonly scrub: (text: string) => string; readonly trackingId: string | undefined },
): MsadsError {
  const context = { operation, reading: restDialect, scrub, httpStatus: status, retryAfterMs };
  const parts = {
    detail: node,
    entries: (list: string) => restDialect.items(member(node, list, restDialect), "", restDialect),
    code: (text: string | undefined) => (/^[0-9]{1,9}$/.test(text ?? "") ? Number(text) : undefined),
    trackingId: trackingIdOf(readText(node, "TrackingId", context), scrub) ?? trackingId,
    spoken: `the service answered with HTTP ${status}`,
  };
  return detailError(parts, context);
}

/** Microsoft: "Request header elements" of the REST pages. */
function headers(
  { account }: Session,
  operation: Operation,
  { accessToken, developerToken, identityProvider }: Credentials,
): Readonly<Record<string, string>> {
  return {
    "content-type": "application/json",
    accept: "application/json",
    "api-revision": API_REVISION,
    authorization: `Bearer ${headerToken(accessToken, "access token", operation)}`,
    ...(account === undefined
      ? {}
      : {
          customeraccountid: headerId(account.accountId, "account id", operation),
          customerid: headerId(account.customerId, "customer id", operation),
        }),
    developertoken: headerToken(developerToken, "developer token", operation),
    ...(identityProvider === "google" ? { identityprovider: "Google" } : {}),
  };
}

/** fetch would refuse other characters with an error that holds the token. */
function headerToken(token: string, what: string, operation: Operation): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw notSent({ operation }, `the ${what}`, "it is empty or holds characters that no token has");
}
