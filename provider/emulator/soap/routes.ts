import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { BadBody, unpack } from "../http/body";
import type { Context } from "../http/context";
import { send } from "../http/send";
import { problemOf } from "../rules";
import type { Version } from "../schema/model";
import { type Answered, answerSoap } from "./call";
import { adApiFault } from "./faults";
import { xmlAnswer } from "./speaker";
import { envelope } from "./write";

const path = "/Api/Advertiser/CampaignManagement/:version/CampaignManagementService.svc";

/** The SOAP endpoints of all versions. */
export function soapRoutes(server: FastifyInstance, context: Context): void {
  server.post<{ Params: { version: string } }>(path, async (request, reply) => {
    const version = Number(/^v(\d{1,2})$/.exec(request.params.version)?.[1] ?? "0");
    const startedAt = Date.now();
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const trackingId = context.newTrackingId();
    const { ending, report } = await answer(context, request, version, bytes, trackingId);
    context.world.store.save();
    context.calls.add({
      startedAt,
      endedAt: Date.now(),
      time: new Date(context.world.store.now()).toISOString(),
      version,
      transport: "soap",
      items: 0,
      sent: [],
      ids: [],
      codes: [],
      refusedBy: [],
      bytes: bytes.length,
      status: ending.kind === "answer" ? ending.status : 0,
      trackingId,
      ...report,
    });
    return send(reply as FastifyReply, ending);
  });
}

async function answer(
  context: Context,
  request: FastifyRequest,
  version: number,
  body: Buffer,
  trackingId: string,
): Promise<Answered> {
  if (version === 11 || context.world.store.settings.retired.includes(version)) {
    return retired(version, trackingId);
  }
  if (!isVersion(version)) return { ending: xmlAnswer(404, ""), report: { outcome: "refused" } };
  if (!/^text\/xml\b/i.test(request.headers["content-type"] ?? "")) return refuse(415);
  try {
    const bytes = await unpack(body, request.headers["content-encoding"]);
    const action = request.headers.soapaction;
    return await answerSoap(context, { version, bytes, action: [action].flat()[0] }, trackingId);
  } catch (error) {
    if (error instanceof BadBody) return refuse(error.status);
    throw error;
  }
}

const isVersion = (version: number): version is Version => version === 12 || version === 13;

function refuse(status: number): Answered {
  return { ending: xmlAnswer(status, ""), report: { outcome: "refused" } };
}

function retired(version: number, trackingId: string): Answered {
  const space = version === 11 || isVersion(version) ? version : 13;
  const body = envelope(space, trackingId, adApiFault(trackingId, [problemOf("call.retired")]));
  return {
    ending: xmlAnswer(500, body),
    report: { outcome: "fault", codes: [303], refusedBy: ["call.retired"] },
  };
}
