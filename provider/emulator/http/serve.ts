import type { IncomingMessage, ServerResponse } from "node:http";
import { BadAdminRequest } from "../admin/badAdminRequest";
import { BadBody, readBody } from "./body";
import type { Ending } from "./ending";
import { json } from "./ending";
import type { Routes } from "./routes";

/** Answers one request by its route; what nobody expected is complained of and answered with 500. */
export async function serve(
  routes: Routes,
  request: IncomingMessage,
  response: ServerResponse,
  complain: (text: string) => void,
): Promise<void> {
  try {
    send(response, await endingOf(routes, request), request.method === "HEAD");
  } catch (error) {
    const isGone = request.errored !== null || response.destroyed;
    if (!isGone) complain(`the emulator failed: ${messageOf(error)}`);
    send(response, json(500, { error: messageOf(error) }));
  }
}

async function endingOf(routes: Routes, request: IncomingMessage): Promise<Ending> {
  const { method = "GET", url = "/", headers } = request;
  const mark = url.indexOf("?");
  const [path, query] = mark < 0 ? [url, ""] : [url.slice(0, mark), url.slice(mark + 1)];
  const parts = partsOf(path);
  if (parts === undefined) return json(400, { error: `the path ${path} is not encoded as UTF-8` });
  const found = routes.find(method, parts);
  if (found === undefined) return json(404, { error: `there is no ${method} ${path}` });
  const { route, params } = found;
  try {
    const body = await readBody(request, route.bodyLimit);
    return await route.handler({ params, query, headers, body });
  } catch (error) {
    if (error instanceof BadAdminRequest) return json(400, { error: error.message });
    if (error instanceof BadBody) return json(error.status, { error: "the body cannot be taken" });
    throw error;
  }
}

/** The decoded parts of a path; undefined when one cannot be decoded. */
function partsOf(path: string): readonly string[] | undefined {
  try {
    return path.split("/").map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, ending: Ending, isHead = false): void {
  if (ending.kind === "drop") return void response.socket?.destroy();
  const { status, body, contentType, headers } = ending;
  const hasContent = status !== 204 && status !== 304;
  response.statusCode = status;
  // By setHeader, which knows a name in any case: a planned fault may have its own.
  if (contentType !== undefined) response.setHeader("content-type", contentType);
  if (hasContent) response.setHeader("content-length", Buffer.byteLength(body));
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
  response.end(isHead || !hasContent ? undefined : body);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
