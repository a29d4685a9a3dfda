import * as tracker from "./tracker";

/**
 * The script that pages load as `/bat.js`: our own, with the words of Microsoft's (`uetq.push("event", …)`) and its wire.
 * Left out: what needs Microsoft's servers (fraud signatures, insights, third-party cookies).
 */
export function tagScript(collector: string): string {
  const functions = Object.values(tracker).join("\n");
  return `"use strict";(() => {\n${functions}\ninstall(window, ${JSON.stringify(collector)});\n})();\n`;
}
