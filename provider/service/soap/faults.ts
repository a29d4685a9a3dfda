import { callError } from "../callError";
import type { MsadsError } from "../errors";
import type { Node } from "../wire/dialect";
import { detailError, type FaultContext, readText } from "../wire/faultDetail";
import { isMembers, member } from "../wire/nodes";
import { isWrite } from "../wire/operations";
import { trackingIdOf } from "../wire/trackingId";

/** How the parts of a fault are read. */
export interface FaultReading {
  readonly unwrap: (node: Node) => Node;
  readonly faultItems: typeof faultItems;
  readonly faultCode: typeof faultCode;
}

/**
 * The error that a SOAP fault means: AdApiFaultDetail (access, throttling), ApiFaultDetail or, of Customer Management, ApiFault
 * (validation), or the ExceptionDetail of WCF. In a fault nothing is typed: codes are text, one error is an object, several are an array.
 */
export function faultError(
  envelope: Node,
  context: FaultContext & { readonly reading: FaultReading },
): MsadsError {
  const { reading: dialect } = context;
  const fault = member(member(envelope, "Body", dialect), "Fault", dialect);
  const detail = member(fault, "detail", dialect);
  const known = [
    "AdApiFaultDetail",
    "ApiFaultDetail",
    "ApiFault",
    "EditorialApiFaultDetail",
    "ExceptionDetail",
  ]
    .map((name) => ({ name, node: member(detail, name, dialect) }))
    .find(({ node }) => isMembers(node));
  const idIn = (node: Node) => trackingIdOf(readText(node, "TrackingId", context), context.scrub);
  const trackingId = idIn(known?.node) ?? idIn(member(envelope, "Header", dialect));
  const spoken = readText(fault, "faultstring", context) ?? "the service answered with a fault";
  const faultCode = (readText(fault, "faultcode", context) ?? "").replace(/^.*:/, "");
  if (known === undefined || known.name === "ExceptionDetail")
    return plainFault(faultCode, readText(known?.node, "Message", context) ?? spoken, trackingId, context);
  const entries = (list: string, name: string) =>
    dialect
      .faultItems(member(member(known.node, list, dialect), name, dialect))
      .map((entry) => dialect.unwrap(entry));
  return detailError({ detail: known.node, entries, code: dialect.faultCode, trackingId, spoken }, context);
}

/** A fault without a detail of the service's own: DeserializationFailed refuses, anything of the server is open. */
function plainFault(
  code: string,
  message: string,
  trackingId: string | undefined,
  context: FaultContext,
): MsadsError {
  const refused = code !== "" && !/^(Server|Receiver|InternalServiceFault)$/.test(code);
  return callError({
    operation: context.operation,
    reason: message,
    symbol: code === "" ? "Fault" : code,
    trackingId,
    retryAfterMs: context.retryAfterMs,
    outcome: refused || !isWrite(context.operation) ? "refused" : "unknown",
  });
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
