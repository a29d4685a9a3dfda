import type { FastifyInstance } from "fastify";
import type { World } from "../core/world";
import type { Context } from "../http/context";
import type { StoredGoal } from "../store/types";
import { matches, type TagEvent } from "./match";

type Query = Readonly<Record<string, string | undefined>>;

/** Takes what tags send: `GET <collector>/action/0?ti=<tag>&evt=pageLoad|custom&p=…&ec=…&ea=…&el=…&ev=…`. */
export function collectorRoutes(server: FastifyInstance, { world }: Context): void {
  server.get<{ Querystring: Query }>("/collector/action/0", (request, reply) => {
    const event = readEvent(request.query);
    if (event !== undefined) {
      record(world, event);
      world.store.save();
    }
    return reply.code(204).send();
  });
}

function readEvent(query: Query): TagEvent | undefined {
  if (query.ti === undefined) return undefined;
  const texts = { page: query.p, category: query.ec, action: query.ea, label: query.el };
  const given = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined));
  const value = query.ev === undefined ? {} : { value: Number(query.ev) };
  return { tagId: query.ti, event: query.evt ?? "pageLoad", ...given, ...value };
}

/** Marks the tag as active and counts the conversions; returns the goals that converted. */
export function record(world: World, event: TagEvent): readonly StoredGoal[] {
  const tag = world.store.tag(event.tagId);
  if (tag === undefined || tag.deleted) return [];
  const now = world.store.now();
  world.store.putTag({ ...tag, lastDataAt: now });
  const converted = world.store.goals.filter((goal) => matches(world, goal, event));
  for (const goal of converted) {
    world.store.putGoal({ ...goal, conversions: goal.conversions + 1, lastConversionAt: now });
  }
  return converted;
}
