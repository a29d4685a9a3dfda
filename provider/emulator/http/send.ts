import type { FastifyReply } from "fastify";
import type { Ending } from "./ending";

/** Ends an HTTP call. */
export function send(reply: FastifyReply, ending: Ending): FastifyReply {
  if (ending.kind === "drop") {
    reply.hijack();
    reply.raw.socket?.destroy();
    return reply;
  }
  return reply
    .code(ending.status)
    .headers({ ...ending.headers, "content-type": ending.contentType })
    .send(ending.body);
}
