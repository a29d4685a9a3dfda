import type { AccountRef, WriteResult } from "../../service/campaignManagement";
import type { MsadsError } from "../../service/errors";

interface Audited {
  readonly name: string;
}

/** An audit of one account: each line begins with it, since one log may be that of many accounts. */
export function auditOf(
  { customerId, accountId }: AccountRef,
  audit: (line: string) => void,
): (line: string) => void {
  return (line) => audit(`account ${accountId} (customer ${customerId}): ${line}`);
}

/** What was written, and in a line of its own what was refused of the same call. */
export function doneLines(
  operation: string,
  noun: string,
  steps: readonly Audited[],
  { items, trackingId }: Pick<WriteResult<unknown>, "items" | "trackingId">,
): readonly string[] {
  const isDone = (_: unknown, index: number) => items[index]?.ok === true;
  const done = steps.filter(isDone);
  const refused = steps.filter((step, index) => !isDone(step, index));
  return [
    ...(done.length === 0 ? [] : [line(operation, noun, done, trackingId)]),
    ...(refused.length === 0 ? [] : [line(operation, noun, refused, trackingId, "refused")]),
  ];
}

/** A call that failed as a whole. */
export function failedLine(
  operation: string,
  noun: string,
  steps: readonly Audited[],
  { outcome, symbol, trackingId }: MsadsError,
): string {
  const failure = outcome === "unknown" ? "outcome unknown" : (symbol ?? outcome);
  return line(operation, noun, steps, trackingId, failure);
}

function line(
  operation: string,
  noun: string,
  steps: readonly Audited[],
  trackingId: string | undefined,
  failure?: string,
): string {
  const names = steps.map(({ name }) => JSON.stringify(name)).join(", ");
  const end = failure === undefined ? "" : ` failed: ${failure}`;
  return `${operation} of ${steps.length} ${noun}(s)${end}: ${names} (TrackingId ${trackingId ?? "none"})`;
}
