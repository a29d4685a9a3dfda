import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Answered } from "../http/answering";
import { unpack } from "../http/body";
import type { Context } from "../http/context";
import { bare, logged } from "../http/logged";
import { problemOf } from "../rules";
import type { Version } from "../schema/model";
import { answerSoap } from "./call";
import { adApiFault } from "./faults";
import { xmlAnswer, xmlContent } from "./speaker";
import { envelope } from "./write";

const path = "/Api/Advertiser/CampaignManagement/:version/CampaignManagementService.svc";

/** The SOAP endpoints of all versions. */
export function soapRoutes(server: FastifyInstance, context: Context): void {
  server.post<{ Params: { version: string } }>(path, (request, reply) => {
    const version = Number(/^v(\d{1,2})$/.exec(request.params.version)?.[1] ?? "0");
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const call = { transport: "soap", version, bytes: bytes.length, contentType: xmlContent } as const;
    return logged(context, reply as FastifyReply, call, (trackingId) =>
      answer(context, request, version, bytes, trackingId),
    );
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
  if (!isVersion(version)) return bare(404, xmlContent);
  if (!/^text\/xml\b/i.test(request.headers["content-type"] ?? "")) return bare(415, xmlContent);
  const bytes = await unpack(body, request.headers["content-encoding"]);
  const action = request.headers.soapaction;
  return answerSoap(context, { version, bytes, action: [action].flat()[0] }, trackingId);
}

const isVersion = (version: number): version is Version => version === 12 || version === 13;

function retired(version: number, trackingId: string): Answered {
  const space = version === 11 || isVersion(version) ? version : 13;
  const body = envelope(space, trackingId, adApiFault(trackingId, [problemOf("call.retired")]));
  return {
    ending: xmlAnswer(500, body),
    report: { outcome: "fault", codes: [303], refusedBy: ["call.retired"] },
  };
}
