import { html, type Markup } from "./html";
import { mark } from "./marks";
import { type Group, type ReportData, SEVERITIES } from "./reportData";
import { SAID } from "./words";

/** The search and the choices above the table; shown by the script, since nothing else makes them work. */
export function filters({ goals, counts, byTag, byType, state }: ReportData): Markup {
  const chips = SEVERITIES.filter((severity) => counts[severity] > 0).map(
    (severity) =>
      html`<button type="button" class="chip" data-chip="${severity}" aria-pressed="false">${mark(severity)}${SAID[severity].title} <span class="number">${counts[severity]}</span></button>`,
  );
  const program =
    state &&
    select("program", "Program", [
      ["managed=yes", "managed"],
      ["managed=no", "not managed"],
      ["drifted=yes", "changed outside"],
    ]);
  return html`<form class="filters" id="filters" role="search" hidden>
<label class="search"><span>Search</span><input type="search" id="search" placeholder="Name, id, tag, status" autocomplete="off" spellcheck="false"></label>
${select("tag", "UET tag", labels(byTag))}${select("type", "Type", labels(byType))}${program}
<div class="chips" role="group" aria-label="Health">${chips}</div>
<p class="note shown"><span id="shown" aria-live="polite">${goals.length} of ${goals.length} goals</span> <button type="reset" class="plain" id="reset" hidden>Show all</button></p>
</form>`;
}

function labels(groups: readonly Group[]): readonly (readonly [string, string])[] {
  return groups
    .map(({ key, label }) => [key, label] as const)
    .sort(([, one], [, other]) => (one < other ? -1 : 1));
}

function select(id: string, label: string, options: readonly (readonly [string, string])[]): Markup {
  const all = options.map(([value, text]) => html`<option value="${value}">${text}</option>`);
  return html`<label><span>${label}</span><select id="${id}"><option value="">all</option>${all}</select></label>`;
}
