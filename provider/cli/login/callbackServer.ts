import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Where a browser comes back to. */
export interface CallbackServer {
  /** Without a slash at its end, as apps are registered. */
  readonly redirectUri: string;
  /** The first address that the browser came back to and that `isMine` takes. */
  readonly answer: (isMine: (back: URL) => boolean) => Promise<URL>;
  readonly close: () => void;
}

/** Listens on any free port of 127.0.0.1, for one visit. */
export async function startCallbackServer(host: "127.0.0.1" | "localhost"): Promise<CallbackServer> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const redirectUri = `http://${host}:${port}`;
  return {
    redirectUri,
    answer: (isMine) => visit(server, redirectUri, isMine),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function visit(server: Server, redirectUri: string, isMine: (back: URL) => boolean): Promise<URL> {
  return new Promise((resolve) => {
    server.on("request", (request, response) => {
      const path = request.url ?? "/";
      const back =
        path.startsWith("/") && URL.canParse(redirectUri + path) ? new URL(redirectUri + path) : undefined;
      // Whatever else asks here (a favicon, another program, a page that guesses) does not end the waiting.
      if (back === undefined || request.method !== "GET" || !isMine(back))
        return page(response, 400, "This is not an answer to the sign-in that is under way.");
      page(response, 200, "Done: go back to the terminal. You can close this page.");
      resolve(back);
    });
  });
}

/** The address holds a code: it must not stay in a cache or go on to another site. */
function page(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "content-security-policy": "default-src 'none'",
    connection: "close",
  });
  response.end(`<!doctype html><title>msads</title><p>${text}</p>\n`);
}
