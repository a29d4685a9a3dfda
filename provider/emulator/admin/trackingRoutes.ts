import type { FastifyInstance } from "fastify";
import type { Context } from "../http/context";
import { conversionsOf } from "../tracking/conversions";

/** What tags have sent and what goals have counted, as JSON: `GET /admin/hits`, `GET /admin/conversions`. */
export function trackingRoutes(server: FastifyInstance, { world }: Context): void {
  server.get("/admin/hits", () => world.store.traffic.hits());
  server.get("/admin/conversions", () => conversionsOf(world));
}
