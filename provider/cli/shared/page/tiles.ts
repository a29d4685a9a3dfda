import { html, type Markup } from "./html";
import { mark } from "./marks";
import type { Counts, Kind, Scale } from "./scale";

/** A number of the page's head. */
export interface Tile {
  readonly label: string;
  readonly count: number;
  readonly note: string;
  /** Its colour, and mark; undefined = the count of all. A kind of which there is nothing shows no colour. */
  readonly kind?: Pick<Kind, "tone"> & Partial<Pick<Kind, "shape">>;
}

export function tiles(all: readonly Tile[]): Markup {
  const items = all.map(({ label, count, note, kind }) => {
    const tone = kind === undefined ? "all" : count === 0 ? "none" : kind.tone;
    const shape = kind?.shape === undefined ? undefined : mark({ tone: kind.tone, shape: kind.shape });
    return html`<li class="tile ${tone}"><span class="label">${shape}${label}</span><b>${count.toLocaleString("en")}</b><span class="note">${note}</span></li>`;
  });
  return html`<ul class="tiles">${items}</ul>`;
}

/** A tile for each kind. */
export function kindTiles<Name extends string>(
  { names, kinds }: Scale<Name>,
  counts: Counts<Name>,
): readonly Tile[] {
  return names.map((name) => {
    const kind = kinds[name];
    return { label: kind.title, count: counts[name], note: kind.means, kind };
  });
}
