import { counted } from "../../../goals/text";
import { html, type Markup } from "./html";
import { mark } from "./marks";
import { type Counts, present, type Scale } from "./scale";

/** Rows shown at once; the others open on demand. */
const MOST_ROWS = 12;

/** Things as parts of one bar, worst first, with the widths in per cent of `most`; the words of it for those who do not see. */
export function bar<Name extends string>(scale: Scale<Name>, counts: Counts<Name>, most: number): Markup {
  let from = 0;
  const parts = present(scale, counts).map((name) => {
    const { tone, title } = scale.kinds[name];
    const width = (counts[name] / most) * 100;
    const part = html`<rect class="${tone}" x="${percent(from)}" y="0" width="${percent(width)}" height="100%"><title>${title}: ${counts[name].toLocaleString("en")}</title></rect>`;
    from += width;
    return part;
  });
  return html`<svg class="bar" role="img" aria-label="${spoken(scale, counts)}">${parts}</svg>`;
}

function percent(share: number): string {
  return `${Number(share.toFixed(4))}%`;
}

/** "2 inactive, 9 recording". */
export function spoken<Name extends string>(scale: Scale<Name>, counts: Counts<Name>): string {
  const said = present(scale, counts).map(
    (name) => `${counts[name].toLocaleString("en")} ${scale.kinds[name].title.toLowerCase()}`,
  );
  return said.join(", ");
}

/** What the colours mean; only those that occur. */
export function legend<Name extends string>(scale: Scale<Name>, counts: Counts<Name>): Markup {
  const items = present(scale, counts)
    .map((name) => scale.kinds[name])
    .map((kind) => html`<li>${mark(kind)}${kind.title}</li>`);
  return html`<ul class="legend">${items}</ul>`;
}

/** A bar of a plot. */
export interface BarRow<Name extends string> {
  readonly label: string | Markup;
  /** More about it. */
  readonly note?: string;
  readonly counts: Counts<Name>;
  readonly total: number;
  /** A second bar above it, to the same measure: what was before. */
  readonly above?: Counts<Name>;
}

/** What a plot shows: `of` names one row of it, `bars` what its bars are, `totals` what its numbers count. */
export interface Plot<Name extends string> {
  readonly title: string;
  readonly of: string;
  readonly bars: string;
  readonly totals: string;
  readonly rows: readonly BarRow<Name>[];
}

/** A plot: a bar for each row, worst first, as a table that can be read aloud. */
export function chart<Name extends string>(scale: Scale<Name>, plot: Plot<Name>): Markup {
  const most = Math.max(1, ...plot.rows.map(({ total, above }) => Math.max(total, sumOf(scale, above))));
  const rows = plot.rows.map((each) => row(scale, each, most));
  const rest = rows.slice(MOST_ROWS);
  const more =
    rest.length === 0
      ? undefined
      : html`<details><summary>${counted(rest.length, `more ${plot.of}`)}</summary>${table(plot, rest)}</details>`;
  return html`<section class="card plot"><h2>${plot.title}</h2>${table(plot, rows.slice(0, MOST_ROWS))}${more}</section>`;
}

function sumOf<Name extends string>({ names }: Scale<Name>, counts: Counts<Name> | undefined): number {
  return counts === undefined ? 0 : names.reduce((sum, name) => sum + counts[name], 0);
}

function table({ title, of, bars, totals }: Omit<Plot<string>, "rows">, rows: readonly Markup[]): Markup {
  return html`<table role="table"><caption class="unseen">${title}</caption><colgroup><col class="labels"><col><col class="totals"></colgroup><thead class="unseen"><tr><th scope="col">${of}</th><th scope="col">${bars}</th><th scope="col">${totals}</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function row<Name extends string>(
  scale: Scale<Name>,
  { label, note, counts, total, above }: BarRow<Name>,
  most: number,
): Markup {
  const about = note === undefined ? undefined : html`<span class="note">${note}</span>`;
  return html`<tr><th scope="row"><bdi>${label}</bdi>${about}</th><td>${above && bar(scale, above, most)}${bar(scale, counts, most)}</td><td class="number">${total.toLocaleString("en")}</td></tr>`;
}
