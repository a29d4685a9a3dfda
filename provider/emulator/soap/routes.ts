import type { Answered } from "../http/answering";
import { unpack } from "../http/body";
import type { EmulatorServer } from "../http/emulatorServer";
import { bare, logged } from "../http/logged";
import type { Asked, Routes } from "../http/routes";
import { problemOf } from "../rules";
import type { Root, Version } from "../schema/model";
import { answerSoap } from "./call";
import { adApiFault } from "./faults";
import { xmlAnswer, xmlContent } from "./speaker";
import { envelope } from "./write";

const paths: Readonly<Record<Root, string>> = {
  tns: "/Api/Advertiser/CampaignManagement/:version/CampaignManagementService.svc",
  customer: "/Api/CustomerManagement/:version/CustomerManagementService.svc",
};

/** The SOAP endpoints of all versions. */
export function soapRoutes(routes: Routes, server: EmulatorServer): void {
  for (const root of ["tns", "customer"] as const)
    routes.on("POST", paths[root], (asked) => {
      const version = Number(/^v(\d{1,2})$/.exec(asked.params.version ?? "")?.[1] ?? "0");
      const call = { transport: "soap", version, bytes: asked.body.length, contentType: xmlContent } as const;
      return logged(server, call, (trackingId) => answer(server, asked, { version, root }, trackingId));
    });
}

/** What a path names. */
interface Named {
  readonly version: number;
  readonly root: Root;
}

async function answer(
  server: EmulatorServer,
  { headers, body }: Asked,
  { version, root }: Named,
  trackingId: string,
): Promise<Answered> {
  if (version === 11 || server.context.store.settings.retired.includes(version)) {
    return retired({ version, root }, trackingId);
  }
  if (!isVersion(version) || (root === "customer" && version !== 13)) return bare(404, xmlContent);
  if (!/^text\/xml\b/i.test(headers["content-type"] ?? "")) return bare(415, xmlContent);
  const bytes = await unpack(body, headers["content-encoding"]);
  const action = headers.soapaction;
  return answerSoap(server, { version, root, bytes, action: [action].flat()[0] }, trackingId);
}

const isVersion = (version: number): version is Version => version === 12 || version === 13;

function retired({ version, root }: Named, trackingId: string): Answered {
  const space = version === 11 || isVersion(version) ? version : 13;
  const body = envelope(space, trackingId, adApiFault(trackingId, [problemOf("call.retired")]), root);
  return {
    ending: xmlAnswer(500, body),
    report: { outcome: "fault", codes: [303], refusedBy: ["call.retired"] },
  };
}
