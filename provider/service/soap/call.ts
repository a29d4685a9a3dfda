import type * as Soap from "soap";
import type { ApiVersion } from "../../goals/field";
import type { AccountRef } from "../campaignManagement";
import { MsadsError } from "../errors";
import type { Cures } from "./cures";
import { description } from "./description";
import { type Answer, exchange } from "./exchange";
import { faultError } from "./faults";
import type { HttpClient } from "./library";
import type { Operation } from "./names";
import { member, text } from "./nodes";
import type { Scrub } from "./partialErrors";
import { answering, asMsadsError } from "./problems";
import {
  type Credentials,
  type Markers,
  reveal,
  SHORTEST_IN_DATA,
  SHORTEST_IN_ERRORS,
  scrubber,
} from "./secrets";
import { requestMembers } from "./wsdl";

/** What all calls of one account share. */
export interface Session {
  readonly url: string;
  readonly version: ApiVersion;
  readonly account: AccountRef;
  readonly credentials: () => Promise<Credentials>;
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
  readonly cures: Cures;
  /** Sees each client of node-soap before it is used. For tests. */
  readonly watch?: (client: Soap.Client) => void;
}

/** What the service answered to a call that did not fail as a whole. */
export interface Answered {
  readonly result: unknown;
  readonly trackingId: string | undefined;
  readonly scrub: Scrub;
}

type Members = Readonly<Record<string, unknown>>;
type Invoke = (members: Members) => Promise<readonly [unknown, string, unknown]>;

/** One call over node-soap. Throws an MsadsError when the call failed as a whole. */
export async function call(session: Session, operation: Operation, members: Members): Promise<Answered> {
  const { cures, version } = session;
  const { library, wsdl, options } = await description(version, cures);
  const credentials = await session.credentials();
  const sent: Sent = { operation, credentials, markers: cures.newMarkers(credentials), ...later() };
  // A client of its own for each call: what node-soap keeps of a request goes when the call is over.
  const httpClient = cures.transport(httpClientOf(session, sent));
  const client = new library.Client(wsdl, session.url, { ...options, ...httpClient });
  client.addSoapHeader(() => header(session, sent));
  session.watch?.(client);
  const scrub = scrubber(credentials, SHORTEST_IN_ERRORS);
  try {
    const invoke = client[`${operation}Async`] as Invoke;
    const ordered = cures.requestOrder(members, requestMembers(operation, version));
    const [result, , answerHeader] = await Promise.race([invoke(ordered), sent.crashed]);
    return { result, trackingId: text(answerHeader, "TrackingId", cures) ?? undefined, scrub };
  } catch (error) {
    if (!sent.left) throw error;
    const envelope = (error as { readonly root?: { readonly Envelope?: unknown } } | null)?.root?.Envelope;
    if (member(member(envelope, "Body", cures), "Fault", cures) !== undefined)
      throw answering(session, operation, undefined, () =>
        faultError(envelope, { operation, cures, scrub, retryAfterMs: sent.answer?.retryAfterMs }),
      );
    throw asMsadsError(cures.asAnswerProblem(error), operation, session.timeoutMs, cures.networkFailure);
  }
}

/** One call on its way. */
interface Sent {
  readonly operation: Operation;
  readonly credentials: Credentials;
  readonly markers: Markers;
  /** Rejects when node-soap trips over an answer: it throws into its HTTP client, where nobody would hear of it. */
  readonly crashed: Promise<never>;
  readonly crash: (error: unknown) => void;
  /** Whether the request went to the HTTP client: what fails before is no answer's fault. */
  left?: boolean;
  answer?: Answer;
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
    const answered = (answer: Answer) => {
      sent.answer = answer;
      done(null, { status: answer.status, headers: {} }, answer.xml);
    };
    const scrub = scrubber(sent.credentials, SHORTEST_IN_DATA);
    exchange({ ...session, operation: sent.operation, url, headers, message: revealed, scrub })
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
    `<CustomerAccountId>${id(account.accountId, "account id", operation)}</CustomerAccountId>` +
    `<CustomerId>${id(account.customerId, "customer id", operation)}</CustomerId>` +
    `<DeveloperToken>${markers.developerToken}</DeveloperToken>` +
    (credentials.identityProvider === "google" ? "<IdentityProvider>Google</IdentityProvider>" : "")
  );
}

function id(value: string, what: string, operation: Operation): string {
  if (/^[0-9]{1,19}$/.test(value)) return value;
  throw new MsadsError(
    `${operation} was not sent: the ${what} must be a number, as the web address of Microsoft Advertising shows it.`,
    {
      operation,
      outcome: "unreachable",
      symbol: "NotSent",
    },
  );
}
