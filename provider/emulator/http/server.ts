import fastify, { type FastifyInstance } from "fastify";
import { adminRoutes } from "../admin/routes";
import type { AdminVerbs } from "../admin/verbs";
import { restRoutes } from "../rest/routes";
import { signInRoutes } from "../signIn/routes";
import { soapRoutes } from "../soap/routes";
import { collectorRoutes } from "../tracking/collect";
import { bodyLimit, takeBytes } from "./body";
import type { Context } from "./context";

/** How long one request may take to arrive. */
const REQUEST_MS = 60_000;

/** The emulator's HTTP server, not yet listening. */
export function buildServer(context: Context, verbs: AdminVerbs): FastifyInstance {
  const server = fastify({
    bodyLimit,
    forceCloseConnections: true,
    // Whoever sends a request drop by drop is not waited for for ever.
    requestTimeout: REQUEST_MS,
    // Admin alone has schemas: a person may write "48" for 48, and 111 for the id "111".
    ajv: { customOptions: { removeAdditional: false, coerceTypes: true, useDefaults: false } },
  });
  takeBytes(server);
  server.setErrorHandler((error: { statusCode?: number; message?: string }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500 && !context.closing.aborted) context.complain(`the emulator failed: ${error.message}`);
    return reply.code(status).send({ error: error.message ?? "unknown" });
  });
  soapRoutes(server, context);
  restRoutes(server, context);
  signInRoutes(server, context);
  collectorRoutes(server, context);
  adminRoutes(server, context, verbs);
  return server;
}
