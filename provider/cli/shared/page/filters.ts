import { html, type Markup } from "./html";
import { mark } from "./marks";
import { type Counts, present, type Scale } from "./scale";

/** A choice above a table: options by what a row must have, as `key=value` of its data. */
export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly options: readonly (readonly [string, string])[];
}

export interface Filters<Name extends string> {
  /** What the rows are: "goals". */
  readonly of: string;
  readonly count: number;
  /** What the search looks at. */
  readonly hint: string;
  readonly choices: readonly Choice[];
  /** What the chips choose among: "Health". */
  readonly kinds: string;
  readonly scale: Scale<Name>;
  readonly counts: Counts<Name>;
}

/** The search and the choices above a table; shown by the script, since nothing else makes them work. */
export function filters<Name extends string>(about: Filters<Name>): Markup {
  const { of, count, hint, choices, kinds, scale, counts } = about;
  const all = count.toLocaleString("en");
  const chips = present(scale, counts).map((name) => {
    const kind = scale.kinds[name];
    return html`<button type="button" class="chip" data-chip="${name}" aria-pressed="false">${mark(kind)}${kind.title} <span class="number">${counts[name].toLocaleString("en")}</span></button>`;
  });
  return html`<form class="filters" id="filters" role="search" data-of="${of}" hidden>
<label class="search"><span>Search</span><input type="search" id="search" placeholder="${hint}" autocomplete="off" spellcheck="false"></label>
${choices.map(select)}
<div class="chips" role="group" aria-label="${kinds}">${chips}</div>
<p class="note shown"><span id="shown" aria-live="polite">${all} of ${all} ${of}</span> <button type="reset" class="plain" id="reset" hidden>Show all</button></p>
</form>`;
}

function select({ id, label, options }: Choice): Markup {
  const all = options.map(([value, text]) => html`<option value="${value}">${text}</option>`);
  return html`<label><span>${label}</span><select id="${id}"><option value="">all</option>${all}</select></label>`;
}
