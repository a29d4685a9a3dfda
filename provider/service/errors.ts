import type { ItemError } from "./campaignManagement";

/**
 * What is known of a call that failed.
 * - refused: the service said no; nothing was done.
 * - unreachable: the call never got to the service; nothing was done.
 * - unknown: it may have been done (time-out, reset, an answer without a result).
 */
export type Outcome = "refused" | "unreachable" | "unknown";

/** Whether something may have been done before an error of this code came. Microsoft: InternalError, ApiExecutionError. */
export function mayBeDone(code: number | undefined): boolean {
  return code === 0 || code === 202;
}

/** What is known of an error beside its message. */
export interface MsadsErrorFields {
  /** The service's code, like 117; undefined where the failure is not the service's word. */
  readonly code?: number;
  /** The service's symbol, like "CallRateExceeded", or a transport's, like "ECONNREFUSED". */
  readonly symbol?: string;
  readonly operation?: string;
  readonly outcome: Outcome;
  readonly trackingId?: string;
  readonly fieldPath?: string;
  /** What to do about it. */
  readonly hint?: string;
  readonly items?: readonly ItemError[];
  /** The HTTP status of the answer, where it says more than the service's own fault. */
  readonly httpStatus?: number;
  /** How long the service asks to be left alone, in milliseconds. HTTP: Retry-After. */
  readonly retryAfterMs?: number;
}

/** The same error with the items that it names under other indexes. */
export function withItems(error: MsadsError, items: readonly ItemError[]): MsadsError {
  const { message, outcome } = error;
  const known = Object.entries(error).filter(([, value]) => value !== undefined);
  return new MsadsError(message, { ...Object.fromEntries(known), outcome, items });
}

/** An error of the service or on the way to it. Its message says what failed, what the service said, and what to do; never a secret. */
export class MsadsError extends Error {
  override readonly name = "MsadsError";
  readonly code: number | undefined;
  readonly symbol: string | undefined;
  readonly operation: string | undefined;
  readonly outcome: Outcome;
  readonly trackingId: string | undefined;
  readonly fieldPath: string | undefined;
  readonly hint: string | undefined;
  readonly items: readonly ItemError[];
  readonly httpStatus: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, fields: MsadsErrorFields) {
    super(message);
    this.code = fields.code;
    this.symbol = fields.symbol;
    this.operation = fields.operation;
    this.outcome = fields.outcome;
    this.trackingId = fields.trackingId;
    this.fieldPath = fields.fieldPath;
    this.hint = fields.hint;
    this.items = fields.items ?? [];
    this.httpStatus = fields.httpStatus;
    this.retryAfterMs = fields.retryAfterMs;
    // The engine prints stacks of some errors twice; a stack of our own code tells a user nothing.
    this.stack = `${this.name}: ${message}`;
  }
}
