import type { MsadsError } from "../errors";
import { failed } from "../failure";
import type { Cures } from "./cures";
import { isWrite, type Operation } from "./names";
import { isMembers, member, type Node, text } from "./nodes";
import { itemErrors, type Scrub } from "./partialErrors";

interface ServiceError {
  readonly code: number | undefined;
  readonly symbol: string | undefined;
  readonly message: string;
  readonly details: string | undefined;
}

/** What surrounds a fault. */
export interface FaultContext {
  readonly operation: Operation;
  readonly cures: Cures;
  readonly scrub: Scrub;
  readonly retryAfterMs: number | undefined;
}

/**
 * The error that a SOAP fault means: AdApiFaultDetail (access, throttling), ApiFaultDetail (validation), or the
 * ExceptionDetail of WCF. In a fault nothing is typed: codes are text, one error is an object, several are an array.
 */
export function faultError(envelope: Node, context: FaultContext): MsadsError {
  const { cures, scrub } = context;
  const fault = member(member(envelope, "Body", cures), "Fault", cures);
  const detail = member(fault, "detail", cures);
  const known = ["AdApiFaultDetail", "ApiFaultDetail", "EditorialApiFaultDetail", "ExceptionDetail"]
    .map((name) => ({ name, node: member(detail, name, cures) }))
    .find(({ node }) => isMembers(node));
  const trackingId =
    readText(known?.node, "TrackingId", context) ??
    readText(member(envelope, "Header", cures), "TrackingId", context);
  const spoken = readText(fault, "faultstring", context) ?? "the service answered with a fault";
  const faultCode = (readText(fault, "faultcode", context) ?? "").replace(/^.*:/, "");
  if (known === undefined || known.name === "ExceptionDetail")
    return plainFault(faultCode, readText(known?.node, "Message", context) ?? spoken, trackingId, context);
  const batchErrors = itemErrors(member(known.node, "BatchErrors", cures), cures, scrub);
  const listed = [
    ...serviceErrors(known.node, "Errors", "AdApiError", context),
    ...serviceErrors(known.node, "OperationErrors", "OperationError", context),
    ...batchErrors.map((error) => ({ ...error, details: error.details })),
  ];
  const [first] = listed;
  const internal = first === undefined || listed.some(({ code }) => code === 0);
  return failed({
    operation: context.operation,
    reason: listed.length === 0 ? spoken : listed.map(sentence).join("; "),
    code: first?.code,
    symbol: first?.symbol,
    trackingId,
    items: batchErrors.length === 0 ? undefined : batchErrors,
    fieldPath: batchErrors[0]?.fieldPath,
    retryAfterMs: context.retryAfterMs,
    outcome: internal && isWrite(context.operation) ? "unknown" : "refused",
  });
}

/** A fault without a detail of the service's own: DeserializationFailed refuses, anything of the server is open. */
function plainFault(
  code: string,
  message: string,
  trackingId: string | undefined,
  context: FaultContext,
): MsadsError {
  const refused = code !== "" && !/^(Server|Receiver|InternalServiceFault)$/.test(code);
  return failed({
    operation: context.operation,
    reason: message,
    symbol: code === "" ? "Fault" : code,
    trackingId,
    retryAfterMs: context.retryAfterMs,
    outcome: refused || !isWrite(context.operation) ? "refused" : "unknown",
  });
}

function serviceErrors(
  detail: Node,
  list: string,
  name: string,
  context: FaultContext,
): readonly ServiceError[] {
  const { cures } = context;
  const entries = cures.faultItems(member(member(detail, list, cures), name, cures));
  return entries
    .map((entry) => cures.unwrap(entry))
    .filter(isMembers)
    .map((entry) => ({
      code: cures.faultCode(readText(entry, "Code", context)),
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

function readText(node: Node, name: string, { cures, scrub }: FaultContext): string | undefined {
  const value = isMembers(member(node, name, cures)) ? undefined : text(node, name, cures);
  return value === undefined || value === null || value === "" ? undefined : scrub(value);
}

/** node-soap gives one error of a fault as an object and several as an array. */
export function faultItems(node: Node): readonly Node[] {
  if (node === undefined || node === null || node === "") return [];
  return Array.isArray(node) ? node : [node];
}

/** The number in a fault's code, which arrives as text. */
export function faultCode(code: unknown): number | undefined {
  return typeof code === "string" && /^[0-9]{1,9}$/.test(code.trim()) ? Number(code) : undefined;
}
