import type { FastifyInstance } from "fastify";
import type { Context } from "../http/context";
import { docOf } from "./docs";
import { frontPage } from "./frontPage";

const SAFE = {
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
};

/** `GET /`: a page for people, without scripts. `GET /docs/<name>`: a guide as plain text, with or without `.md`. */
export function pageRoutes(server: FastifyInstance, { world, calls }: Context, url: () => string): void {
  server.get("/", (_request, reply) =>
    reply
      .headers(SAFE)
      .type("text/html; charset=utf-8")
      .send(frontPage(world, calls.all(), url())),
  );
  server.get<{ Params: { name: string } }>("/docs/:name", (request, reply) => {
    const text = docOf(request.params.name.replace(/\.md$/, ""));
    if (text === undefined) return reply.callNotFound();
    return reply.headers(SAFE).type("text/plain; charset=utf-8").send(text);
  });
}
