import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Context } from "../http/context";
import { tagScript } from "../tagScript/tagScript";
import { readHit } from "./hit";
import { takeHit } from "./take";

const asScript = { "content-type": "text/javascript; charset=utf-8", "cache-control": "no-cache" };

/**
 * Takes what tags send: `GET <collector>/action/0?ti=<tag>&evt=pageLoad|custom&p=…&ec=…&ea=…&el=…&ev=…&gv=…&gc=…&sid=…`,
 * always answered with 204. `GET <collector>/bat.js` is the script that sends it.
 */
export function collectorRoutes(server: FastifyInstance, { world }: Context): void {
  server.get("/collector/bat.js", (_request, reply) =>
    reply.headers(asScript).send(tagScript(world.collector())),
  );
  server.get("/collector/action/0", (request, reply) => {
    // The parser of queries makes lists of names that come twice; here the first counts.
    const hit = readHit(world, new URLSearchParams(queryOf(request)), request.headers.referer);
    if (hit !== undefined) takeHit(world, hit);
    world.store.save();
    return reply.code(204).header("cache-control", "no-store").send();
  });
}

function queryOf({ url }: FastifyRequest): string {
  const at = url.indexOf("?");
  return at < 0 ? "" : url.slice(at + 1);
}
