import { counted } from "../../../goals/text";
import type { ReplayAnswer } from "../../../replay/answer";
import type { TrafficSource } from "../../../replay/traffic";
import { documentOf } from "../../shared/page/document";
import { filters } from "../../shared/page/filters";
import { html, type Markup } from "../../shared/page/html";
import { countsOf } from "../../shared/page/scale";
import { kindTiles, tiles } from "../../shared/page/tiles";
import { type ShownGoal, shownGoals } from "../show/kinds";
import {
  type Attention,
  assumedRules,
  attention,
  skippedWords,
  sourceWords,
  titleOf,
  trafficWords,
} from "../show/words";
import { GOAL_COLUMNS, goalTable } from "./goalTable";
import { plots } from "./plots";
import { GOALS } from "./scales";

const MOST_NAMES = 10;
const STYLE = `${GOAL_COLUMNS}
.plot + .legend { margin: 10px 4px 0; }
.facts { margin: 0; padding: 0; list-style: none; font-size: 14px; }
.facts summary { color: var(--link); cursor: pointer; font-size: 13px; }
.facts > li { padding: 7px 0; border-top: 1px solid var(--line); }
.facts > li:first-child { border-top: 0; padding-top: 0; }
`;

/** The whole page about a replay, which shows nothing of a hit but what the answer does. */
export function replayPage(answer: ReplayAnswer, top: number, version: string): string {
  const shown = shownGoals(answer);
  const isCompared = answer.before !== undefined;
  const body = html`<header><h1>Conversions: <bdi>${titleOf(answer)}</bdi></h1><p class="note">Counted over ${trafficWords(answer)}</p></header>
<main>
${numbers(shown)}
${plots(shown, isCompared)}
<section class="card" id="list"><h2>Goals, worst first</h2>${shown.length === 0 ? undefined : choices(shown)}${goalTable(shown, isCompared, top)}<p class="empty" id="none" hidden>No goal is like that.</p></section>
${facts("Needs attention", attention(answer).map(attentionItem))}
${facts("What was read", readItems(answer))}
${facts(
  "What could not be counted",
  answer.notCounted.map((words) => html`<li>${words}</li>`),
)}
${facts("Assumed, since Microsoft does not document it", ruleItems(answer))}
</main>
<footer class="note">Made by pulumi-msads ${version} from recorded traffic; nothing was changed. Addresses are shown without query and fragment, and {…} stands for what may be personal.</footer>`;
  return documentOf({ title: `Conversions: ${titleOf(answer)}`, style: STYLE, body });
}

function numbers(shown: readonly ShownGoal[]): Markup {
  const counts = countsOf(GOALS, shown, ({ kind }) => kind);
  const all = { label: "Goals", count: shown.length, note: "in all" };
  return tiles([all, ...kindTiles(GOALS, counts).filter(({ count }) => count > 0)]);
}

function choices(shown: readonly ShownGoal[]): Markup {
  const types = [...new Set(shown.map(({ goal }) => goal.type))].sort();
  return filters({
    of: "goals",
    count: shown.length,
    hint: "Name, id, page",
    choices: [
      {
        id: "type",
        label: "Type",
        options: types.map((type) => [`type=${type}`, type === "" ? "not known" : type] as const),
      },
      {
        id: "todo",
        label: "Attention",
        options: [
          ["todo=yes", "needed"],
          ["todo=no", "not needed"],
        ],
      },
    ],
    kinds: "Conversions",
    scale: GOALS,
    counts: countsOf(GOALS, shown, ({ kind }) => kind),
  });
}

function facts(title: string, items: readonly Markup[]): Markup | undefined {
  return items.length === 0
    ? undefined
    : html`<section class="card"><h2>${title}</h2><ul class="facts">${items}</ul></section>`;
}

function attentionItem({ goals, words }: Attention): Markup {
  const names = goals.map((name, index) => html`${index === 0 ? "" : ", "}<bdi>${name}</bdi>`);
  const rest = names.slice(MOST_NAMES);
  const more =
    rest.length === 0
      ? undefined
      : html`<details><summary>${counted(rest.length, "more goal")}</summary><small>${rest}</small></details>`;
  return html`<li><b>${names.slice(0, MOST_NAMES)}</b>: ${words}${more}</li>`;
}

function readItems({ traffic }: ReplayAnswer): readonly Markup[] {
  const late =
    traffic.outOfOrder === 0
      ? []
      : [html`<li>${counted(traffic.outOfOrder, "hit")} out of the order of time</li>`];
  return [
    ...traffic.sources.map(sourceItem),
    ...late,
    ...traffic.assumed.map((words) => html`<li>${words}</li>`),
  ];
}

function sourceItem(source: TrafficSource): Markup {
  const skipped = source.skipped.map(
    (each) => html`<small${each.broken ? html` class="warn"` : undefined}>${skippedWords(each)}</small>`,
  );
  return html`<li><bdi>${source.file}</bdi>, ${sourceWords(source)}${skipped}</li>`;
}

function ruleItems(answer: ReplayAnswer): readonly Markup[] {
  return assumedRules(answer).map(
    ({ rule, says, source }) => html`<li>${says}<small>${rule}: ${source}</small></li>`,
  );
}
