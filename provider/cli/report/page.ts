import { counted } from "../../goals/text";
import { bar, chart, legend } from "../shared/page/charts";
import { documentOf, spokenTime } from "../shared/page/document";
import { HEALTH } from "../shared/page/health";
import { html, type Markup } from "../shared/page/html";
import { kindTiles, type Tile, tiles } from "../shared/page/tiles";
import { driftSection } from "./driftSection";
import { goalFilters } from "./filters";
import { GOAL_COLUMNS, goalTable } from "./goalTable";
import type { ReportData } from "./reportData";

/** The whole page about one account. */
export function page(data: ReportData, version: string): string {
  const { customerId, accountId, at, goals } = data;
  const list = goals.length === 0 ? undefined : goalFilters(data);
  const body = html`<header><h1>Conversion goals</h1><p class="note">Account ${accountId} of customer ${customerId}, read <time datetime="${at}">${spokenTime(at)}</time></p></header>
<main>
${tiles(numbers(data))}
${goals.length === 0 ? undefined : plots(data)}
${driftSection(data)}
<section class="card" id="list"><h2>Goals, worst first</h2>${list}${goalTable(data)}<p class="empty" id="none" hidden>No goal is like that.</p></section>
</main>
<footer class="note">Made by pulumi-msads ${version}. It shows what Microsoft Advertising said at that time; nothing was changed. A repaired tag or goal may take a day to show.</footer>`;
  return documentOf({ title: `Conversion goals of account ${accountId}`, style: GOAL_COLUMNS, body });
}

function numbers({ goals, counts, tags, state }: ReportData): readonly Tile[] {
  const all = { label: "Goals", count: goals.length, note: counted(tags, "UET tag") };
  const byHealth = kindTiles(HEALTH, counts).filter(
    ({ kind, count }) => kind?.tone !== "unknown" || count > 0,
  );
  if (state === undefined) return [all, ...byHealth];
  const { length } = state.drifted;
  const drift = {
    label: "Changed outside",
    count: length,
    note: driftNote(state),
    kind: { tone: "silent" },
  } as const;
  return [all, ...byHealth, drift];
}

function driftNote({ drifted, elsewhere, unread }: NonNullable<ReportData["state"]>): string {
  if (drifted.length > 0) return "not as the program left it";
  return elsewhere + unread === 0 ? "all as the program left it" : "of what was checked";
}

function plots({ counts, goals, byTag, byType }: ReportData): Markup {
  const about = { bars: "Goals by health", totals: "Goals" };
  return html`<section class="card whole" aria-label="Health of all goals">${bar(HEALTH, counts, goals.length)}${legend(HEALTH, counts)}</section>
<div class="pair">${chart(HEALTH, { ...about, title: "Health by UET tag", of: "tag", rows: byTag })}${chart(HEALTH, { ...about, title: "Health by type", of: "type", rows: byType })}</div>`;
}
