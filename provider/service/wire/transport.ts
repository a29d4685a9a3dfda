import type { ApiVersion } from "../../goals/field";
import type { AccountRef } from "../campaignManagement";
import { MsadsError } from "../errors";
import { RETRY_BUDGET_MS } from "../retryBudget";
import type { Credentials, Scrub } from "./credentials";
import type { Dialect, Members, Node } from "./dialect";
import { isWrite, type Operation } from "./operations";

/** What the calls of one account need, on every transport. */
export interface CallOptions {
  /** Undefined of calls that are about no one account: then no ids are in the headers. */
  readonly account: AccountRef | undefined;
  /** Asked at each call, so that a renewed token is used at once. */
  readonly credentials: () => Promise<Credentials>;
  readonly fetch: typeof fetch;
  /** How long a call may take now, answer included. Milliseconds. */
  readonly timeLimit: TimeLimit;
}

export type TimeLimit = (operation: Operation) => number;

/** How long a write may take, answer included: its outcome is worth waiting for. Milliseconds. */
export const WRITE_MS = 60_000;

/** The limit that options name, for every call; else that of writes, and for reads the whole patience with a service that does not answer. */
export function timeLimitOf(given: number | TimeLimit | undefined): TimeLimit {
  if (typeof given === "function") return given;
  return (operation) => given ?? (isWrite(operation) ? WRITE_MS : RETRY_BUDGET_MS);
}

/** What the service answered to a call that did not fail as a whole. */
export interface Answered {
  readonly result: Node;
  readonly trackingId: string | undefined;
  /** For texts of errors. */
  readonly scrub: Scrub;
}

/** A transport as reads and writes of one account use it. */
export interface Transport extends Carrier {
  readonly account: AccountRef;
  readonly version: ApiVersion;
}

/** A transport as calls use it that are about no one account. */
export interface Carrier {
  readonly dialect: Dialect;
  /** One call. Throws an MsadsError when the call failed as a whole. */
  readonly call: (operation: Operation, members: Members) => Promise<Answered>;
  /** Reads an answer; what is wrong with it becomes an MsadsError with the answer's TrackingId. */
  readonly reading: <T>(operation: Operation, trackingId: string | undefined, read: () => T) => T;
}

/** An id as headers carry it. Throws an MsadsError (nothing was sent) for what is no number. */
export function headerId(value: string, what: string, operation: Operation): string {
  if (/^[0-9]{1,19}$/.test(value)) return value;
  throw new MsadsError(
    `${operation} was not sent: the ${what} must be a number, as the web address of Microsoft Advertising shows it.`,
    { operation, outcome: "unreachable", symbol: "NotSent" },
  );
}
