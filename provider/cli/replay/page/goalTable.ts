import { counted } from "../../../goals/text";
import type { GoalAnswer } from "../../../replay/answer";
import { html, type Markup } from "../../shared/page/html";
import { mark } from "../../shared/page/marks";
import type { GoalKind, ShownGoal } from "../show/kinds";
import {
  type ChangeLine,
  changeLines,
  conversions,
  difference,
  NOTHING,
  number,
  otherWords,
  placesWords,
  revenue,
} from "../show/words";
import { GOALS, SAID } from "./scales";

/** Pages of a goal that are shown at once; the others open on demand. */
const AT_ONCE = 3;
const PAGES = "Began or ceased to count";

/** The widths of its columns, but for the last, and what only this table has. */
export const GOAL_COLUMNS = `
#goals thead :nth-child(1) { width: 27%; } #goals thead :nth-child(2) { width: 17%; } #goals thead :nth-child(3) { width: 18%; }
#goals td.number { white-space: normal; }
#goals ul { margin: 0; padding: 0; list-style: none; font-size: 13px; }
#goals li { margin: 0 0 5px; }
#goals li b { font-weight: 600; }
#goals .began b { color: var(--changed-ink); } #goals .ceased b { color: var(--inactive-ink); }
#goals summary { color: var(--link); cursor: pointer; font-size: 13px; }
@media (max-width: 700px) { #goals tr.row > td > :not(:first-child) { grid-column: 2; } }
`;

/** The goals by what becomes of them, worst first. */
export function goalTable(goals: readonly ShownGoal[], isCompared: boolean, top: number): Markup {
  if (goals.length === 0) return html`<p class="empty">There are no goals.</p>`;
  const names = ["Goal", "Conversions", "Revenue", isCompared ? PAGES : "Reached by"];
  const head = names.map((name) => html`<th scope="col" role="columnheader">${name}</th>`);
  const bodies = GOALS.names.map((kind) => {
    const those = goals.filter((each) => each.kind === kind);
    return those.length === 0 ? undefined : body(kind, those, names, isCompared, top);
  });
  return html`<table role="table" class="rows" id="goals"><caption class="unseen">Goals, worst first</caption><thead role="rowgroup"><tr role="row">${head}</tr></thead>${bodies}</table>`;
}

function body(
  name: GoalKind,
  goals: readonly ShownGoal[],
  names: readonly string[],
  isCompared: boolean,
  top: number,
): Markup {
  const kind = GOALS.kinds[name];
  const head = html`<tr class="problem ${kind.tone}" role="row"><th scope="rowgroup" role="rowheader" colspan="${names.length}">${mark(kind)}<span class="what"><span class="count" data-of="${goals.length}">${number(goals.length)}</span> ${goals.length === 1 ? "goal" : "goals"}: ${SAID[name]}</span></th></tr>`;
  return html`<tbody role="rowgroup">${head}${goals.map((goal) => row(goal, names, isCompared, top))}</tbody>`;
}

function row({ goal, kind }: ShownGoal, names: readonly string[], isCompared: boolean, top: number): Markup {
  const worth = revenue(goal, isCompared);
  const cells = [
    html`<td role="cell" class="number" data-label="${names[1]}">${counts(goal, isCompared)}</td>`,
    html`<td role="cell" class="number" data-label="${names[2]}">${worth === "" ? NOTHING : worth}</td>`,
    html`<td role="cell" data-label="${names[3]}">${isCompared ? pages(goal, top) : reached(goal)}</td>`,
  ];
  const problems = goal.problems.map(({ words }) => html`<small class="warn">${words}</small>`);
  return html`<tr class="row" role="row" data-kind="${kind}" data-type="${goal.type}" data-todo="${goal.problems.length > 0 ? "yes" : "no"}"><th scope="row" role="rowheader"><bdi>${goal.name}</bdi>${formerName(goal)}<small class="id">${about(goal)}</small>${problems}</th>${cells}</tr>`;
}

function about({ type, id }: GoalAnswer): string {
  return [type === "" ? "type not known" : type, ...(id === undefined ? [] : [id])].join(", ");
}

function formerName({ name, nameBefore }: GoalAnswer): Markup | undefined {
  return nameBefore === undefined || nameBefore === name
    ? undefined
    : html`<small>before: <bdi>${nameBefore}</bdi></small>`;
}

function counts(goal: GoalAnswer, isCompared: boolean): Markup {
  if (!isCompared) return html`<b>${conversions(goal.after)}</b>`;
  const change = difference(goal);
  const more = change === NOTHING ? undefined : html`<small>${change}</small>`;
  return html`<span>${conversions(goal.before)} → <b>${conversions(goal.after)}</b></span>${more}`;
}

function reached({ after }: GoalAnswer): string {
  return after === undefined ? NOTHING : counted(after.reached, "hit");
}

function pages(goal: GoalAnswer, top: number): Markup {
  const lines = changeLines(goal, top);
  if (lines.length === 0) return html`<span class="note">nothing</span>`;
  const items = lines.map((line, index) =>
    item(line, otherWords(goal, lines[index - 1]?.sign !== line.sign)),
  );
  const rest = items.slice(AT_ONCE);
  const more =
    rest.length === 0
      ? undefined
      : html`<details><summary>${counted(rest.length, "more line")}</summary><ul>${rest}</ul></details>`;
  return html`<div><ul>${items.slice(0, AT_ONCE)}</ul>${more}</div>`;
}

function item({ sign, what, hits, at }: ChangeLine, other: string): Markup {
  const page = what === undefined ? html`${other}` : html`<code>${what}</code>`;
  const places = at.length === 0 ? undefined : html`<small>${placesWords(at)}</small>`;
  return html`<li class="${sign === "+" ? "began" : "ceased"}"><b>${sign}${number(hits)}</b> ${page}${places}</li>`;
}
