import * as tracker from "./tracker";

/**
 * The script that pages load as `/bat.js`: our own, with the words of Microsoft's (`uetq.push("event", …)`) and its wire.
 * Names and meaning of the parameters: Microsoft's help (UET parameters, FAQ, custom events, variable revenue). From recorded
 * requests of web pages: bo, vids, asc, en, spa, and that events carry the page's address, mid, sid and vid. Assumed: that
 * events wait for the page load, and how long texts may be. Left out: what needs Microsoft's servers (fraud signatures,
 * insights, third-party cookies).
 */
export function tagScript(collector: string): string {
  const functions = Object.values(tracker).join("\n");
  return `"use strict";(() => {\n${functions}\ninstall(window, ${JSON.stringify(collector)});\n})();\n`;
}
