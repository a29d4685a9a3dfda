import type { AccountRef } from "../../service/campaignManagement";
import type { AuditContent, ReadEntry } from "../../session/auditReader";
import { timeInWords } from "../shared/time";

/** The lines of a log that a restore of one account goes by. */
export interface LogAt {
  /** The account's own, in the order in which they stand. */
  readonly own: readonly ReadEntry[];
  /** Why values of that time cannot be had for sure, in sentences: lines of unknown content. */
  readonly gap: string | undefined;
}

/**
 * The account's own lines, those up to a time before those after it. Throws an Error where the log does not reach back to that time, and where
 * its clock went back over it, so that nobody can tell what was before it.
 */
export function logAt(content: AuditContent, ref: AccountRef, at: Date): LogAt {
  const own = ownEntries(content, ref);
  const isLate = ({ time }: ReadEntry) => Date.parse(time) > at.getTime();
  const next = own.findIndex(isLate);
  const before = next < 0 ? own : own.slice(0, next);
  const early = own.slice(before.length).filter((entry) => !isLate(entry));
  if (early.length > 0) throw new Error(turnedBack(own, early, at));
  const last = before.at(-1);
  if (last === undefined)
    throw new Error(
      `the audit log knows ${placeOf(ref)} from ${timeInWords(own[0]?.time ?? at)} on; ${timeInWords(at)} is before that`,
    );
  return { own, gap: gapAfter(content, own, last.line, at) };
}

/** How many lines are named. */
const NAMED = 3;

/** What lines since that time may have told: what the next ones have found is then perhaps not what was. */
function gapAfter(
  { unreadable, texts }: AuditContent,
  own: readonly ReadEntry[],
  last: number,
  at: Date,
): string | undefined {
  const old = texts
    .filter(({ time }) => Date.parse(time) > at.getTime())
    .map(({ line }) => ({ line, why: "is of an earlier version, which holds no values" }));
  const gaps = [...unreadable.filter(({ isTorn }) => !isTorn), ...old]
    .filter(({ line }) => line > last)
    .sort((one, other) => one.line - other.line);
  if (gaps.length === 0) return undefined;
  const named = gaps.slice(0, NAMED).map(({ line, why }) => `line ${line} ${why}`);
  const more = gaps.length > NAMED ? `; and so on, ${gaps.length} lines` : "";
  const after = own.find(({ line }) => line > (gaps.at(-1)?.line ?? 0));
  const wayOut = after === undefined ? "Add" : `Name a time from ${timeInWords(after.time)} on, or add`;
  return `The audit log has lines since that time that do not tell what they changed: ${named.join("; ")}${more}. So values from before them may be wrong. ${wayOut} --skip-unreadable to restore nevertheless.`;
}

function ownEntries(
  { entries, texts }: AuditContent,
  { customerId, accountId }: AccountRef,
): readonly ReadEntry[] {
  const own = entries.filter((entry) => entry.customerId === customerId && entry.accountId === accountId);
  if (own.length > 0) return own;
  const others = [...new Set(entries.map((entry) => `${entry.customerId}/${entry.accountId}`))].sort();
  const old = texts.length > 0 ? " It has lines of an earlier version, which hold no values." : "";
  const known = others.length > 0 ? ` It knows ${others.join(", ")} (customer/account).` : "";
  const place = placeOf({ customerId, accountId });
  throw new Error(`the audit log does not tell of any change to ${place}.${known}${old}`);
}

function placeOf({ customerId, accountId }: AccountRef): string {
  return `account ${accountId} of customer ${customerId}`;
}

/** Some lines behind one that is late are early. */
function turnedBack(own: readonly ReadEntry[], early: readonly ReadEntry[], at: Date): string {
  const times = (entries: readonly ReadEntry[]) => entries.map(({ time }) => Date.parse(time));
  const [turn] = early;
  const end = own.findLastIndex((entry) => early.includes(entry));
  const until = new Date(times(own.slice(0, end)).reduce((a, b) => Math.max(a, b)));
  const from = new Date(times(early).reduce((a, b) => Math.min(a, b)));
  return `the clock of the audit log went back before line ${turn?.line}: ${timeInWords(at)} stands in it twice, so nobody can tell which lines are before it. Name a time before ${timeInWords(from)}, or ${timeInWords(until)} or later`;
}
