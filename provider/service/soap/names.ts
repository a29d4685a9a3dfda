import type { ApiVersion } from "../../goals/field";
import { isCustomerOperation, type Operation } from "../wire/operations";

export const ENVELOPE_NAMESPACE = "http://schemas.xmlsoap.org/soap/envelope/";
/** Ids in requests. */
export const ARRAYS_NAMESPACE = "http://schemas.microsoft.com/2003/10/Serialization/Arrays";
/** Ids in answers, which may be nil. */
export const SYSTEM_NAMESPACE = "http://schemas.datacontract.org/2004/07/System";

/** Customer Management's messages, and what is in them. Microsoft: Requirements of SearchAccounts and AdvertiserAccount. */
export const CUSTOMER_NAMESPACE = "https://bingads.microsoft.com/Customer/v13";
export const ENTITIES_NAMESPACE = `${CUSTOMER_NAMESPACE}/Entities`;

/** The namespace of an operation's messages. */
export function namespaceOf(operation: Operation, version: ApiVersion): string {
  return isCustomerOperation(operation) ? CUSTOMER_NAMESPACE : serviceNamespace(version);
}

/** Campaign Management's own namespace, one per version. */
export function serviceNamespace(version: ApiVersion): string {
  return `https://bingads.microsoft.com/CampaignManagement/v${version}`;
}
