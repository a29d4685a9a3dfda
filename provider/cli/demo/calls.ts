import type { Call } from "../../emulator";
import { counted } from "../../goals/text";
import { isWrite } from "../../service/wire/operations";

/** What one run asked of the service. */
export interface Traffic {
  readonly calls: readonly Call[];
  readonly writes: readonly Call[];
  /** Goals and tags that were written, each as often as it was sent. */
  readonly goalsWritten: number;
  readonly tagsWritten: number;
}

export function trafficOf(calls: readonly Call[]): Traffic {
  const writes = calls.filter(({ operation }) => operation !== undefined && isWrite(operation));
  const items = (what: RegExp) =>
    writes.filter((call) => what.test(call.operation ?? "")).reduce((sum, call) => sum + call.items, 0);
  return { calls, writes, goalsWritten: items(/Goals$/), tagsWritten: items(/Tags$/) };
}

/** Calls of one operation: how many, and of how many things each; a read of all counts as 0. */
export function callsOf(traffic: Traffic, operation: string): readonly number[] {
  return traffic.calls.filter((call) => call.operation === operation).map((call) => call.items);
}

/** The calls in a few lines, one for each operation. */
export function describeCalls(traffic: Traffic): readonly string[] {
  const operations = [...new Set(traffic.calls.map((call) => call.operation ?? "unreadable"))];
  const lines = operations.map((operation) => {
    const items = callsOf(traffic, operation);
    return `${operation.padEnd(26)}${counted(items.length, "call").padEnd(9)}${whatOf(operation, items)}`;
  });
  return lines.length === 0 ? ["none"] : lines;
}

function whatOf(operation: string, items: readonly number[]): string {
  const thing = nounOf(operation);
  const isRead = operation.startsWith("Get");
  const amount = (count: number) => (isRead && count === 0 ? `all ${thing}s` : counted(count, thing));
  return `${isRead ? "read" : "write"}: ${items.map(amount).join(" + ")}`;
}

function nounOf(operation: string): string {
  if (operation.endsWith("AccountProperties")) return "account setting";
  return operation.includes("Goals") ? "goal" : "tag";
}
