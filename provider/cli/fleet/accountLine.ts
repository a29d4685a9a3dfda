import type { CheckedAccount, RanAccount } from "../../fleet/results";
import { counted } from "../../goals/text";
import { cut, harmless, widthOf } from "../shared/columns";
import { driftInWords } from "./driftInWords";
import { type RunOp, runKindOf, SAID_OF_STANDING, type Said, saidOfRun } from "./words";

/** No line is longer. */
export const WIDTH = 100;
const LONGEST_STACK = 40;

/**
 * What a check found of an account, in one line: `≠ drifted          shop-42  UrlGoal "order": revenue.value is 25, wanted 30`.
 * Mark and word stand in the same columns in every line.
 */
export function checkedLine({ account, standing, reason, drift }: CheckedAccount): string {
  const found = drift.length > 0 ? driftInWords(drift, 2).join(" ") : undefined;
  const why = standing === "drifted" ? (found ?? reason) : (reason ?? found);
  return line(SAID_OF_STANDING[standing], account.stack, why ?? "");
}

/** What became of a run, in one line: `✗ failed           acme  6 s  The service refused ...`. */
export function ranLine(op: RunOp, ran: RanAccount): string {
  const { account, changes, message, tookMs } = ran;
  const kind = runKindOf(ran);
  const what = kind === "changed" ? counted(changes.length, "change") : (firstLine(message) ?? "");
  const took = kind === "skipped" ? "" : `${timeInWords(tookMs)}  `;
  return line(saidOfRun(op, kind), account.stack, `${took}${what}`);
}

/** As long as the longest word, "without changes". */
const WORD = 15;

function line({ mark, word }: Said, stack: string, what: string): string {
  const start = `${mark} ${word.padEnd(WORD)}  ${cut(harmless(stack), LONGEST_STACK)}  `;
  return `${start}${cut(harmless(what), WIDTH - widthOf(start))}`.trimEnd();
}

function firstLine(text: string | undefined): string | undefined {
  return text?.split("\n").find((each) => each.trim() !== "");
}

/** "6 s", "2 min", "1 h 5 min". */
export function timeInWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
