import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { CallHeaders } from "../core/authorize";
import { unpack } from "../http/body";
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
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
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
            return answerRest(context, { operation, headers: callHeaders(request), bytes }, trackingId);
          });
        },
      });
    }
  });
}

/** The headers by their names of SOAP. Others, such as Api-Revision, mean nothing here. */
function callHeaders({ headers }: FastifyRequest): CallHeaders {
  const named = [
    ["AuthenticationToken", headers.authorization?.replace(/^Bearer\s+/i, "")],
    ["CustomerAccountId", headers.customeraccountid],
    ["CustomerId", headers.customerid],
    ["DeveloperToken", headers.developertoken],
  ] as const;
  return new Map(
    named.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value).trim()] as const])),
  );
}
