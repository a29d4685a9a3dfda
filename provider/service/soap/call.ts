import type * as Soap from "soap";
import type { ApiVersion } from "../../goals/field";
import type { AccountRef } from "../campaignManagement";
import { MsadsError } from "../errors";
import type { Cures } from "./cures";
import { description } from "./description";
import { exchange } from "./exchange";
import { faultError } from "./faults";
import type { Operation } from "./names";
import { member, text } from "./nodes";
import type { Scrub } from "./partialErrors";
import { asMsadsError } from "./problems";
import { type Credentials, type Markers, reveal, scrubber } from "./secrets";
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
  const scrub = scrubber(credentials);
  const markers = cures.newMarkers(credentials);
  const crashed = Promise.withResolvers<never>();
  let retryAfterMs: number | undefined;
  const httpClient = {
    // node-soap throws into its caller where it trips over an answer: nobody would ever hear of it.
    request: (
      url: string,
      message: string,
      done: (error: unknown, response?: unknown, body?: string) => void,
      headers: unknown,
    ) =>
      exchange({
        ...session,
        operation,
        url,
        headers: headers as Record<string, string>,
        message: reveal(message, markers, credentials),
      })
        .then(
          (answer) => {
            retryAfterMs = answer.retryAfterMs;
            done(null, { status: answer.status, headers: {} }, answer.xml);
          },
          (error) => done(error),
        )
        .catch(crashed.reject),
  };
  // A client of its own for each call: what node-soap keeps of a request goes when the call is over.
  const client = new library.Client(wsdl, session.url, { ...options, httpClient: httpClient as never });
  client.addSoapHeader(() => header(operation, session, markers, credentials));
  session.watch?.(client);
  try {
    const invoke = client[`${operation}Async`] as Invoke;
    const ordered = cures.requestOrder(members, requestMembers(operation, version));
    const [result, , answerHeader] = await Promise.race([invoke(ordered), crashed.promise]);
    const trackingId = text(answerHeader, "TrackingId", cures) ?? undefined;
    return { result: cures.emptyResult(result), trackingId, scrub };
  } catch (error) {
    const fault = (error as { readonly root?: { readonly Envelope?: unknown } } | null)?.root?.Envelope;
    if (member(member(fault, "Body", cures), "Fault", cures) !== undefined)
      throw faultError(fault, { operation, cures, scrub, retryAfterMs });
    throw asMsadsError(cures.asAnswerProblem(error), operation, session.timeoutMs, cures.networkFailure);
  }
}

/** The SOAP header in the order of Microsoft's templates, with stand-ins for the secrets. */
function header(
  operation: Operation,
  { account }: Session,
  markers: Markers,
  credentials: Credentials,
): string {
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
