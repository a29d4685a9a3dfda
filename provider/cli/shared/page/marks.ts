import { html, type Markup } from "./html";
import type { Kind } from "./scale";

/** The mark of a kind; words beside it say what it is. */
export function mark({ tone, shape }: Pick<Kind, "tone" | "shape">): Markup {
  return html`<svg class="mark ${tone}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${shape}</svg>`;
}

/** Mark and word. */
export function badge(kind: Kind): Markup {
  return html`<span class="badge ${kind.tone}">${mark(kind)}${kind.title}</span>`;
}
