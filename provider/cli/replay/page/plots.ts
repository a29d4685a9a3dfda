import type { GoalAnswer } from "../../../replay/answer";
import { type BarRow, chart, legend } from "../../shared/page/charts";
import { html, type Markup } from "../../shared/page/html";
import type { ShownGoal } from "../show/kinds";
import { conversions, number } from "../show/words";
import { CHANGES, SIDES } from "./scales";

/** Goals of one plot; the list has all. */
const MOST_GOALS = 50;

/** Conversions of both sides by goal, and how many hits began and ceased to count. */
export function plots(shown: readonly ShownGoal[], isCompared: boolean): Markup {
  const counted = shown
    .map(({ goal }) => goal)
    .filter(({ before, after }) => before !== undefined || after !== undefined);
  if (counted.length === 0) return html``;
  const changed = counted.filter(({ began, ceased }) => began.length + ceased.length > 0);
  return html`<div class="pair">${isCompared ? compared(counted) : alone(counted)}${changed.length === 0 ? undefined : changes(changed)}</div>`;
}

const ABOUT = { of: "goal", totals: "Conversions" };

function alone(goals: readonly GoalAnswer[]): Markup {
  const rows = goals.map((goal) => ({
    label: goal.name,
    counts: { before: 0, after: after(goal) },
    total: after(goal),
  }));
  const sorted = rows.sort((one, other) => other.total - one.total).slice(0, MOST_GOALS);
  return chart(SIDES, { ...ABOUT, title: "Conversions by goal", bars: "Conversions", rows: sorted });
}

function compared(goals: readonly GoalAnswer[]): Markup {
  const rows = goals.slice(0, MOST_GOALS).map(
    (goal): BarRow<"before" | "after"> => ({
      label: goal.name,
      note: `before ${conversions(goal.before)}`,
      above: { before: goal.before?.conversions ?? 0, after: 0 },
      counts: { before: 0, after: after(goal) },
      total: after(goal),
    }),
  );
  const plot = chart(SIDES, { ...ABOUT, title: "Conversions before and after", bars: "Before, after", rows });
  return html`<div>${plot}${legend(SIDES, { before: 1, after: 1 })}</div>`;
}

function changes(goals: readonly GoalAnswer[]): Markup {
  const rows = goals
    .map((goal) => {
      const counts = {
        began: hitsOf(goal.began, goal.beganMore),
        ceased: hitsOf(goal.ceased, goal.ceasedMore),
      };
      return {
        label: goal.name,
        note: `−${number(counts.ceased)} +${number(counts.began)}`,
        counts,
        total: counts.began + counts.ceased,
      };
    })
    .sort((one, other) => other.total - one.total)
    .slice(0, MOST_GOALS);
  const plot = chart(CHANGES, {
    of: "goal",
    totals: "Hits",
    title: "Hits that began or ceased to count",
    bars: "Ceased, began",
    rows,
  });
  return html`<div>${plot}${legend(CHANGES, { began: 1, ceased: 1 })}</div>`;
}

function after(goal: GoalAnswer): number {
  return goal.after?.conversions ?? 0;
}

function hitsOf(changed: GoalAnswer["began"], more: number): number {
  return changed.reduce((sum, { hits }) => sum + hits, more);
}
