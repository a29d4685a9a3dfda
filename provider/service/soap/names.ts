import type { ApiVersion } from "../../goals/field";

export const ENVELOPE_NAMESPACE = "http://schemas.xmlsoap.org/soap/envelope/";
/** Ids in requests. */
export const ARRAYS_NAMESPACE = "http://schemas.microsoft.com/2003/10/Serialization/Arrays";
/** Ids in answers, which may be nil. */
export const SYSTEM_NAMESPACE = "http://schemas.datacontract.org/2004/07/System";

/** The service's own namespace, one per version. */
export function serviceNamespace(version: ApiVersion): string {
  return `https://bingads.microsoft.com/CampaignManagement/v${version}`;
}
