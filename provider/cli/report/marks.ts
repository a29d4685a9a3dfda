import type { Severity } from "../../goals/diagnosis";
import { html, type Markup, trusted } from "./html";
import { SAID } from "./words";

/** A shape of its own for each severity: colour alone says nothing to many. 16 by 16. */
const SHAPES: Readonly<Record<Severity, string>> = {
  inactive: '<circle cx="8" cy="8" r="7"/><path class="on" d="M5.3 5.3l5.4 5.4m0-5.4l-5.4 5.4"/>',
  silent: '<path d="M8 1.2l7.2 13H.8z"/><path class="on" d="M8 6v3.6m0 2.1v.3"/>',
  unknown:
    '<circle cx="8" cy="8" r="7"/><path class="on" d="M6 6.3a2 2 0 1 1 2.9 1.9c-.6.3-.9.7-.9 1.3m0 2v.3"/>',
  ok: '<circle cx="8" cy="8" r="7"/><path class="on" d="M4.9 8.3l2.2 2.2 4-4.6"/>',
  paused: '<rect x="1" y="1" width="14" height="14" rx="4"/><path class="on" d="M6.2 5.2v5.6m3.6-5.6v5.6"/>',
};

/** The mark of a severity; words beside it say what it is. */
export function mark(severity: Severity): Markup {
  return html`<svg class="mark ${severity}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${trusted(SHAPES[severity])}</svg>`;
}

/** Mark and word. */
export function badge(severity: Severity): Markup {
  return html`<span class="badge ${severity}">${mark(severity)}${SAID[severity].title}</span>`;
}
