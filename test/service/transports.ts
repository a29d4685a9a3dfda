import type { ApiVersion } from "../../provider/goals/field";
import type { CampaignManagement } from "../../provider/service/campaignManagement";
import { createRestCampaignManagement } from "../../provider/service/rest/client";
import { createSoapCampaignManagement, type SoapOptions } from "../../provider/service/soap/client";
import { find, read, type Seen } from "./reader";
import { account, credentials } from "./samples";
import { answerOf, faultOf, type Got, type Reply } from "./stub";

/** A number as it stands in a message. */
export class Digits {
  constructor(readonly text: string) {}
}

/** What a message of the service holds, by the names that both transports have: ids as texts, numbers as numbers. */
export type Value =
  | string
  | number
  | boolean
  | null
  | Digits
  | readonly Value[]
  | { readonly [name: string]: Value };
export type Members = { readonly [name: string]: Value };

/** A request as a reader of another make sees it: every scalar as text, a goal's type in Type. */
export type Sent = { readonly [name: string]: string | Sent | readonly (string | Sent)[] };

/** One transport, spoken by hand: nothing here is shared with what is tested. */
export interface Transport {
  readonly name: "soap" | "rest";
  readonly versions: readonly ApiVersion[];
  readonly contentType: string;
  port(url: string, options?: Partial<SoapOptions>): CampaignManagement;
  answer(operation: string, content: Members, trackingId?: string): Reply;
  fault(kind: "AdApiFaultDetail" | "ApiFaultDetail", content: Members, status?: number): Reply;
  sent(got: Got | undefined): Promise<{ readonly operation: string; readonly members: Sent }>;
}

const common = (url: string, options: Partial<SoapOptions>) => ({
  endpoint: url,
  account,
  credentials,
  timeoutMs: 240_000,
  ...options,
});

export const soap: Transport = {
  name: "soap",
  versions: [12, 13],
  contentType: "text/xml; charset=utf-8",
  port: (url, options = {}) => createSoapCampaignManagement({ version: 13, ...common(url, options) }),
  answer: (operation, content, trackingId) => ({
    body: answerOf(operation, xmlMembers(content), 13, trackingId),
  }),
  fault: (kind, content, status = 500) => ({ status, body: faultOf(faultXml(kind, content)) }),
  sent: async (got) => {
    const body = find(await read(got?.body ?? ""), "Body");
    const request = body?.children[0];
    return { operation: request?.name.replace(/Request$/, "") ?? "", members: plainMembers(request) };
  },
};

export const rest: Transport = {
  name: "rest",
  versions: [13],
  contentType: "application/json; charset=utf-8",
  port: (url, { version: _version, ...options } = {}) => createRestCampaignManagement(common(url, options)),
  answer: (_operation, content, trackingId = "track-1") => ({
    headers: { "content-type": rest.contentType, TrackingId: trackingId },
    body: json(content),
  }),
  fault: (kind, content, status = 400) => ({
    status,
    headers: { "content-type": rest.contentType },
    body: json({ ...content, Type: kind }),
  }),
  sent: async (got) => ({
    operation: OPERATIONS[`${got?.method} ${got?.url.replace("/CampaignManagement/v13", "")}`] ?? "",
    members: JSON.parse(got?.body ?? "", (_name, value, context?: { source: string }) =>
      typeof value === "object" ? value : typeof value === "string" ? value : context?.source,
    ),
  }),
};

export const TRANSPORTS: readonly Transport[] = [soap, rest];

/** Microsoft: Request Url of the operations' pages. */
const OPERATIONS: Readonly<Record<string, string>> = {
  "POST /ConversionGoals": "AddConversionGoals",
  "PUT /ConversionGoals": "UpdateConversionGoals",
  "POST /ConversionGoals/QueryByIds": "GetConversionGoalsByIds",
  "POST /ConversionGoals/QueryByTagIds": "GetConversionGoalsByTagIds",
  "POST /UetTags": "AddUetTags",
  "PUT /UetTags": "UpdateUetTags",
  "POST /UetTags/QueryByIds": "GetUetTagsByIds",
  "POST /AccountProperties/Query": "GetAccountProperties",
  "POST /AccountProperties/Set": "SetAccountProperties",
  "POST /Campaigns/QueryByIds": "GetCampaignsByIds",
  "POST /CampaignConversionGoals": "AddCampaignConversionGoals",
  "DELETE /CampaignConversionGoals": "DeleteCampaignConversionGoals",
  "POST /OfflineConversionReport/QueryByGoalIds": "GetOfflineConversionReportByGoalIds",
};

/** The names of the items in the lists of SOAP. */
const ITEMS: Readonly<Record<string, string>> = {
  ConversionGoals: "ConversionGoal",
  UetTags: "UetTag",
  PartialErrors: "BatchError",
  BatchErrors: "BatchError",
  OperationErrors: "OperationError",
  Errors: "AdApiError",
  ConversionGoalIds: "a:long",
  TagIds: "a:long",
  GoalIds: "a:long",
  AccountProperties: "AccountProperty",
  Campaigns: "Campaign",
  CustomerAccountShares: "CustomerAccountShare",
  OfflineGoalConversionSummaries: "OfflineGoalConversionSummary",
  OverallAlerts: "OfflineConversionAlert",
};

function json(value: Value): string {
  if (value instanceof Digits) return value.text;
  if (Array.isArray(value)) return `[${value.map(json).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, inside]) => `${JSON.stringify(name)}:${json(inside)}`);
  return `{${members.join(",")}}`;
}

function xmlMembers(members: Members): string {
  return Object.entries(members)
    .map(([name, value]) => xml(name, value))
    .join("");
}

function xml(name: string, value: Value): string {
  const item = ITEMS[name];
  if (value === null) return `<${name} i:nil="true"/>`;
  if (Array.isArray(value)) {
    const items = value.map((each: Value) => xml(item ?? "", each)).join("");
    return `<${name} xmlns:a="http://schemas.datacontract.org/2004/07/System">${items}</${name}>`;
  }
  if (value instanceof Digits || typeof value !== "object") {
    return `<${name}>${escaped(value instanceof Digits ? value.text : String(value))}</${name}>`;
  }
  const members = value as Members;
  const type = name === "ConversionGoal" && typeof members.Type === "string" ? `${members.Type}Goal` : "";
  const editorial = members.Type === "EditorialError" ? "EditorialError" : "";
  const marked = type || editorial;
  return `<${name}${marked === "" ? "" : ` i:type="${marked}"`}>${xmlMembers(members)}</${name}>`;
}

function faultXml(kind: string, content: Members): string {
  const space =
    kind === "AdApiFaultDetail"
      ? "https://adapi.microsoft.com"
      : "https://bingads.microsoft.com/CampaignManagement/v13";
  return `<${kind} xmlns="${space}" xmlns:i="http://www.w3.org/2001/XMLSchema-instance">${xmlMembers(content)}</${kind}>`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#xD;");
}

function plainMembers(element: Seen | undefined): Sent {
  return Object.fromEntries((element?.children ?? []).map((child) => [child.name, plain(child)]));
}

function plain(element: Seen): Sent[string] {
  if (ITEMS[element.name] !== undefined)
    return element.children.map((child) => (child.name === "long" ? child.text : typed(child)));
  return element.children.length === 0 ? element.text : plainMembers(element);
}

function typed(element: Seen): Sent {
  const type = element.attributes.type?.replace(/^.*:/, "").replace(/Goal$/, "");
  return { ...(type === undefined ? {} : { Type: type }), ...plainMembers(element) };
}
