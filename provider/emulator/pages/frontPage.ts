import { linkedGoals } from "../campaign/found";
import type { Call } from "../http/calls";
import type { Context } from "../operations/context";
import type { Account, StoredCampaign, StoredGoal, StoredTag } from "../store/types";
import { tagVisible } from "../tag/visible";
import { goalStatus, tagStatus } from "../tracking/status";
import { callFacts } from "./callFacts";
import { docNames } from "./docs";
import { html, Markup } from "./html";
import { waysIn } from "./waysIn";

/** So many rows of each table; JSON has them all. */
const MOST_ROWS = 200;
const MOST_CALLS = 50;

const STYLE =
  new Markup(`:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}th,td{text-align:left;padding:.2rem .8rem .2rem 0;border-bottom:1px solid #8884;vertical-align:top;overflow-wrap:anywhere}
pre{background:#8881;padding:.8rem;overflow-x:auto}code{font-family:ui-monospace,monospace}`);

/** What runs here: the accounts with their tags and goals, the last calls, and where more is said. */
export function frontPage(context: Context, calls: readonly Call[], url: string): string {
  const { accounts } = context.store;
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Emulator of Microsoft Advertising</title><style>${STYLE}</style></head><body>
<h1>Emulator of Microsoft Advertising</h1>
<p>A stand-in for Microsoft's service, on this machine: UET tags and conversion goals. In the folder of a Pulumi program:</p>
<pre><code>${waysIn(url).map(
    (way) => html`${way}
`,
  )}</code></pre>
${accounts.map((account) => accountPart(context, account))}
<h2>Last calls</h2>
${callTable(calls)}
<h2>More</h2>
<p>As JSON: ${links(["store", "calls", "hits", "conversions", "rules", "settings"], (name) => `/admin/${name}`)}</p>
<p>Guides: ${links(docNames(), (name) => `/docs/${name}`)}</p>
</body></html>
`;
  return page.text;
}

function accountPart(context: Context, account: Account): Markup {
  const tags = context.store.tags.filter((tag) => tagVisible(context, account.customerId, tag));
  const goals = context.store.goals.filter((goal) => goal.accountId === account.id && !goal.deleted);
  const campaigns = context.store.campaigns.filter(({ accountId }) => accountId === account.id);
  return html`<h2>Account ${account.id}</h2>
<p>Customer ${account.customerId}, ${account.currency}, auto-tagging ${account.autoTagging ? "on" : "off"}.</p>
${table(["Tag", "Id", "Status"], tags, (tag) => tagCells(context, tag), "No tags yet.")}
${table(["Goal", "Id", "Type", "Status", "Tracking", "Conversions", "Tag"], goals, (goal) => goalCells(context, goal), "No goals yet.")}
${campaigns.length === 0 ? undefined : table(["Campaign", "Id", "Type", "Status", "Goals"], campaigns, (each) => campaignCells(context, each), "")}`;
}

function campaignCells(context: Context, campaign: StoredCampaign): readonly string[] {
  const { name, id, campaignType, status } = campaign;
  return [name, id, campaignType, status, linkedGoals(context, campaign).join(", ") || "of the account"];
}

function tagCells(context: Context, tag: StoredTag): readonly string[] {
  return [tag.fields.Name ?? "", tag.id, tagStatus(context, tag)];
}

function goalCells(context: Context, goal: StoredGoal): readonly string[] {
  const { Name = "", Status = "", TagId = "" } = goal.fields;
  const tracking = goalStatus(context, goal, true) ?? "";
  return [Name, goal.id, goal.otherType ?? goal.kind, Status, tracking, String(goal.conversions), TagId];
}

function callTable(calls: readonly Call[]): Markup {
  const last = calls.slice(-MOST_CALLS).reverse();
  const cells = (call: Call) => {
    const { time, operation, items, result, took } = callFacts(call);
    return [time, operation, items, result, took];
  };
  return table(["Time", "Operation", "Of", "Result", "Took"], last, cells, "No calls yet.");
}

function table<Row>(
  heads: readonly string[],
  rows: readonly Row[],
  cells: (row: Row) => readonly string[],
  none: string,
): Markup {
  if (rows.length === 0) return html`<p>${none}</p>`;
  const more = rows.length - MOST_ROWS;
  return html`<table><thead><tr>${heads.map((head) => html`<th>${head}</th>`)}</tr></thead><tbody>
${rows.slice(0, MOST_ROWS).map((row) => html`<tr>${cells(row).map((cell) => html`<td>${cell}</td>`)}</tr>\n`)}</tbody></table>
${more > 0 ? html`<p>And ${more} more: <a href="/admin/store">all of them as JSON</a>.</p>` : undefined}`;
}

function links(names: readonly string[], addressOf: (name: string) => string): readonly Markup[] {
  return names.map((name) => html`<a href="${addressOf(name)}">${name}</a> `);
}
