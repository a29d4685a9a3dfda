import { HEALTH } from "../shared/page/health";
import { html, type Markup } from "../shared/page/html";
import { badge, mark } from "../shared/page/marks";
import { type ReportData, type ReportedGoal, tagKey, tagLabel, typeLabel } from "./reportData";

/** The widths of its columns, but for the first. */
export const GOAL_COLUMNS = `
#goals thead :nth-child(2) { width: 19.5%; } #goals thead :nth-child(3) { width: 14%; } #goals thead :nth-child(4) { width: 16%; }
#goals thead :nth-child(5) { width: 8.5%; } #goals thead :nth-child(6) { width: 14%; }
`;

/** The goals under what is wrong with them, worst first, with what to do: the words of `msads status`. */
export function goalTable({ goals, state }: ReportData): Markup {
  if (goals.length === 0) return html`<p class="empty">The account shows no conversion goals.</p>`;
  const columns = [
    "Goal",
    "Health",
    "Type",
    "UET tag",
    "Status",
    ...(state === undefined ? [] : ["In the program"]),
  ];
  const head = columns.map((name) => html`<th scope="col" role="columnheader">${name}</th>`);
  const drifted = new Set(state?.drifted.filter(({ kind }) => kind === "goal").map(({ id }) => id));
  const bodies = [...Map.groupBy(goals, ({ problem }) => problem).values()].map((group) =>
    body(group, columns, state !== undefined, drifted),
  );
  return html`<table role="table" class="rows" id="goals"><caption class="unseen">Conversion goals, worst first</caption><thead role="rowgroup"><tr role="row">${head}</tr></thead>${bodies}</table>`;
}

function body(
  group: readonly ReportedGoal[],
  columns: readonly string[],
  hasState: boolean,
  drifted: ReadonlySet<string>,
): Markup {
  const [first] = group;
  if (first === undefined) return html``;
  const todo =
    first.todo === undefined ? undefined : html`<span class="todo"><b>What to do:</b> ${first.todo}</span>`;
  const head = html`<tr class="problem ${first.severity}" role="row"><th scope="rowgroup" role="rowheader" colspan="${columns.length}">${mark(HEALTH.kinds[first.severity])}<span class="what"><span class="count" data-of="${group.length}">${group.length.toLocaleString("en")}</span> ${group.length === 1 ? "goal" : "goals"}: ${first.problem}</span>${todo}</th></tr>`;
  const rows = group.map((goal) => row(goal, columns, hasState, drifted.has(goal.id)));
  return html`<tbody role="rowgroup">${head}${rows}</tbody>`;
}

function row(goal: ReportedGoal, columns: readonly string[], hasState: boolean, isDrifted: boolean): Markup {
  const { id, name, severity, trackingStatus, tag, status, resource, unsupported } = goal;
  const cells = [
    html`${badge(HEALTH.kinds[severity])}${small(trackingStatus)}`,
    html`${typeLabel(goal)}`,
    html`<bdi>${tag === undefined ? "None" : tagLabel(goal)}</bdi>${small(tag?.trackingStatus)}`,
    html`${status ?? "Not reported"}`,
    ...(hasState ? [inProgram(resource, isDrifted)] : []),
  ];
  const written = cells.map(
    (cell, index) => html`<td role="cell" data-label="${columns[index + 1]}">${cell}</td>`,
  );
  const managed = resource === undefined ? "no" : "yes";
  return html`<tr class="row" role="row" data-kind="${severity}" data-type="${goal.type}" data-tag="${tagKey(goal)}" data-managed="${managed}" data-drifted="${isDrifted ? "yes" : "no"}"><th scope="row" role="rowheader"><bdi>${name}</bdi><small class="id">${id}</small>${small(unsupported && `Not manageable: ${unsupported}.`)}</th>${written}</tr>`;
}

function inProgram(resource: string | undefined, isDrifted: boolean): Markup {
  if (resource === undefined) return html`<span class="note">no</span>`;
  const drift = isDrifted ? html`<small class="warn">changed outside the program</small>` : undefined;
  return html`<bdi>${resource}</bdi>${drift}`;
}

function small(text: string | undefined): Markup | undefined {
  return text === undefined ? undefined : html`<small>${text}</small>`;
}
