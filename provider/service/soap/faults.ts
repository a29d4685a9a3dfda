import type { MsadsError } from "../errors";
import { failed } from "../failure";
import { detailError, type FaultContext, readText } from "../wire/faultDetail";
import { isMembers, member, type Node } from "../wire/nodes";
import { isWrite } from "../wire/operations";
import { trackingIdOf } from "../wire/trackingId";
import type { Cures } from "./cures";

/**
 * The error that a SOAP fault means: AdApiFaultDetail (access, throttling), ApiFaultDetail (validation), or the
 * ExceptionDetail of WCF. In a fault nothing is typed: codes are text, one error is an object, several are an array.
 */
export function faultError(envelope: Node, context: FaultContext & { readonly reading: Cures }): MsadsError {
  const { reading: cures } = context;
  const fault = member(member(envelope, "Body", cures), "Fault", cures);
  const detail = member(fault, "detail", cures);
  const known = ["AdApiFaultDetail", "ApiFaultDetail", "EditorialApiFaultDetail", "ExceptionDetail"]
    .map((name) => ({ name, node: member(detail, name, cures) }))
    .find(({ node }) => isMembers(node));
  const idIn = (node: Node) => trackingIdOf(readText(node, "TrackingId", context), context.scrub);
  const trackingId = idIn(known?.node) ?? idIn(member(envelope, "Header", cures));
  const spoken = readText(fault, "faultstring", context) ?? "the service answered with a fault";
  const faultCode = (readText(fault, "faultcode", context) ?? "").replace(/^.*:/, "");
  if (known === undefined || known.name === "ExceptionDetail")
    return plainFault(faultCode, readText(known?.node, "Message", context) ?? spoken, trackingId, context);
  const entries = (list: string, name: string) =>
    cures
      .faultItems(member(member(known.node, list, cures), name, cures))
      .map((entry) => cures.unwrap(entry));
  return detailError({ detail: known.node, entries, code: cures.faultCode, trackingId, spoken }, context);
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

/** node-soap gives one error of a fault as an object and several as an array. */
export function faultItems(node: Node): readonly Node[] {
  if (node === undefined || node === null || node === "") return [];
  return Array.isArray(node) ? node : [node];
}

/** The number in a fault's code, which arrives as text. */
export function faultCode(code: unknown): number | undefined {
  return typeof code === "string" && /^[0-9]{1,9}$/.test(code.trim()) ? Number(code) : undefined;
}
