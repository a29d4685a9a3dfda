import type { Call } from "../http/calls";
import type { OperationName } from "../schema/operations";

/** A call in words, as the terminal and the page show it. Nothing in it was written by the caller. */
export interface CallFacts {
  /** By the machine's clock, in its time zone: 09:41:05. */
  readonly time: string;
  readonly operation: string;
  readonly items: string;
  readonly result: string;
  readonly took: string;
  readonly isFine: boolean;
}

export function callFacts(call: Call): CallFacts {
  return {
    time: new Date(call.startedAt).toTimeString().slice(0, 8),
    operation: call.operation ?? "unreadable",
    items: itemsOf(call),
    result: resultOf(call),
    took: `${call.endedAt - call.startedAt} ms`,
    isFine: call.outcome === "ok",
  };
}

function itemsOf({ operation, items }: Call): string {
  if (operation === undefined) return "";
  const [one, many] = thingOf(operation);
  if (items === 0 && operation.startsWith("Get")) return `all ${many}`;
  return `${items} ${items === 1 ? one : many}`;
}

function thingOf(operation: OperationName): readonly [string, string] {
  if (operation.includes("AccountProperties")) return ["property", "properties"];
  if (operation.includes("CampaignConversionGoals")) return ["link", "links"];
  if (operation.includes("Campaigns")) return ["campaign", "campaigns"];
  return operation.includes("UetTags") ? ["tag", "tags"] : ["goal", "goals"];
}

function resultOf({ outcome, codes, status }: Call): string {
  if (outcome === "ok") return "ok";
  if (outcome === "dropped") return "connection dropped";
  const why = codes.length > 0 ? [...new Set(codes)].join(", ") : `HTTP ${status}`;
  if (outcome === "partial") return `${codes.length} refused: ${why}`;
  return outcome === "empty" ? `empty answer, HTTP ${status}` : `refused: ${why}`;
}
