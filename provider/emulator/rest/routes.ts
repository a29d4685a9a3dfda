import type { IncomingHttpHeaders } from "node:http";
import { unpack } from "../http/body";
import type { EmulatorServer } from "../http/emulatorServer";
import { bare, logged } from "../http/logged";
import type { Routes } from "../http/routes";
import type { CallHeaders } from "../operations/authorize";
import { operationNames } from "../schema/operations";
import { answerRest, jsonContent } from "./call";
import { restPathOf } from "./paths";

/** The REST endpoints, which only v13 has. */
export function restRoutes(routes: Routes, server: EmulatorServer): void {
  for (const operation of operationNames) {
    const { method, path } = restPathOf(operation);
    routes.on(method, path, ({ headers, body }) => {
      const call = { transport: "rest", version: 13, bytes: body.length, contentType: jsonContent } as const;
      return logged(server, call, async (trackingId) => {
        if (!/^application\/json\b/i.test(headers["content-type"] ?? "")) return bare(415, jsonContent);
        const bytes = await unpack(body, headers["content-encoding"]);
        return answerRest(server, { operation, headers: callHeaders(headers), bytes }, trackingId);
      });
    });
  }
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
