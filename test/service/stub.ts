import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ENVELOPE_NAMESPACE } from "../../provider/service/soap/names";

/** A request as the stub got it. */
export interface Got {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface Stub {
  readonly url: string;
  readonly got: readonly Got[];
  /** What the next requests get: a reply, or a handler that owns the response. */
  answer(reply: Reply | ((got: Got, response: ServerResponse) => Reply | undefined)): void;
  close(): Promise<void>;
}

/** A server on this machine that answers as it is told. It knows nothing of the service. */
export async function startStub(): Promise<Stub> {
  let next: Reply | ((got: Got, response: ServerResponse) => Reply | undefined) = { status: 404 };
  const got: Got[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const one = {
        method: request.method ?? "",
        url: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      };
      got.push(one);
      const reply = typeof next === "function" ? next(one, response) : next;
      if (reply === undefined) return;
      response.writeHead(reply.status ?? 200, {
        "content-type": "text/xml; charset=utf-8",
        ...reply.headers,
      });
      response.end(reply.body ?? "");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    got,
    answer: (reply) => {
      next = reply;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const XSI = "http://www.w3.org/2001/XMLSchema-instance";

/** An answer in the service's shape. */
export function answerOf(operation: string, content: string, version = 13, trackingId = "track-1"): string {
  const namespace = `https://bingads.microsoft.com/CampaignManagement/v${version}`;
  return (
    `<s:Envelope xmlns:s="${ENVELOPE_NAMESPACE}"><s:Header><h:TrackingId xmlns:h="${namespace}">${trackingId}</h:TrackingId></s:Header>` +
    `<s:Body><${operation}Response xmlns="${namespace}" xmlns:i="${XSI}">${content}</${operation}Response></s:Body></s:Envelope>`
  );
}

/** A fault in the service's shape. */
export function faultOf(
  detail: string,
  faultstring = "Invalid client data.",
  faultcode = "s:Server",
): string {
  return (
    `<s:Envelope xmlns:s="${ENVELOPE_NAMESPACE}"><s:Body><s:Fault><faultcode>${faultcode}</faultcode>` +
    `<faultstring xml:lang="en-US">${faultstring}</faultstring><detail>${detail}</detail></s:Fault></s:Body></s:Envelope>`
  );
}
