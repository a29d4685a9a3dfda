import fastify, { type FastifyInstance } from "fastify";
import type { FastifySchemaValidationError } from "fastify/types/schema";
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
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false } },
    schemaErrorFormatter: ([error], place) =>
      new Error(`${place}${error?.instancePath ?? ""} ${inWords(error)}`),
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

/** What the schema's library says, and the allowed values, which it leaves out. */
function inWords(error: FastifySchemaValidationError | undefined): string {
  const { allowedValues, additionalProperty } = error?.params ?? {};
  if (Array.isArray(allowedValues)) return `must be one of: ${allowedValues.join(", ")}`;
  if (typeof additionalProperty === "string") return `has no ${additionalProperty}`;
  return error?.message ?? "does not fit";
}
