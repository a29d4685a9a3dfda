import type { Problem } from "../rules";

/** A fault as REST says it: flat, with its kind in Type. */
export function faultJson(kind: "adapi" | "api", trackingId: string, problems: readonly Problem[]): string {
  const errors = problems.map(({ code, symbol, message }) => ({
    Code: code,
    [kind === "adapi" ? "Detail" : "Details"]: null,
    ErrorCode: symbol,
    Message: message,
  }));
  return JSON.stringify(
    kind === "adapi"
      ? { TrackingId: trackingId, Type: "AdApiFaultDetail", Errors: errors }
      : { TrackingId: trackingId, Type: "ApiFaultDetail", BatchErrors: [], OperationErrors: errors },
  );
}

/** The same in Customer Management, where errors of requests have no ErrorCode (Microsoft: ApiFault; Operation Error Codes). */
export function customerFaultJson(
  kind: "adapi" | "api",
  trackingId: string,
  problems: readonly Problem[],
): string {
  if (kind === "adapi") return faultJson(kind, trackingId, problems);
  const errors = problems.map(({ code, message }) => ({ Code: code, Details: null, Message: message }));
  return JSON.stringify({ TrackingId: trackingId, Type: "ApiFault", OperationErrors: errors });
}

const statuses: Readonly<Record<number, number>> = {
  0: 500,
  105: 401,
  106: 403,
  109: 401,
  117: 429,
  202: 500,
  207: 429,
  1001: 403,
  1010: 500,
  4204: 429,
};

/** The HTTP status of a fault; only these five make typed exceptions in Microsoft's SDKs: 400, 401, 403, 429, 500. */
export function statusOf(code: number): number {
  return statuses[code] ?? 400;
}
