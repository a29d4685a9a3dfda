import type { EmulatorServer } from "../http/emulatorServer";
import type { Routes } from "../http/routes";
import { tagScript } from "../tagScript/tagScript";
import { readHit } from "./hit";
import { takeHit } from "./take";

const SCRIPT = "text/javascript; charset=utf-8";

/**
 * Takes what tags send: `GET <collector>/action/0?ti=<tag>&evt=pageLoad|custom&p=…&ec=…&ea=…&el=…&ev=…&gv=…&gc=…&sid=…`,
 * always answered with 204. `GET <collector>/bat.js` is the script that sends it.
 */
export function collectorRoutes(routes: Routes, { context }: EmulatorServer): void {
  routes.on("GET", "/collector/bat.js", () => ({
    kind: "answer",
    status: 200,
    body: tagScript(context.collector()),
    contentType: SCRIPT,
    headers: { "cache-control": "no-cache" },
  }));
  routes.on("GET", "/collector/action/0", ({ query, headers }) => {
    // Of names that come twice the first counts.
    const hit = readHit(context, new URLSearchParams(query), headers.referer);
    if (hit !== undefined) takeHit(context, hit);
    context.store.save();
    return { kind: "answer", status: 204, body: "", headers: { "cache-control": "no-store" } };
  });
}
