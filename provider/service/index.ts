export type * from "./campaignManagement";
export { defaultEndpoint } from "./endpoint";
export { MsadsError, type MsadsErrorFields, type Outcome } from "./errors";
export { explainItem, hintFor } from "./hints";
export { type Patience, withRetry } from "./patient";
export { type ProxyUse, useProxy } from "./proxy";
export { type CallKind, type Decision, type RetryLimits, retry } from "./retry";
export { createSoapCampaignManagement, type SoapOptions } from "./soap/client";
export type { Credentials } from "./wire/credentials";
