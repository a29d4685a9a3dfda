import type { IncomingHttpHeaders } from "node:http";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { CallHeaders } from "../core/authorize";
import { takeBytes, unpack } from "../http/body";
import type { Context } from "../http/context";
import { bare, logged } from "../http/logged";
import { operationNames } from "../schema/operations";
import { answerRest, jsonContent } from "./call";
import { restBase, restPaths } from "./paths";

/** The REST endpoints, which only v13 has. */
export function restRoutes(server: FastifyInstance, context: Context): void {
  void server.register(async (scope) => {
    // The bytes as they came: the server's own reader would lose digits of numbers.
    scope.removeAllContentTypeParsers();
    takeBytes(scope);
    for (const operation of operationNames) {
      const { method, path } = restPaths[operation];
      scope.route({
        method,
        url: restBase + path,
        handler: (request, reply) => {
          const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
          const call = {
            transport: "rest",
            version: 13,
            bytes: body.length,
            contentType: jsonContent,
          } as const;
          return logged(context, reply as FastifyReply, call, async (trackingId) => {
            if (!/^application\/json\b/i.test(request.headers["content-type"] ?? ""))
              return bare(415, jsonContent);
            const bytes = await unpack(body, request.headers["content-encoding"]);
            return answerRest(
              context,
              { operation, headers: callHeaders(request.headers), bytes },
              trackingId,
            );
          });
        },
      });
    }
  });
}

/** The headers by their names of SOAP. Others, such as Api-Revision, mean nothing here. */
function callHeaders(headers: IncomingHttpHeaders): CallHeaders {
  const named = new Map<string, string>();
  const put = (name: string, value: string | string[] | undefined) => {
    if (value !== undefined) named.set(name, String(value).trim());
  };
  put("AuthenticationToken", headers.authorization?.replace(/^Bearer\s+/i, ""));
  put("CustomerAccountId", headers.customeraccountid);
  put("CustomerId", headers.customerid);
  put("DeveloperToken", headers.developertoken);
  return named;
}
