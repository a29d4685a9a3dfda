import type { Answered } from "../http/answering";
import { unpack } from "../http/body";
import type { EmulatorServer } from "../http/emulatorServer";
import { bare, logged } from "../http/logged";
import type { Asked, Routes } from "../http/routes";
import { problemOf } from "../rules";
import type { Version } from "../schema/model";
import { answerSoap } from "./call";
import { adApiFault } from "./faults";
import { xmlAnswer, xmlContent } from "./speaker";
import { envelope } from "./write";

const path = "/Api/Advertiser/CampaignManagement/:version/CampaignManagementService.svc";

/** The SOAP endpoints of all versions. */
export function soapRoutes(routes: Routes, server: EmulatorServer): void {
  routes.on("POST", path, (asked) => {
    const version = Number(/^v(\d{1,2})$/.exec(asked.params.version ?? "")?.[1] ?? "0");
    const call = { transport: "soap", version, bytes: asked.body.length, contentType: xmlContent } as const;
    return logged(server, call, (trackingId) => answer(server, asked, version, trackingId));
  });
}

async function answer(
  server: EmulatorServer,
  { headers, body }: Asked,
  version: number,
  trackingId: string,
): Promise<Answered> {
  if (version === 11 || server.context.store.settings.retired.includes(version)) {
    return retired(version, trackingId);
  }
  if (!isVersion(version)) return bare(404, xmlContent);
  if (!/^text\/xml\b/i.test(headers["content-type"] ?? "")) return bare(415, xmlContent);
  const bytes = await unpack(body, headers["content-encoding"]);
  const action = headers.soapaction;
  return answerSoap(server, { version, bytes, action: [action].flat()[0] }, trackingId);
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
