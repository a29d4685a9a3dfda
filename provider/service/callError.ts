import type { ItemError } from "./campaignManagement";
import { MsadsError, type Outcome } from "./errors";
import { hintFor } from "./hints";
import { isWrite } from "./wire/operations";

/** What is known of a failed call; the message is made of it. */
export interface FailedCall {
  readonly operation: string;
  /** What the service said, or what happened on the way to it. */
  readonly reason: string;
  readonly outcome: Outcome;
  readonly code?: number | undefined;
  readonly symbol?: string | undefined;
  readonly trackingId?: string | undefined;
  readonly fieldPath?: string | undefined;
  readonly items?: readonly ItemError[] | undefined;
  readonly httpStatus?: number | undefined;
  readonly retryAfterMs?: number | undefined;
}

/** "UpdateConversionGoals failed: <reason> (117 CallRateExceeded, TrackingId …). <hint>" as an error. */
export function callError(failure: FailedCall): MsadsError {
  const { operation, outcome, code, symbol, trackingId } = failure;
  const hint = hintFor(code, symbol);
  const reason = failure.reason.trim().replace(/[.\s]+$/, "");
  const names = [code, symbol].filter((part) => part !== undefined).join(" ");
  const facts = [names, trackingId === undefined ? "" : `TrackingId ${trackingId}`].filter(
    (fact) => fact !== "",
  );
  const known = facts.length === 0 ? "" : ` (${facts.join(", ")})`;
  const unsure = outcome === "unknown" ? " It is unknown whether it was done." : "";
  return new MsadsError(
    `${operation} failed: ${reason}${known}.${isWrite(operation) ? unsure : ""}${hint === undefined ? "" : ` ${hint}`}`,
    { operation, outcome, ...present({ ...failure, hint }) },
  );
}

function present(
  fields: Omit<FailedCall, "operation" | "reason" | "outcome"> & { readonly hint: string | undefined },
) {
  const { code, symbol, trackingId, fieldPath, items, httpStatus, retryAfterMs, hint } = fields;
  return {
    ...(code === undefined ? {} : { code }),
    ...(symbol === undefined ? {} : { symbol }),
    ...(trackingId === undefined ? {} : { trackingId }),
    ...(fieldPath === undefined ? {} : { fieldPath }),
    ...(items === undefined ? {} : { items }),
    ...(httpStatus === undefined ? {} : { httpStatus }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(hint === undefined ? {} : { hint }),
  };
}
