import { accessToken } from "../../provider/emulator";
import type { Version } from "../../provider/emulator/schema/model";

/** A hand-written SOAP client: text in, text out, so that nothing is shared with what is tested. */
export interface SoapReply {
  readonly status: number;
  readonly text: string;
  readonly contentType: string | null;
}

export interface SoapCall {
  readonly base: string;
  readonly operation: string;
  /** Content of the request element; `t` is the version's namespace, `n` that of Customer Management's entities, `a` the arrays', `i` XMLSchema-instance. */
  readonly body: string;
  /** Default campaign. */
  readonly service?: "campaign" | "customer";
  readonly version?: Version;
  readonly action?: string | null;
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly http?: Readonly<Record<string, string>>;
  /** The whole envelope instead. */
  readonly envelope?: string | Uint8Array<ArrayBuffer>;
}

export const tns = (version: Version): string =>
  `https://bingads.microsoft.com/CampaignManagement/v${version}`;

const customer = "https://bingads.microsoft.com/Customer/v13";

const goodHeaders: Readonly<Record<string, string | null>> = {
  AuthenticationToken: accessToken,
  CustomerAccountId: "222",
  CustomerId: "111",
  DeveloperToken: "any",
};

export function envelopeOf(call: SoapCall): string {
  const uri = call.service === "customer" ? customer : tns(call.version ?? 13);
  const headers = Object.entries({ ...goodHeaders, ...call.headers })
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `<t:${name}>${value}</t:${name}>`);
  return (
    `<?xml version="1.0" encoding="UTF-8"?><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" ` +
    `xmlns:t="${uri}" xmlns:n="${customer}/Entities" xmlns:a="http://schemas.microsoft.com/2003/10/Serialization/Arrays" ` +
    `xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><e:Header>${headers.join("")}</e:Header><e:Body>` +
    `<t:${call.operation}Request>${call.body}</t:${call.operation}Request></e:Body></e:Envelope>`
  );
}

export function pathOf(version: number | string): string {
  return `/Api/Advertiser/CampaignManagement/v${version}/CampaignManagementService.svc`;
}

export async function soap(call: SoapCall): Promise<SoapReply> {
  const action = call.action === undefined ? call.operation : call.action;
  const path =
    call.service === "customer"
      ? "/Api/CustomerManagement/v13/CustomerManagementService.svc"
      : pathOf(call.version ?? 13);
  const reply = await fetch(call.base + path, {
    method: "POST",
    headers: {
      "content-type": "text/xml; charset=utf-8",
      ...(action === null ? {} : { soapaction: `"${action}"` }),
      ...call.http,
    },
    body: call.envelope ?? envelopeOf(call),
  });
  return { status: reply.status, text: await reply.text(), contentType: reply.headers.get("content-type") };
}

/** The contents of every element of a name, whatever its prefix; a nil one is undefined. */
export function texts(xml: string, name: string): readonly (string | undefined)[] {
  const pattern = new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?(?:/>|>([^<]*)</)`, "g");
  return [...xml.matchAll(pattern)].map(([whole, content]) =>
    whole.includes(':nil="true"') ? undefined : (content ?? ""),
  );
}

/** `Index:Code` of every BatchError, for example `0:5317`. */
export function partialErrors(xml: string): readonly string[] {
  const indexes = texts(xml, "Index");
  return texts(xml, "Code").map((code, at) => `${indexes[at]}:${code}`);
}

/** One goal of the wire. */
export function goalXml(type: string, fields: string): string {
  return `<t:ConversionGoal i:type="t:${type}">${fields}</t:ConversionGoal>`;
}

/** Wire elements of simple values, in the order given. */
export function fields(values: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(values)
    .map(([name, value]) => `<t:${name}>${value}</t:${name}>`)
    .join("");
}

export const allTypes =
  "Url Duration PagesViewedPerVisit Event AppInstall AppDownload OfflineConversion InStoreTransaction";
