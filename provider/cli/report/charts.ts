import { counted } from "../../goals/text";
import { html, type Markup } from "./html";
import { mark } from "./marks";
import { type Counts, type Group, SEVERITIES } from "./reportData";
import { SAID } from "./words";

/** Rows shown at once; the others open on demand. */
const MOST_ROWS = 12;

/** Goals as parts of one bar, worst first, with the widths in per cent of `most`; the words of it for those who do not see. */
export function bar(counts: Counts, most: number): Markup {
  let from = 0;
  const parts = SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => {
    const width = (counts[severity] / most) * 100;
    const part = html`<rect class="${severity}" x="${percent(from)}" y="0" width="${percent(width)}" height="100%"><title>${SAID[severity].title}: ${counts[severity]}</title></rect>`;
    from += width;
    return part;
  });
  return html`<svg class="bar" role="img" aria-label="${spoken(counts)}">${parts}</svg>`;
}

function percent(share: number): string {
  return `${Number(share.toFixed(4))}%`;
}

function spoken(counts: Counts): string {
  const said = SEVERITIES.filter((severity) => counts[severity] > 0);
  return said.map((severity) => `${counts[severity]} ${SAID[severity].title.toLowerCase()}`).join(", ");
}

/** What the colours mean; only those that occur. */
export function legend(counts: Counts): Markup {
  const items = SEVERITIES.filter((severity) => counts[severity] > 0).map(
    (severity) => html`<li>${mark(severity)}${SAID[severity].title}</li>`,
  );
  return html`<ul class="legend">${items}</ul>`;
}

/** A plot: a bar for each group, worst first, as a table that can be read aloud. */
export function chart(title: string, of: string, groups: readonly Group[]): Markup {
  const most = Math.max(1, ...groups.map(({ total }) => total));
  const rows = groups.map((group) => row(group, most));
  const rest = rows.slice(MOST_ROWS);
  const more =
    rest.length === 0
      ? undefined
      : html`<details><summary>${counted(rest.length, `more ${of}`)}</summary>${table(title, of, rest)}</details>`;
  return html`<section class="card plot"><h2>${title}</h2>${table(title, of, rows.slice(0, MOST_ROWS))}${more}</section>`;
}

function table(title: string, of: string, rows: readonly Markup[]): Markup {
  return html`<table role="table"><caption class="unseen">${title}</caption><colgroup><col class="labels"><col><col class="totals"></colgroup><thead class="unseen"><tr><th scope="col">${of}</th><th scope="col">Goals by health</th><th scope="col">Goals</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function row({ label, note, counts, total }: Group, most: number): Markup {
  const about = note === undefined ? undefined : html`<span class="note">${note}</span>`;
  return html`<tr><th scope="row"><bdi>${label}</bdi>${about}</th><td>${bar(counts, most)}</td><td class="number">${total}</td></tr>`;
}
