import type { CheckedAccount, DriftedResource, FieldChange, Standing } from "../../../fleet/results";
import type { Severity } from "../../../goals/diagnosis";
import { counted } from "../../../goals/text";
import { bar, spoken } from "../../shared/page/charts";
import { HEALTH } from "../../shared/page/health";
import { breakable, html, type Markup } from "../../shared/page/html";
import { badge, mark } from "../../shared/page/marks";
import type { Counts } from "../../shared/page/scale";
import { nameOf, valuesInWords } from "../driftInWords";
import { byKind, SAID_OF_STANDING, STANDINGS } from "../words";
import { STANDING } from "./standings";

/** Resources whose drift is shown at once; the others open on demand. */
const MOST_RESOURCES = 3;
const COLUMNS = ["Account", "Standing", "Goals by health", "What differs"] as const;

/** The widths of its columns, but for the last, and what only this table has. */
export const ACCOUNT_COLUMNS = `
#accounts thead :nth-child(1) { width: 23%; } #accounts thead :nth-child(2) { width: 22%; } #accounts thead :nth-child(3) { width: 21%; }
#accounts .bar { height: 10px; margin: 6px 0 5px; }
#accounts ul { margin: 0; padding: 0; list-style: none; font-size: 13px; }
#accounts li { margin: 0 0 6px; }
#accounts li > b { display: block; font-weight: 600; }
#accounts summary { color: var(--link); cursor: pointer; font-size: 13px; }
@media (max-width: 700px) { #accounts tr.row > td > :not(:first-child) { grid-column: 2; } }
`;

/** The accounts by standing, worst first, with what to do. */
export function accountTable(accounts: readonly CheckedAccount[]): Markup {
  if (accounts.length === 0) return html`<p class="empty">The fleet has no account.</p>`;
  const head = COLUMNS.map((name) => html`<th scope="col" role="columnheader">${name}</th>`);
  const bodies = byKind(STANDINGS, accounts, ({ standing }) => standing).map(([standing, those]) =>
    those.length === 0 ? undefined : body(standing, those),
  );
  return html`<table role="table" class="rows" id="accounts"><caption class="unseen">Accounts, worst first</caption><thead role="rowgroup"><tr role="row">${head}</tr></thead>${bodies}</table>`;
}

function body(standing: Standing, accounts: readonly CheckedAccount[]): Markup {
  const kind = STANDING.kinds[standing];
  const { word, todo } = SAID_OF_STANDING[standing];
  const what =
    todo === undefined ? undefined : html`<span class="todo"><b>What to do:</b> ${withCommands(todo)}</span>`;
  return html`<tbody role="rowgroup"><tr class="problem ${kind.tone}" role="row"><th scope="rowgroup" role="rowheader" colspan="${COLUMNS.length}">${mark(kind)}<span class="what"><span class="count" data-of="${accounts.length}">${accounts.length.toLocaleString("en")}</span> ${accounts.length === 1 ? "account" : "accounts"} ${word}</span>${what}</th></tr>${accounts.map(row)}</tbody>`;
}

/** A text whose commands stand between backticks. */
function withCommands(text: string): readonly Markup[] {
  return text.split("`").map((part, index) => (index % 2 === 0 ? html`${part}` : html`<code>${part}</code>`));
}

function row({ account, standing, reason, drift, health }: CheckedAccount): Markup {
  const { stack, customerId, accountId } = account;
  const isSaid = standing === "drifted" && drift.length > 0;
  const why = isSaid || reason === undefined ? undefined : html`<small>${reason}</small>`;
  const cells = [
    html`${badge(STANDING.kinds[standing])}${why}`,
    healthCell(health),
    driftCell(standing, drift),
  ];
  const written = cells.map(
    (cell, index) => html`<td role="cell" data-label="${COLUMNS[index + 1]}">${cell}</td>`,
  );
  return html`<tr class="row" role="row" data-kind="${standing}" data-drift="${drift.length > 0 ? "yes" : "no"}" data-health="${worstOf(health)}"><th scope="row" role="rowheader"><bdi>${stack}</bdi><small class="id">account ${accountId}, customer ${customerId}</small></th>${written}</tr>`;
}

/** The worst that a goal of the account is; "none" without a goal, "unread" where nobody looked. */
function worstOf(health: Counts<Severity> | undefined): string {
  if (health === undefined) return "unread";
  return HEALTH.names.find((name) => health[name] > 0) ?? "none";
}

function healthCell(health: Counts<Severity> | undefined): Markup {
  if (health === undefined) return html`<span class="note">not read</span>`;
  const total = HEALTH.names.reduce((sum, name) => sum + health[name], 0);
  if (total === 0) return html`<span class="note">no goals</span>`;
  return html`${bar(HEALTH, health, total)}<small>${counted(total, "goal")}: ${spoken(HEALTH, health)}</small>`;
}

function driftCell(standing: Standing, drift: readonly DriftedResource[]): Markup {
  const isCompared = standing !== "unreachable" && standing !== "unknown";
  if (drift.length === 0) return html`<span class="note">${isCompared ? "nothing" : "not known"}</span>`;
  const rest = drift.slice(MOST_RESOURCES);
  const more =
    rest.length === 0
      ? undefined
      : html`<details><summary>${counted(rest.length, "more resource")}</summary>${resources(rest)}</details>`;
  return html`<div>${resources(drift.slice(0, MOST_RESOURCES))}${more}</div>`;
}

function resources(drift: readonly DriftedResource[]): Markup {
  const items = drift.map((each) => {
    const { lost, fields } = each;
    const what = lost === undefined ? (fields.length === 0 ? "differs" : fields.map(field)) : lost;
    return html`<li><b><bdi>${nameOf(each)}</bdi></b>${what}</li>`;
  });
  return html`<ul>${items}</ul>`;
}

function field(change: FieldChange): Markup {
  const [from, to] = valuesInWords(change);
  return html`<div>${breakable(change.path)} is <code>${from}</code>, wanted <code>${to}</code></div>`;
}
