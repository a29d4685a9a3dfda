import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request that the relay got. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** All of it, as somebody careless would log it. */
  readonly whole: string;
}

/** What the service behind the relay answered. */
export interface Truth {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers a request in place of the service, which is asked only when this asks it. */
export type Hostility = (asked: Asked, response: ServerResponse, truth: () => Promise<Truth>) => unknown;

/** Stands between a client and the service, hands everything on, and is hostile to what it is told to. */
export interface HostileRelay {
  readonly url: string;
  /** Everything that was sent, by the relay's own word. */
  sent(): string;
  /** How often it was hostile. */
  hits(): number;
  /** From now on, to requests whose path or action has this in it; undefined: to nobody. */
  be(hostile?: { readonly to: RegExp; readonly by: Hostility }): void;
  close(): Promise<void>;
}

export async function startHostileRelay(target: string): Promise<HostileRelay> {
  let hostile: { readonly to: RegExp; readonly by: Hostility } | undefined;
  const sent: string[] = [];
  let hits = 0;
  const server = createServer((request, response) => {
    void read(request).then(async (asked) => {
      sent.push(asked.whole);
      const truth = () => ask(target, asked);
      if (hostile?.to.test(`${asked.method} ${asked.path} ${asked.headers.soapaction ?? ""}`)) {
        hits += 1;
        return hostile.by(asked, response, truth);
      }
      const { status, headers, body } = await truth();
      return response.writeHead(status, headers).end(body);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: () => sent.join("\n"),
    hits: () => hits,
    be: (now) => {
      hostile = now;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function read(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = "", url: path = "" } = request;
  const body = Buffer.concat(chunks).toString();
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return { method, path, headers, body, whole: [`${method} ${path}`, ...lines, "", body].join("\n") };
}

const OWN_OF_A_CONNECTION = ["host", "connection", "content-length", "transfer-encoding", "accept-encoding"];

async function ask(target: string, { method, path, headers, body }: Asked): Promise<Truth> {
  const kept = Object.entries(headers).filter(([name]) => !OWN_OF_A_CONNECTION.includes(name));
  const reply = await fetch(target + path, { method, headers: Object.fromEntries(kept), body });
  const {
    "content-length": _,
    connection: __,
    "keep-alive": ___,
    ...own
  } = Object.fromEntries(reply.headers);
  return { status: reply.status, headers: own, body: await reply.text() };
}
