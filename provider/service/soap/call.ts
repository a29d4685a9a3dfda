import type * as Soap from "soap";
import type { ApiVersion } from "../../goals/field";
import type { AccountRef } from "../campaignManagement";
import { MsadsError } from "../errors";
import { type Credentials, dataScrubber, errorScrubber } from "../wire/credentials";
import type { Members } from "../wire/dialect";
import { exchange, type HttpAnswer } from "../wire/exchange";
import { member, text } from "../wire/nodes";
import type { Operation } from "../wire/operations";
import { answering, asMsadsError } from "../wire/problems";
import { API_REVISION } from "../wire/revision";
import { trackingIdOf } from "../wire/trackingId";
import { type Answered, type CallOptions, headerId } from "../wire/transport";
import { description } from "./description";
import type { CheckedEnvelope } from "./envelope";
import { faultError } from "./faults";
import { readEnvelope } from "./http";
import type { HttpClient } from "./library";
import { requestMembers } from "./messages";
import { type Markers, reveal } from "./secrets";
import type { SoapDialect } from "./soapDialect";

/** What all calls of one account share. */
export interface Session extends CallOptions {
  readonly url: string;
  readonly version: ApiVersion;
  readonly dialect: SoapDialect;
  /** Sees each client of node-soap before it is used. For tests. */
  readonly watch?: (client: Soap.Client) => void;
}

type Invoke = (members: Members) => Promise<readonly [unknown, string, unknown]>;

/** One call over node-soap. Throws an MsadsError when the call failed as a whole. */
export async function call(session: Session, operation: Operation, members: Members): Promise<Answered> {
  const { dialect, version } = session;
  const { library, wsdl, options } = await description(operation, version, dialect);
  const credentials = await session.credentials();
  const timeoutMs = session.timeLimit(operation);
  const sent: Sent = {
    operation,
    timeoutMs,
    credentials,
    markers: dialect.newMarkers(credentials),
    ...later(),
  };
  // A client of its own for each call: what node-soap keeps of a request goes when the call is over.
  const httpClient = dialect.transport(httpClientOf(session, sent));
  const client = new library.Client(wsdl, session.url, { ...options, ...httpClient });
  client.addSoapHeader(() => header(session, sent));
  session.watch?.(client);
  const scrub = errorScrubber(credentials);
  try {
    const invoke = client[`${operation}Async`] as Invoke | undefined;
    if (invoke === undefined) throw unspoken(operation, version);
    const ordered = dialect.requestOrder(
      members,
      requestMembers(operation, version).map(([name]) => name),
    );
    const [result, , answerHeader] = await Promise.race([invoke(ordered), sent.crashed]);
    return { result, trackingId: trackingIdOf(text(answerHeader, "TrackingId", dialect), scrub), scrub };
  } catch (error) {
    if (!sent.left) throw error;
    const envelope = (error as { readonly root?: { readonly Envelope?: unknown } } | null)?.root?.Envelope;
    if (member(member(envelope, "Body", dialect), "Fault", dialect) !== undefined)
      throw answering(dialect, timeoutMs, operation, undefined, () =>
        faultError(envelope, { operation, reading: dialect, scrub, retryAfterMs: sent.answer?.retryAfterMs }),
      );
    throw asMsadsError(dialect.asAnswerProblem(error), operation, timeoutMs, dialect.networkFailure);
  }
}

/** An operation of a later version: what uses it may be in state from a run with that version. */
function unspoken(operation: Operation, version: ApiVersion): MsadsError {
  const hint = "Set apiVersion to 13.";
  const message = `${operation} needs API version 13, but apiVersion is ${version}. ${hint}`;
  return new MsadsError(message, { operation, outcome: "refused", hint });
}

/** One call on its way. */
interface Sent {
  readonly operation: Operation;
  readonly timeoutMs: number;
  readonly credentials: Credentials;
  readonly markers: Markers;
  /** Rejects when node-soap fails on an answer: it throws inside its HTTP client, where the error would be lost. */
  readonly crashed: Promise<never>;
  readonly crash: (error: unknown) => void;
  /** Whether the request went to the HTTP client: what fails before is no answer's fault. */
  left?: boolean;
  answer?: HttpAnswer<CheckedEnvelope>;
}

function later(): Pick<Sent, "crashed" | "crash"> {
  const { promise, reject } = Promise.withResolvers<never>();
  return { crashed: promise, crash: reject };
}

/** The HTTP client that node-soap calls; the secrets come into the message here, after node-soap. */
function httpClientOf(session: Session, sent: Sent): HttpClient {
  const request: HttpClient["request"] = (url, message: string, done, headers = {}) => {
    sent.left = true;
    const revealed = reveal(message, sent.markers, sent.credentials);
    const answered = (answer: HttpAnswer<CheckedEnvelope>) => {
      sent.answer = answer;
      done(null, { status: answer.status, headers: {} }, answer.content.xml);
    };
    const { operation, timeoutMs } = sent;
    const { version, dialect } = session;
    const scrub = dataScrubber(sent.credentials);
    exchange({
      operation,
      method: "POST",
      url,
      // Microsoft takes it as a header of HTTP, not of SOAP.
      headers: { ...headers, "Api-Revision": API_REVISION },
      message: revealed,
      timeoutMs,
      fetch: session.fetch,
      rules: dialect,
      read: readEnvelope(operation, version, scrub, dialect),
    })
      .then(answered, done)
      .catch(sent.crash);
    return NOT_USED;
  };
  return { request };
}

/** node-soap hands on what its HTTP client returns; nobody takes it. */
const NOT_USED = undefined as unknown as ReturnType<HttpClient["request"]>;

/** The SOAP header in the order of Microsoft's templates, with stand-ins for the secrets. */
function header({ account }: Session, { operation, markers, credentials }: Sent): string {
  return (
    `<Action mustUnderstand="1">${operation}</Action>` +
    `<AuthenticationToken>${markers.accessToken}</AuthenticationToken>` +
    ids(account, operation) +
    `<DeveloperToken>${markers.developerToken}</DeveloperToken>` +
    (credentials.identityProvider === "google" ? "<IdentityProvider>Google</IdentityProvider>" : "")
  );
}

function ids(account: AccountRef | undefined, operation: Operation): string {
  if (account === undefined) return "";
  return (
    `<CustomerAccountId>${headerId(account.accountId, "account id", operation)}</CustomerAccountId>` +
    `<CustomerId>${headerId(account.customerId, "customer id", operation)}</CustomerId>`
  );
}
