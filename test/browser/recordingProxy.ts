import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** An HTTP proxy that reaches 127.0.0.1 alone. */
export interface RecordingProxy {
  readonly url: string;
  /** The host of each request so far, also of those that it refused. */
  readonly hosts: readonly string[];
  close(): Promise<void>;
}

export async function recordingProxy(): Promise<RecordingProxy> {
  const hosts: string[] = [];
  const server = createServer((incoming, answer) => {
    const url = new URL(incoming.url ?? "");
    hosts.push(url.hostname);
    const refuse = () => void answer.writeHead(502).end();
    if (url.hostname !== "127.0.0.1") return refuse();
    const { method, headers } = incoming;
    const outgoing = request(url, { method, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    incoming.pipe(outgoing.on("error", refuse));
  });
  server.on("connect", ({ url = "" }, socket) => {
    hosts.push(url.replace(/:\d+$/, ""));
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hosts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
