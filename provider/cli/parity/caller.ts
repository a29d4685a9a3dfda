import type { AccountRef } from "../../service/campaignManagement";
import { MsadsError } from "../../service/errors";
import { ARRAYS_NAMESPACE, ENTITIES_NAMESPACE, namespaceOf } from "../../service/soap/names";
import type { Operation } from "../../service/wire/operations";
import type { Connection, RawCall } from "../../session/connect";
import { jsonOf, type Parts, xmlOf } from "./message";
import { type Reply, refusedReply, replyOf } from "./reply";

/** How a call differs from an ordinary one. */
export interface How {
  /** Default 13. */
  readonly version?: 12 | 13;
  /** The access token in place of the sign-in's. */
  readonly accessToken?: string;
  /** The body in place of the one that is made of the parts. */
  readonly text?: string;
  /** Stands before the root element of a message over SOAP. */
  readonly before?: string;
  /** Headers over those of an ordinary call, by the names that they have over REST. */
  readonly headers?: { readonly customerId?: string; readonly customerAccountId?: string };
  /** Gets the answer as it came, before it is read. */
  readonly lookAt?: (body: string) => void;
  /** Codes that are an answer here and no trouble of the run. */
  readonly expects?: readonly number[];
}

/** Codes of a service that will not answer anything now; and what no probe asks for. */
const TROUBLE: readonly (number | undefined)[] = [
  0, 105, 106, 109, 116, 117, 202, 207, 303, 1010, 3601, 4204,
];

/** Speaks to the service in words that the provider never uses, over the service's own transports. */
export class Caller {
  constructor(
    private readonly connection: Pick<Connection, "ask">,
    readonly account: AccountRef,
    readonly transport: "soap" | "rest",
  ) {}

  /** One call, with the patience of every call. Throws an MsadsError where the service gave no answer to it, or its outcome is unknown. */
  async call(operation: Operation, parts: Parts, how: How = {}): Promise<Reply> {
    let status: number | undefined;
    const { version = 13, accessToken, expects = [] } = how;
    const asked: RawCall = {
      account: this.account,
      transport: this.transport,
      version,
      operation,
      ...(accessToken === undefined ? {} : { accessToken }),
      rewritten: (send) => async (url, init) => {
        status = undefined;
        const response = await send(url, { ...init, ...this.#rewritten(operation, parts, how, init ?? {}) });
        status = response.status;
        how.lookAt?.(await response.clone().text());
        return response;
      },
    };
    try {
      return replyOf(await this.connection.ask(asked), status);
    } catch (error) {
      if (!(error instanceof MsadsError) || error.outcome !== "refused") throw error;
      if (error.code !== undefined && TROUBLE.includes(error.code) && !expects.includes(error.code))
        throw error;
      return refusedReply(error, status);
    }
  }

  #rewritten(operation: Operation, parts: Parts, how: How, init: RequestInit): RequestInit {
    const { text, before = "", headers: { customerId, customerAccountId } = {} } = how;
    if (this.transport === "rest")
      return {
        body: text ?? jsonOf(parts),
        headers: {
          ...(init.headers as Readonly<Record<string, string>>),
          ...(customerId === undefined ? {} : { customerid: customerId }),
          ...(customerAccountId === undefined ? {} : { customeraccountid: customerAccountId }),
        },
      };
    const envelope = String(init.body).replace(
      /(<\w+:Body)[^>]*>.*(<\/\w+:Body>)/s,
      (_all, open: string, close: string) => {
        return `${open}>${bodyOf(operation, parts, how.version ?? 13)}${close}`;
      },
    );
    const named = (xml: string, name: string, value: string | undefined) =>
      value === undefined ? xml : xml.replace(new RegExp(`(<${name}>)[^<]*`), `$1${value}`);
    const body = named(named(envelope, "CustomerId", customerId), "CustomerAccountId", customerAccountId);
    return { body: text ?? body.replace(/^(<\?.*?\?>)?/s, `$1${before}`) };
  }
}

function bodyOf(operation: Operation, parts: Parts, version: 12 | 13): string {
  const spaces =
    `xmlns:t="${namespaceOf(operation, version)}" xmlns:a="${ARRAYS_NAMESPACE}" xmlns:n="${ENTITIES_NAMESPACE}" ` +
    'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"';
  return `<t:${operation}Request ${spaces}>${xmlOf(parts)}</t:${operation}Request>`;
}
