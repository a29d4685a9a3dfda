import type { IncomingHttpHeaders } from "node:http";
import { BODY_LIMIT } from "./body";
import type { Ending } from "./ending";

/** A request whose body has arrived whole. */
export interface Asked {
  /** The parts of the path that the route names, like `:id`. */
  readonly params: Readonly<Record<string, string>>;
  /** What follows the question mark. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  /** The bytes as they came: what reads them must not lose digits of numbers. */
  readonly body: Buffer;
}

export type Handler = (asked: Asked) => Ending | Promise<Ending>;

export interface Route {
  readonly method: string;
  readonly parts: readonly string[];
  readonly handler: Handler;
  /** The largest body in bytes. */
  readonly bodyLimit: number;
}

/** What answers which requests. */
export class Routes {
  readonly #routes: Route[] = [];

  /** @param path like `/admin/goals/:id` */
  on(
    method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
    path: string,
    handler: Handler,
    bodyLimit = BODY_LIMIT,
  ): void {
    this.#routes.push({ method, parts: path.split("/"), handler, bodyLimit });
  }

  /** The route of a request; HEAD is asked where GET is. */
  find(
    method: string,
    path: readonly string[],
  ): { readonly route: Route; readonly params: Asked["params"] } | undefined {
    for (const route of this.#routes) {
      if (route.method !== (method === "HEAD" ? "GET" : method)) continue;
      const params = paramsOf(route.parts, path);
      if (params !== undefined) return { route, params };
    }
    return undefined;
  }
}

/** What the path gives for the named parts; undefined when it is another path. */
function paramsOf(parts: readonly string[], path: readonly string[]): Asked["params"] | undefined {
  if (parts.length !== path.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, part] of parts.entries()) {
    const text = path[at] ?? "";
    const isNamed = part.startsWith(":");
    if (isNamed ? text === "" : part !== text) return undefined;
    if (isNamed) params[part.slice(1)] = text;
  }
  return params;
}
