import { callError } from "../callError";
import { type MsadsError, mayBeDone } from "../errors";
import type { Scrub } from "./credentials";
import type { Node, Reading } from "./dialect";
import { isMembers, member, text } from "./nodes";
import { isWrite, type Operation } from "./operations";
import { itemErrors } from "./partialErrors";

/** What surrounds a fault. */
export interface FaultContext {
  readonly operation: Operation;
  readonly reading: Reading;
  readonly scrub: Scrub;
  /** Only where the transport gives HTTP's statuses a meaning: SOAP answers with 500 to all faults. */
  readonly httpStatus?: number;
  readonly retryAfterMs: number | undefined;
}

/** Where a transport keeps the parts of a fault. */
export interface FaultParts {
  /** AdApiFaultDetail (access, throttling) or ApiFaultDetail (validation). */
  readonly detail: Node;
  /** The entries of a list of the detail. */
  readonly entries: (list: string, name: string) => readonly Node[];
  readonly code: (text: string | undefined) => number | undefined;
  readonly trackingId: string | undefined;
  /** What is said where the detail says nothing. */
  readonly spoken: string;
}

interface ServiceError {
  readonly code: number | undefined;
  readonly symbol: string | undefined;
  readonly message: string;
  readonly details: string | undefined;
}

/** The error that a fault with a detail of the service's own means. */
export function detailError(parts: FaultParts, context: FaultContext): MsadsError {
  const { operation, reading, scrub, httpStatus = 0, retryAfterMs } = context;
  const batchErrors = itemErrors(member(parts.detail, "BatchErrors", reading), reading, scrub);
  const listed: readonly ServiceError[] = [
    ...serviceErrors(parts, "Errors", "AdApiError", context),
    ...serviceErrors(parts, "OperationErrors", "OperationError", context),
    ...batchErrors.map((error) => ({ ...error, details: error.details })),
  ];
  const [first] = listed;
  const internal = listed.length === 0 || listed.some(({ code }) => isOpen(code, httpStatus));
  return callError({
    operation,
    reason: listed.length === 0 ? parts.spoken : listed.map(sentence).join("; "),
    code: first?.code,
    symbol: first?.symbol,
    trackingId: parts.trackingId,
    items: batchErrors.length === 0 ? undefined : batchErrors,
    fieldPath: batchErrors[0]?.fieldPath,
    ...(httpStatus === 0 ? {} : { httpStatus }),
    retryAfterMs,
    // Whoever is turned away for calling too often was not heard at all.
    outcome: internal && httpStatus !== 429 && isWrite(operation) ? "unknown" : "refused",
  });
}

/** Whether something may have been done before an error came. */
function isOpen(code: number | undefined, httpStatus: number): boolean {
  return mayBeDone(code) || (code === undefined && httpStatus >= 500);
}

function serviceErrors(
  parts: FaultParts,
  list: string,
  name: string,
  context: FaultContext,
): readonly ServiceError[] {
  return parts
    .entries(list, name)
    .filter(isMembers)
    .map((entry) => ({
      code: parts.code(readText(entry, "Code", context)),
      symbol: readText(entry, "ErrorCode", context),
      message: readText(entry, "Message", context) ?? "",
      // AdApiError says Detail, OperationError says Details.
      details: readText(entry, "Detail", context) ?? readText(entry, "Details", context),
    }));
}

function sentence({ message, details, symbol }: ServiceError): string {
  const said = message === "" ? (symbol ?? "the service gave no message") : message;
  const trimmed = said.trim().replace(/\.$/, "");
  return details === undefined || details === message
    ? trimmed
    : `${trimmed}: ${details.trim().replace(/\.$/, "")}`;
}

/** A text of a fault without secrets; undefined for none, and for what is no text. */
export function readText(
  node: Node,
  name: string,
  { reading, scrub }: Pick<FaultContext, "reading" | "scrub">,
): string | undefined {
  const value = isMembers(member(node, name, reading)) ? undefined : text(node, name, reading);
  return value === undefined || value === null || value === "" ? undefined : scrub(value);
}
