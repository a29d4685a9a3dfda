import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { adminRoutes } from "../admin/routes";
import type { AdminVerbs } from "../admin/verbs";
import { pageRoutes } from "../pages/routes";
import { restRoutes } from "../rest/routes";
import { signInRoutes } from "../signIn/routes";
import { soapRoutes } from "../soap/routes";
import { collectorRoutes } from "../tracking/collect";
import { urlOf } from "./binding";
import type { EmulatorServer } from "./emulatorServer";
import { Routes } from "./routes";
import { serve } from "./serve";

/** How long one request may take to arrive: the server does not wait forever for a client that sends it drop by drop. */
const REQUEST_MS = 60_000;
/** Clients keep connections for a while; one that is closed just as it is used again would look like a fault. */
const KEEP_ALIVE_MS = 72_000;

export interface Server {
  /** This machine's URL of it. */
  readonly url: string;
  /** Ends it, and every connection. */
  close(): Promise<void>;
}

/** Starts the emulator's HTTP server. Throws when the port is taken. */
export async function startServer(
  server: EmulatorServer,
  verbs: AdminVerbs,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<Server> {
  const routes = new Routes();
  soapRoutes(routes, server);
  restRoutes(routes, server);
  signInRoutes(routes, server);
  collectorRoutes(routes, server);
  adminRoutes(routes, server, verbs);
  const complain = (text: string) => {
    if (!server.closing.aborted) server.complain(text);
  };
  const listener = createServer(
    { requestTimeout: REQUEST_MS, keepAliveTimeout: KEEP_ALIVE_MS },
    (request, response) => void serve(routes, request, response, complain),
  );
  await once(listener.listen(port, host), "listening");
  const url = urlOf(listener.address() as AddressInfo);
  pageRoutes(routes, server, url);
  return {
    url,
    close: async () => {
      const closed = once(listener, "close");
      listener.close();
      listener.closeAllConnections();
      await closed;
    },
  };
}
