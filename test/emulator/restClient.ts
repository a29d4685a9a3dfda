import { accessToken } from "../../provider/emulator";

export interface RestCall {
  /** Base of `/CampaignManagement/v13`. */
  readonly base: string;
  readonly method?: string;
  /** Below the version, for example `/UetTags`. */
  readonly path: string;
  /** JSON text; anything else is made JSON. */
  readonly body?: unknown;
  /** null leaves a header out. */
  readonly headers?: Readonly<Record<string, string | null>>;
}

interface RestError {
  readonly Index?: number;
  readonly Code: number;
  readonly ErrorCode: string;
  readonly Message: string;
}
type Item = Readonly<Record<string, unknown>> | null;

/** What bodies hold, as far as there is anything to look at. */
export interface RestBody {
  readonly TrackingId?: string;
  readonly Type?: string;
  readonly Errors?: readonly RestError[];
  readonly OperationErrors?: readonly RestError[];
  readonly PartialErrors?: readonly RestError[];
  readonly ConversionGoals?: readonly Item[];
  readonly ConversionGoalIds?: readonly (string | null)[];
  readonly UetTags?: readonly Item[];
  readonly AccountProperties?: readonly Item[];
  readonly Campaigns?: readonly Item[];
  readonly OfflineGoalConversionSummaries?: readonly Item[];
}

export interface RestReply {
  readonly status: number;
  readonly text: string;
  /** {} when the body is no JSON object. */
  readonly json: RestBody;
  readonly headers: Headers;
}

const goodHeaders: Readonly<Record<string, string | null>> = {
  authorization: `Bearer ${accessToken}`,
  customeraccountid: "222",
  customerid: "111",
  developertoken: "any",
  "content-type": "application/json",
};

/** A hand-written REST client: text in, text out, so that nothing is shared with what is tested. */
export async function callRest(call: RestCall): Promise<RestReply> {
  const { base, path, body = {}, method = "POST", headers } = call;
  const kept = Object.entries({ ...goodHeaders, ...headers }).filter(([, value]) => value !== null);
  const sent =
    typeof body === "string" || body instanceof Uint8Array
      ? (body as string | Uint8Array<ArrayBuffer>)
      : JSON.stringify(body);
  const reply = await fetch(`${base}/CampaignManagement/v13${path}`, {
    method,
    headers: Object.fromEntries(kept as [string, string][]),
    body: sent,
  });
  const text = await reply.text();
  return { status: reply.status, text, json: parsed(text), headers: reply.headers };
}

function parsed(text: string): RestBody {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

export const allRestTypes =
  "Url, Duration, PagesViewedPerVisit, Event, AppInstall, AppDownload, OfflineConversion, InStoreTransaction";

/** `Index:Code` of every partial error, or the codes of a fault. */
export function restCodes({ json }: RestReply): readonly string[] {
  const faults = [...(json.Errors ?? []), ...(json.OperationErrors ?? [])];
  const items = json.PartialErrors ?? [];
  return [...faults.map((each) => String(each.Code)), ...items.map((each) => `${each.Index}:${each.Code}`)];
}
