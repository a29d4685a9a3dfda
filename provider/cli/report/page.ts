import { createHash } from "node:crypto";
import { counted } from "../../goals/text";
import { bar, chart, legend } from "./charts";
import { driftSection } from "./driftSection";
import { filters } from "./filters";
import { goalTable } from "./goalTable";
import { html, type Markup, trusted } from "./html";
import { mark } from "./marks";
import { type ReportData, SEVERITIES } from "./reportData";
import { SCRIPT } from "./script";
import { STYLE } from "./style";
import { SAID } from "./words";

/** The whole page as one file that asks for nothing else; its policy lets it load nothing and run nothing but its own script. */
export function page(data: ReportData, version: string): string {
  const { customerId, accountId, at, goals } = data;
  const title = `Conversion goals of account ${accountId}`;
  const policy = `default-src 'none'; style-src '${hashOf(STYLE)}'; script-src '${hashOf(SCRIPT)}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const markup = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<header><h1>Conversion goals</h1><p class="note">Account ${accountId} of customer ${customerId}, read <time datetime="${at}">${spokenTime(at)}</time></p></header>
<main>
${tiles(data)}
${goals.length === 0 ? undefined : plots(data)}
${driftSection(data)}
<section class="card" id="list"><h2>Goals, worst first</h2>${goals.length === 0 ? undefined : filters(data)}${goalTable(data)}<p class="empty" id="none" hidden>No goal is like that.</p></section>
</main>
<footer class="note">Made by pulumi-msads ${version}. It shows what Microsoft Advertising said at that time; nothing was changed. A repaired tag or goal may take a day to show.</footer>
<script>${trusted(SCRIPT)}</script>
</body>
</html>
`;
  return markup.text;
}

function tiles({ goals, counts, tags, state }: ReportData): Markup {
  const own = SEVERITIES.filter((severity) => severity !== "unknown" || counts.unknown > 0).map(
    (severity) => {
      const { title, means } = SAID[severity];
      const tone = counts[severity] === 0 ? "none" : severity;
      return html`<li class="tile ${tone}"><span class="label">${mark(severity)}${title}</span><b>${counts[severity].toLocaleString("en")}</b><span class="note">${means}</span></li>`;
    },
  );
  const drift =
    state &&
    html`<li class="tile ${state.drifted.length === 0 ? "none" : "silent"}"><span class="label">Changed outside</span><b>${state.drifted.length.toLocaleString("en")}</b><span class="note">${driftNote(state)}</span></li>`;
  return html`<ul class="tiles"><li class="tile all"><span class="label">Goals</span><b>${goals.length.toLocaleString("en")}</b><span class="note">${counted(tags, "UET tag")}</span></li>${own}${drift}</ul>`;
}

function driftNote({ drifted, elsewhere, unread }: NonNullable<ReportData["state"]>): string {
  if (drifted.length > 0) return "not as the program left it";
  return elsewhere + unread === 0 ? "all as the program left it" : "of what was checked";
}

function plots({ counts, goals, byTag, byType }: ReportData): Markup {
  return html`<section class="card whole" aria-label="Health of all goals">${bar(counts, goals.length)}${legend(counts)}</section>
<div class="pair">${chart("Health by UET tag", "tag", byTag)}${chart("Health by type", "type", byType)}</div>`;
}

function spokenTime(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
