import { groupedChanges, groupWords } from "../../fleet/grouped";
import type { CheckedAccount, RanAccount } from "../../fleet/results";
import { counted } from "../../goals/text";
import { harmless } from "../shared/columns";
import { wrap } from "../shared/terminal";
import { WIDTH } from "./accountLine";
import { blocksOf } from "./blocks";
import { driftByField, driftInWords } from "./driftInWords";
import { byKind, RUN_KINDS, type RunOp, runKindOf, SAID_OF_STANDING, STANDINGS, saidOfRun } from "./words";

/** Differences that are said of one account. */
const MOST_DIFFERENCES = 4;
/** Fields that the sum of all drift names. */
const MOST_FIELDS = 10;
/** Changes of runs, identical ones counted once. */
const MOST_CHANGES = 30;

/** What a check found, for people: accounts by standing, worst first, drift by field, and a line that sums up. */
export function checkTable(accounts: readonly CheckedAccount[], color: boolean): string {
  const kinds = byKind(STANDINGS, accounts, ({ standing }) => standing);
  const blocks = blocksOf(
    kinds.map(([kind, things]) => ({ said: SAID_OF_STANDING[kind], things })),
    { stackOf: ({ account }) => account.stack, textsOf: foundInWords, color },
  );
  return text([...blocks, ...fieldsBlock(accounts), checkSummary(accounts)]);
}

function foundInWords({ standing, reason, drift }: CheckedAccount): readonly string[] {
  const why = reason === undefined || (standing === "drifted" && drift.length > 0) ? [] : [reason];
  return [...why, ...driftInWords(drift, MOST_DIFFERENCES)];
}

/** What drifted in more than one account, by field. */
function fieldsBlock(accounts: readonly CheckedAccount[]): readonly string[] {
  const fields = driftByField(accounts).filter(({ accounts: many }) => many > 1);
  if (fields.length === 0) return [];
  const width = counted(fields[0]?.accounts ?? 0, "account").length;
  const lines = fields
    .slice(0, MOST_FIELDS)
    .flatMap(({ type, path, accounts: many }) =>
      wrap(
        harmless(
          `  ${counted(many, "account").padStart(width)}  ${type} ${path ?? "gone or not comparable"}`,
        ),
        WIDTH,
        true,
      ),
    );
  const more = fields.length - MOST_FIELDS;
  return [
    ["Drift by field", ...lines, ...(more > 0 ? [`  and ${more} more fields: --json`] : [])].join("\n"),
  ];
}

/** "1,000 accounts: 3 unreachable, 2 unknown, 12 changed, 40 drifted, 943 as applied". */
export function checkSummary(accounts: readonly CheckedAccount[]): string {
  const kinds = byKind(STANDINGS, accounts, ({ standing }) => standing);
  return summary(kinds.map(([kind, { length }]) => [length, SAID_OF_STANDING[kind].word]));
}

/** What became of runs, for people: worst first, with each one's message; then their changes, identical ones summed up. */
export function runTable(op: RunOp, ran: readonly RanAccount[], color: boolean): string {
  const kinds = byKind(RUN_KINDS, ran, runKindOf);
  const blocks = blocksOf(
    kinds.map(([kind, things]) => ({ said: saidOfRun(op, kind), things })),
    {
      stackOf: ({ account }) => account.stack,
      textsOf: ({ message }) => (message === undefined || message.trim() === "" ? [] : [message.trim()]),
      color,
    },
  );
  return text([...blocks, ...changesBlock(op, ran), runSummary(op, ran)]);
}

function changesBlock(op: RunOp, ran: readonly RanAccount[]): readonly string[] {
  const groups = groupedChanges(ran);
  if (groups.length === 0) return [];
  const lines = groups
    .slice(0, MOST_CHANGES)
    .flatMap((group) => wrap(harmless(`  ${groupWords(group)}`), WIDTH, true));
  return [
    [
      op === "up" ? "Changes applied" : "Changes that a run would make",
      ...lines,
      ...moreLine(groups.length - MOST_CHANGES, "changes"),
    ].join("\n"),
  ];
}

function moreLine(count: number, things: string): readonly string[] {
  return count > 0 ? [`  and ${count.toLocaleString("en")} more ${things}: --json lists all`] : [];
}

/** "200 accounts: 2 failed, 1 locked, 20 applied, 177 without changes". */
export function runSummary(op: RunOp, ran: readonly RanAccount[]): string {
  const kinds = byKind(RUN_KINDS, ran, runKindOf);
  return summary(kinds.map(([kind, { length }]) => [length, saidOfRun(op, kind).word]));
}

function summary(counts: readonly (readonly [number, string])[]): string {
  const said = counts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count.toLocaleString("en")} ${word}`);
  const total = counts.reduce((sum, [count]) => sum + count, 0);
  return [counted(total, "account"), said.join(", ")].filter((part) => part !== "").join(": ");
}

function text(parts: readonly string[]): string {
  return `${parts.join("\n\n")}\n`;
}
