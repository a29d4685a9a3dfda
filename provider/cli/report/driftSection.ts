import { counted } from "../../goals/text";
import { breakable, html, type Markup } from "../shared/page/html";
import type { Drifted, DriftedField } from "./drift";
import type { ReportData } from "./reportData";
import { KINDS } from "./words";

/** The fields that are not as the last run of the program left them; nothing without a program's state. */
export function driftSection({ state }: ReportData): Markup | undefined {
  if (state === undefined) return undefined;
  const { managed, unmanaged, elsewhere, unread, drifted } = state;
  const others =
    elsewhere === 0 ? "" : ` Resources of other accounts in the state, not checked: ${elsewhere}.`;
  const older =
    unread === 0
      ? ""
      : ` Conversion settings and campaigns in the state, not checked because they need API version 13: ${unread}.`;
  const all =
    elsewhere + unread === 0
      ? "Everything that the program manages is as its last run left it."
      : "Everything that was checked is as the program's last run left it.";
  const found =
    drifted.length === 0
      ? html`<p class="fine">${all}</p>`
      : html`<div class="drifts">${drifted.map(one)}</div>`;
  return html`<section class="card" id="drift"><h2>Changed outside the program</h2><p class="note">The program manages ${counted(managed, "goal")} of this account; it does not manage ${counted(unmanaged, "other")}.${others}${older}</p>${found}</section>`;
}

function one({ kind, resource, id, name, lost, fields }: Drifted): Markup {
  const body = lost === undefined ? table(fields) : html`<p>${lost}</p>`;
  return html`<article class="drift" data-drift="${id}"><h3><bdi>${name}</bdi></h3><p class="note">${KINDS[kind].title} ${id}, resource <bdi>${resource}</bdi></p>${body}</article>`;
}

function table(fields: readonly DriftedField[]): Markup {
  const rows = fields.map(
    ({ name, state, live }) =>
      html`<tr><th scope="row">${breakable(name)}</th><td><code>${shown(state)}</code></td><td><code>${shown(live)}</code></td></tr>`,
  );
  return html`<table><thead><tr><th scope="col">Field</th><th scope="col">In state</th><th scope="col">Live</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function shown(value: unknown): string {
  if (value === undefined || value === null || value === "") return "not set";
  return typeof value === "string" ? value : JSON.stringify(value);
}
