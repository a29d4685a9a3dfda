import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { requestsFor, TRANSPORTS, type Transport } from "./e2eTransport";

/** A plain TCP relay in front of a server, that keeps what it carries: what was on the wire, by somebody else's word. */
export interface Relay {
  readonly url: string;
  /** Everything that clients sent. */
  sent(): string;
  /** How many requests for an operation were sent, over one transport or over any. */
  requests(operation: string, transport?: Transport): number;
  close(): Promise<void>;
}

export async function startRelay(target: string): Promise<Relay> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const chunks: Buffer[] = [];
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy()).on("close", () => sockets.delete(socket));
    }
    client.on("data", (chunk) => chunks.push(chunk));
    client.pipe(upstream).pipe(client);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const sent = () => Buffer.concat(chunks).toString("utf8");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    requests: (operation, transport) => {
      const over = transport === undefined ? TRANSPORTS : [transport];
      return over.flatMap((each) => sent().match(requestsFor(operation, each)) ?? []).length;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
