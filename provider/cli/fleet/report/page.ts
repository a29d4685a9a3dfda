import type { CheckedAccount, Standing } from "../../../fleet/results";
import type { Severity } from "../../../goals/diagnosis";
import { counted } from "../../../goals/text";
import { bar, chart, legend, type Plot, spoken } from "../../shared/page/charts";
import { documentOf, spokenTime } from "../../shared/page/document";
import { filters } from "../../shared/page/filters";
import { HEALTH } from "../../shared/page/health";
import { breakable, html, type Markup } from "../../shared/page/html";
import { type Counts, countsOf } from "../../shared/page/scale";
import { kindTiles, tiles } from "../../shared/page/tiles";
import { driftByField } from "../driftInWords";
import { ACCOUNT_COLUMNS, accountTable } from "./accountTable";
import { STANDING } from "./standings";

/** Accounts of one plot; the list has all. */
const MOST_ACCOUNTS = 50;

/** What the page of a fleet shows. */
export interface FleetReport {
  /** The program's name, as its Pulumi.yaml has it. */
  readonly program: string;
  /** When the accounts were checked, ISO 8601 in UTC. */
  readonly at: string;
  readonly accounts: readonly CheckedAccount[];
}

/** The whole page about a fleet: how its accounts stand, the health of their goals, drift by field, and what to do. */
export function fleetPage({ program, at, accounts }: FleetReport, version: string): string {
  const counts = countsOf(STANDING, accounts, ({ standing }) => standing);
  const all = { label: "Accounts", count: accounts.length, note: "of one program" };
  const list = accounts.length === 0 ? undefined : accountFilters(accounts, counts);
  const body = html`<header><h1>Accounts of <bdi>${program}</bdi></h1><p class="note">${counted(accounts.length, "account")}, checked <time datetime="${at}">${spokenTime(at)}</time></p></header>
<main>
${tiles([all, ...kindTiles(STANDING, counts)])}
${accounts.length === 0 ? undefined : plots(accounts, counts)}
<section class="card" id="list"><h2>Accounts, worst first</h2>${list}${accountTable(accounts)}<p class="empty" id="none" hidden>No account is like that.</p></section>
</main>
<footer class="note">Made by pulumi-msads ${version}. It shows what Microsoft Advertising and the record of the last runs said at that time; nothing was changed.</footer>`;
  return documentOf({ title: `Accounts of ${program}`, style: ACCOUNT_COLUMNS, body });
}

function accountFilters(accounts: readonly CheckedAccount[], counts: Counts<Standing>): Markup {
  const goals = [
    ...HEALTH.names.map((name) => [`health=${name}`, HEALTH.kinds[name].title.toLowerCase()] as const),
    ["health=none", "no goals"],
    ["health=unread", "not read"],
  ] as const;
  return filters({
    of: "accounts",
    count: accounts.length,
    hint: "Account, id, field, reason",
    choices: [
      { id: "health", label: "Worst goal", options: goals },
      {
        id: "drift",
        label: "Drift",
        options: [
          ["drift=yes", "some"],
          ["drift=no", "none"],
        ],
      },
    ],
    kinds: "Standing",
    scale: STANDING,
    counts,
  });
}

function plots(accounts: readonly CheckedAccount[], counts: Counts<Standing>): Markup {
  const goals = goalCounts(accounts);
  const drift = driftPlot(accounts);
  const health = healthPlot(accounts);
  return html`<section class="card whole"><h2>Accounts by standing</h2>${bar(STANDING, counts, accounts.length)}${legend(STANDING, counts)}${goals}</section>
<div class="pair">${drift.rows.length === 0 ? undefined : chart(STANDING, drift)}${health.rows.length === 0 ? undefined : chart(HEALTH, health)}</div>`;
}

/** The goals of all accounts in one bar; nothing where none was read. */
function goalCounts(accounts: readonly CheckedAccount[]): Markup | undefined {
  const read = accounts.flatMap(({ health }) => (health === undefined ? [] : [health]));
  const counts = summed(read);
  const total = totalOf(counts);
  if (total === 0) return undefined;
  return html`<h2>${counted(total, "live goal")} of ${counted(read.length, "account")} by health</h2>${bar(HEALTH, counts, total)}${legend(HEALTH, counts)}`;
}

/** Bars of accounts by the field that drifted in them. */
function driftPlot(accounts: readonly CheckedAccount[]): Plot<Standing> {
  const none = countsOf(STANDING, [], () => "clean");
  const rows = driftByField(accounts).map(({ type, path, accounts: total }) => ({
    label: path === undefined ? "gone or not comparable" : breakable(path),
    note: type,
    counts: { ...none, drifted: total },
    total,
  }));
  return { title: "Drift by field", of: "field", bars: "Accounts", totals: "Accounts", rows };
}

/** Bars of the goals of the accounts with the most goals that record nothing. */
function healthPlot(accounts: readonly CheckedAccount[]): Plot<Severity> {
  const rows = accounts
    .flatMap(({ account, health }) =>
      health === undefined || health.inactive + health.silent === 0
        ? []
        : [{ label: account.stack, note: spoken(HEALTH, health), counts: health, total: totalOf(health) }],
    )
    .sort(({ counts: one }, { counts: other }) => other.inactive - one.inactive || other.silent - one.silent)
    .slice(0, MOST_ACCOUNTS);
  const title = "Accounts with most inactive or silent goals";
  return { title, of: "account", bars: "Goals by health", totals: "Goals", rows };
}

function totalOf(counts: Counts<Severity>): number {
  return HEALTH.names.reduce((sum, name) => sum + counts[name], 0);
}

function summed(all: readonly Counts<Severity>[]): Counts<Severity> {
  const sum = (name: Severity) => all.reduce((total, counts) => total + counts[name], 0);
  return {
    inactive: sum("inactive"),
    silent: sum("silent"),
    unknown: sum("unknown"),
    ok: sum("ok"),
    paused: sum("paused"),
  };
}
